"""A small register: three offices, four people, lists as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from saindege.base.app.models import Account
from saindege.people.app import actions
from saindege.people.app.models import Office, Person, StaffImport

AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
HEADER = ("NIP_BARU", "NAMA LENGKAP", "UNIT KERJA", "GOL/RUANG")
ANI = ("198704122010012003", "Ani Contoh", "Kelurahan Wek V", "III/b")
BUDI = ("197803052003121004", "Budi Contoh", "Kelurahan Wek V", "III/c")
CITRA = ("199008172015032001", "Citra Contoh", "Dinas Kesehatan", "III/a")
DEDI = ("198501012009011002", "Dedi Contoh", "Dinas Kesehatan", "III/d")
EKA = ("199505052020122001", "Eka Contoh", "Kelurahan Wek V", "II/c")


@pytest.fixture(autouse=True)
def indonesian() -> Iterator[None]:
    """A page in English would leave its language to the next test."""
    with translation.override("id"):
        yield


@pytest.fixture
def offices(db) -> dict[str, Office]:
    made = {
        "wek5": Office(code="1001", name="Kelurahan Wek V", kind="urban_village"),
        "wek6": Office(code="1002", name="Kelurahan Wek VI", kind="urban_village"),
        "health": Office(code="DINKES", name="Dinas Kesehatan", kind="agency"),
    }
    for office in made.values():
        office.save()
    return made


@pytest.fixture
def register(offices) -> dict[str, Person]:
    """Ani and Budi in Wek V, Citra and Dedi in the health agency; Budi is Ani's superior."""
    people = {}
    for row, office in ((ANI, "wek5"), (BUDI, "wek5"), (CITRA, "health"), (DEDI, "health")):
        number, name, _office, rank = row
        people[name.split()[0]] = Person.objects.create(
            nip=number,
            name=name,
            birth_date=date(int(number[:4]), int(number[4:6]), int(number[6:8])),
            sex="male" if number[14] == "1" else "female",
            status="pns",
            office=offices[office],
            rank=rank,
        )
    people["Ani"].superior = people["Budi"]
    people["Ani"].save()
    return people


@pytest.fixture
def officer(account) -> Account:
    return account("bkpsdm", display_name="Rahma Siregar")


def list_of(*rows, header=HEADER) -> bytes:
    """Write a staff list as a CSV file."""
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    return text.getvalue().encode()


@pytest.fixture
def upload(officer, media) -> Callable[..., StaffImport]:
    """Bring a list in as the training officer: ``upload(ANI, BUDI)``."""

    def bring(*rows, header=HEADER, at=AT, by=None, file_name="daftar.csv") -> StaffImport:
        return actions.store_list(
            by or officer, file_name=file_name, chunks=[list_of(*rows, header=header)], at=at
        )

    return bring


@pytest.fixture
def check(officer) -> Callable[..., StaffImport]:
    """Check an import with the columns that it recognised."""

    def look(staff_import, *, at=AT, by=None, **confirmed) -> StaffImport:
        return actions.check_list(
            by or officer, staff_import.pk, actions.Confirmed(staff_import.mapping, **confirmed), at=at
        )

    return look


@pytest.fixture
def apply(officer) -> Callable[..., StaffImport]:
    """Apply an import as it was last checked."""

    def store(staff_import, *, at=LATER, by=None, leave_faulty=True) -> StaffImport:
        return actions.apply_list(
            by or officer,
            staff_import.pk,
            checked_at=staff_import.report["checked_at"],
            leave_faulty=leave_faulty,
            at=at,
        )

    return store
