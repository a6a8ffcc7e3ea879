"""One person's data handed out, and one person erased: from the terminal, and by the person on the web."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from saindege.base.app.access import NotAllowed
from saindege.base.app.models import Account, AuditEntry
from saindege.delivery.app.models import (
    Certificate,
    CheckIn,
    Contact,
    FollowUpPlan,
    OutsideCourse,
    Participant,
    SheetPhoto,
)
from saindege.delivery.certificate import Content
from saindege.people import personal_data
from saindege.people.app import actions
from saindege.people.app.models import Assessment, Competency, Office, Person, PersonChange
from saindege.people.app.queries import holdings
from saindege.people.app.queries.staff import pointing_tables
from saindege.programme.app.models import Batch, Course, Session, Speaker
from saindege.web.operation import audit, personal

pytestmark = pytest.mark.django_db

NAME, NIP = "Zulham Tanjung Percobaan", "197003122000031009"


@pytest.fixture
def gone(media: Path) -> Person:
    """Somebody who has left, with a seat, a certificate, an outside course, an account and copies of the name."""
    office = Office.objects.create(code="1001", name="Kelurahan Wek V", kind="urban_village")
    account = Account.objects.create_user(
        "zulham.tanjung", "kuda-benar-9", display_name=NAME, roles=["peserta"]
    )
    person = Person.objects.create(
        nip=NIP, name=NAME, birth_date="1970-03-12", sex="male", status="pns", office=office, post="Arsiparis",
        account=account, missing_since="2026-06-30",
    )  # fmt: skip
    colleague = Person.objects.create(name="Ani Contoh", status="pns", office=office)
    now = timezone.now()
    PersonChange.objects.create(person=person, field="new", after=NAME, at=now)
    PersonChange.objects.create(person=colleague, field="superior", before=NAME, after="", at=now)
    course = Course.objects.create(code="A", title="Arsip", method="technical_guidance", learning_hours=10)
    batch = Batch.objects.create(course=course, name="Angkatan 1")
    Session.objects.create(
        code="S1", batch=batch, title="Hari", place="Aula", starts_at=now - timedelta(days=3),
        ends_at=now - timedelta(days=2), capacity=9, learning_hours=10, check_in_secret="x",
    )  # fmt: skip
    Participant.objects.create(batch=batch, person=person, called_at=now)
    CheckIn.objects.create(
        session=Session.objects.get(),
        person=person,
        arrived_at=now,
        way="manual",
        reason=f"{NAME} lupa ponsel",
    )
    Certificate.objects.create(
        number="SRT-1", register_year=2026, register_serial=1, batch=batch, person=person, issued_at=now,
        content={"name": NAME, "nip": NIP},
    )  # fmt: skip
    kept = Path(settings.MEDIA_ROOT) / "bukti"
    kept.mkdir(parents=True, exist_ok=True)
    (kept / "z.pdf").write_bytes(b"%PDF bukti")
    OutsideCourse.objects.create(
        person=person, title="Bimtek", organiser="LAN", form="technical_guidance", quantity=1,
        first_on="2026-01-01", last_on="2026-01-02", file_name="z.pdf", stored_file="bukti/z.pdf", checksum="0" * 64,
        asked_at=now,
    )  # fmt: skip
    FollowUpPlan.objects.create(
        batch=batch, person=colleague, goal=f"Belajar dari {NAME.upper()}", steps=f"NIP {NIP}", due_on="2026-12-01",
        written_at=now,
    )  # fmt: skip
    Contact.objects.create(person=person, phone="081234567890")
    Assessment.objects.create(
        person=person, competency=Competency.objects.create(code="arsip", name="Arsip", kind="technical"),
        source="test", level=3, assessed_on="2026-01-01", at=now,
    )  # fmt: skip
    return person


def test_every_table_about_people_is_decided_upon() -> None:
    named = {(each.table, each.of) for each in personal_data.load().treatments}
    decided = {table for table, _path in named}

    undecided = {model.__name__ for model, _column in pointing_tables()} - decided - {"Person"}

    assert undecided == set(), "say in people/rules/personal_data.toml what becomes of these"
    assert all(apps.get_model("saindege", table) for table in decided)


def test_archive_holds_rows_and_files_and_nothing_of_others(gone: Person, tmp_path: Path, printable) -> None:
    made = personal.export_person(NIP, tmp_path / "a.zip", replace=False)

    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        document = json.loads(archive.read("data.json"))
        names = archive.namelist()
    assert document["person"]["name"] == NAME and document["account"]["username"] == "zulham.tanjung"
    assert "password" not in document["account"]
    assert document["tables"]["Assessment"][0]["level"] == 3
    assert document["tables"]["Contact"][0]["phone"] == "081234567890"
    assert "FollowUpPlan" not in document["tables"] and "Ani Contoh" not in json.dumps(document)
    assert "berkas/001-z.pdf" in names and "berkas/sertifikat-SRT-1.pdf" in names
    assert made.document["tables"]["Certificate"] == 1
    assert AuditEntry.objects.get(action="people.person_exported").subject_id == str(gone.pk)


def test_archive_never_overwrites_in_silence(gone: Person, tmp_path: Path, printable) -> None:
    (tmp_path / "a.zip").write_text("lama")

    with pytest.raises(personal.FileStands):
        personal.export_person(str(gone.pk), tmp_path / "a.zip", replace=False)

    assert (tmp_path / "a.zip").read_text() == "lama"
    with pytest.raises(holdings.NobodyFound):
        personal.export_person("199999999999999999", tmp_path / "b.zip", replace=False)


def test_erased_person_is_named_nowhere_but_in_what_the_law_keeps(gone: Person, media: Path) -> None:
    done = actions.erase_person(None, gone, at=timezone.now())

    gone.refresh_from_db()
    assert gone.name.startswith("Terhapus ") and (gone.nip, gone.birth_date, gone.account) == (
        None,
        None,
        None,
    )
    plan = FollowUpPlan.objects.get()
    assert (plan.goal, plan.steps) == (f"Belajar dari {done.pseudonym}", f"NIP {done.pseudonym}")
    assert PersonChange.objects.get(field="superior").before == done.pseudonym
    assert CheckIn.objects.get().reason == "" and CheckIn.objects.get().person == gone
    assert not Contact.objects.exists()
    assert Assessment.objects.get().level == 3
    assert Certificate.objects.get().content == {"name": NAME, "nip": NIP}
    account = Account.objects.get()
    assert (account.is_active, account.roles, account.has_usable_password()) == (False, [], False)
    assert account.username == f"terhapus-{account.pk}"
    assert done.kept == {"Certificate": 1}
    assert [path.name for path in done.files] == ["z.pdf"]
    assert audit.check_chain().first_wrong is None


def test_photographed_sheets_that_name_the_erased_are_told(gone: Person) -> None:
    stored = "lembar/hari.jpg"
    kept = Path(settings.MEDIA_ROOT) / stored
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(b"foto")
    SheetPhoto.objects.create(
        session=Session.objects.get(), file_name="hari.jpg", stored_file=stored, checksum="0" * 64, sent_at=timezone.now()
    )  # fmt: skip

    still_naming = personal.sheets_naming(gone)
    kept.unlink()

    assert still_naming == [stored]
    assert personal.sheets_naming(gone) == []


def test_erased_person_is_on_no_list_and_has_no_page(gone: Person, client_for) -> None:
    officer = client_for("bkpsdm")

    actions.erase_person(None, gone, at=timezone.now())

    assert "Terhapus" not in officer.get(reverse("people:list")).content.decode()
    assert officer.get(reverse("people:person", args=[gone.pk])).status_code == 404


def test_namesake_keeps_the_own_name(gone: Person) -> None:
    other = Person.objects.create(name=NAME, status="pns", office=gone.office)
    PersonChange.objects.create(person=other, field="new", after=NAME, at=timezone.now())

    done = actions.erase_person(None, gone, at=timezone.now())

    other.refresh_from_db()
    assert (other.name, done.namesakes) == (NAME, 1)
    assert other.changes.get().after == NAME
    assert FollowUpPlan.objects.get().steps == f"NIP {done.pseudonym}"


@pytest.mark.parametrize("bond", ["list", "leads", "admin", "seat", "teaches"])
def test_whoever_is_still_bound_is_not_erased(gone: Person, bond: str) -> None:
    session = Session.objects.get()
    if bond == "list":
        Person.objects.filter(pk=gone.pk).update(missing_since=None)
    elif bond == "leads":
        Person.objects.exclude(pk=gone.pk).update(superior=gone)
    elif bond == "admin":
        Account.objects.update(roles=["admin"])
    else:
        session.ends_at = timezone.now() + timedelta(days=1)
        session.speaker = (
            Speaker.objects.create(name="S", account=gone.account) if bond == "teaches" else None
        )
        session.save()
        if bond == "teaches":
            Participant.objects.all().delete()

    with pytest.raises(actions.StillBound) as refused:
        personal.erase_person(NIP, yes=True, language="id")

    gone.refresh_from_db()
    assert gone.name == NAME
    assert refused.value.problems[0].sentence.id.endswith("dahulu.") or bond == "list"


def test_nothing_is_erased_unless_somebody_says_yes(gone: Person) -> None:
    with pytest.raises(personal.NotConfirmed):
        personal.erase_person(NIP, yes=False, language="id")

    assert Person.objects.get(pk=gone.pk).name == NAME


def test_only_the_terminal_erases(gone: Person, account) -> None:
    with pytest.raises(NotAllowed):
        actions.erase_person(account("admin"), gone, at=timezone.now())


def test_person_takes_the_own_data_along_and_strangers_do_not(gone: Person, client_for, printable) -> None:
    address = reverse("web:personal_data", args=[gone.pk])

    own = client_for(gone.account).post(address)
    seen = {
        role: client_for(role).post(address).status_code for role in ("admin", "bkpsdm", "peserta", "atasan")
    }

    document = json.loads(zipfile.ZipFile(io.BytesIO(own.content)).read("data.json"))
    assert document["person"]["nip"] == NIP
    assert seen == {"admin": 200, "bkpsdm": 404, "peserta": 404, "atasan": 404}
    assert client_for(gone.account).get(address).status_code == 405


@pytest.fixture
def printable(gone: Person) -> None:
    """A certificate whose content can be printed."""
    said = Content(
        NAME, NIP, "Kelurahan Wek V", "Arsip", "Bimbingan teknis", date(2026, 1, 1), date(2026, 1, 2), 10.0, 1.0,
        "1/2026", "BKPSDM", "Pemerintah Kota", "Padangsidimpuan", "Kepala", "Kepala Badan", date(2026, 1, 3), "1",
    )  # fmt: skip
    Certificate.objects.update(content=said.as_json())


def test_no_byte_of_name_or_number_stays_in_the_database_file(house) -> None:
    code = f'''
import django; django.setup()
from django.utils import timezone
from saindege.base.app.models import Account
from saindege.people.app.models import Office, Person, PersonChange
office = Office.objects.create(code="1001", name="Kelurahan Wek V", kind="urban_village")
account = Account.objects.create_user("{NIP}", display_name="{NAME}", roles=["peserta"])
person = Person.objects.create(nip="{NIP}", name="{NAME}", status="pns", office=office, account=account,
    missing_since="2026-06-30")
for i in range(50):
    PersonChange.objects.create(person=person, field="name", before="{NAME}", after="{NAME}", at=timezone.now())
PersonChange.objects.filter(pk__gt=10).delete()
'''
    house.python(code)
    before = house.bytes_of_database()

    asked, refused = house.answer("erase-person", NIP)
    status, done = house.answer("erase-person", NIP, "--yes")
    again, unknown = house.answer("erase-person", NIP, "--yes")
    checked, chain = house.answer("audit")

    after = house.bytes_of_database()
    assert NAME.encode() in before and NIP.encode() in before
    assert (asked, refused["error"]["code"]) == (2, "not_confirmed")
    assert (status, done["kept"], done["deleted"]["PersonChange"]) == (0, {}, 10)
    assert NAME.encode() not in after and NIP.encode() not in after
    assert (again, unknown["error"]["code"]) == (2, "unknown_value")
    assert (checked, chain["valid"], chain["entries"]) == (0, True, 1)
