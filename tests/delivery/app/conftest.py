"""A small class: one office, people with accounts, a course of two sessions."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

import pytest

from saindege.base.app.models import Account
from saindege.delivery import check_in_code
from saindege.delivery.app.models import CheckIn, Participant
from saindege.people.app.models import Office, Person
from saindege.programme.app.models import Batch, Course, Session, Speaker
from tests.delivery import national_service as national

WIB = timezone(timedelta(hours=7))
BEGIN = datetime(2026, 11, 24, 8, 30, tzinfo=WIB)
END = datetime(2026, 11, 24, 12, 0, tzinfo=WIB)


@dataclass
class Class:
    """A batch with its sessions, its people and the accounts around it."""

    batch: Batch
    sessions: list[Session]
    people: list[Person]
    officer: Account
    speaker: Account

    @property
    def session(self) -> Session:
        return self.sessions[0]

    def code(self, at: datetime) -> str:
        return check_in_code.code_at(self.session.check_in_secret, at)

    def arrive(self, person: Person, session: Session) -> CheckIn:
        return CheckIn.objects.create(
            session=session, person=person, arrived_at=session.starts_at, way="code"
        )

    def close(self) -> None:
        for session in self.sessions:
            Session.objects.filter(pk=session.pk).update(
                closed_at=session.ends_at + timedelta(hours=1), closed_by=self.officer
            )
            session.refresh_from_db()


@pytest.fixture
def make_person(db, account) -> Callable[..., Person]:
    numbers = itertools.count(1)
    office, _ = Office.objects.get_or_create(
        code="1", defaults={"name": "Kelurahan Wek V", "kind": "urban_village"}
    )

    def make(name: str, **fields) -> Person:
        number = next(numbers)
        values = {
            "nip": f"19900315201504{number:04d}",
            "status": "pns",
            "office": office,
            "account": account("peserta", username=f"orang-{number}", display_name=name),
        }
        return Person.objects.create(name=name, **{**values, **fields})

    return make


@pytest.fixture
def make_class(db, account, make_person) -> Callable[..., Class]:
    numbers = itertools.count(1)

    def make(
        people=("Amran Rambe", "Nurhayati Harahap"), *, capacity=24, sessions=2, method="technical_guidance"
    ):
        number = next(numbers)
        course = Course.objects.create(
            code=f"ARS-{number}", title="Arsip Surat", method=method, learning_hours=4 * sessions
        )
        batch = Batch.objects.create(course=course, name="Angkatan 1")
        teacher = account("narasumber")
        speaker = Speaker.objects.create(name=f"Ida Pulungan {number}", account=teacher)
        made = [
            Session.objects.create(
                code=f"KELAS{number}{place}",
                batch=batch,
                title=f"Sesi {place + 1}",
                place="Ruang Komputer",
                speaker=speaker,
                starts_at=BEGIN + timedelta(days=place),
                ends_at=END + timedelta(days=place),
                capacity=capacity,
                learning_hours=4,
                check_in_secret=f"rahasia-{number}-{place}",
            )
            for place in range(sessions)
        ]
        persons = [make_person(name) for name in people]
        Participant.objects.bulk_create(
            Participant(batch=batch, person=person, called_at=BEGIN - timedelta(days=10))
            for person in persons
        )
        return Class(batch, made, persons, account("bkpsdm"), teacher)

    return make


@pytest.fixture
def course_class(make_class) -> Class:
    return make_class()


@pytest.fixture
def finished(course_class):
    """A course of three days ago, everybody there, all sessions closed."""
    for session in course_class.sessions:
        begin = datetime.now(WIB) - timedelta(days=3)
        Session.objects.filter(pk=session.pk).update(starts_at=begin, ends_at=begin + timedelta(hours=3))
        session.refresh_from_db()
        for person in course_class.people:
            course_class.arrive(person, session)
    course_class.close()
    return course_class


@pytest.fixture
def esign(national_service, settings):
    """The national service, switched on as a city does it."""
    settings.SAINDEGE_ESIGN_ADDRESS = national_service.address
    settings.SAINDEGE_ESIGN_CLIENT, settings.SAINDEGE_ESIGN_SECRET = national.CLIENT, national.SECRET
    settings.SAINDEGE_ESIGN_SECONDS = 5
    settings.SAINDEGE_DEMO = False
    return national_service
