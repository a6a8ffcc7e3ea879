"""A class that ended a month ago: twelve participants of one office, their superior, an officer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from saindege.base.app.models import Account
from saindege.delivery.app.models import CheckIn, Participant
from saindege.people.app.models import Office, Person
from saindege.programme.app.models import Batch, Course, Session, Speaker

ENDED_AT = datetime(2026, 8, 3, 15, 30, tzinfo=ZoneInfo("Asia/Jakarta"))


@dataclass(frozen=True)
class Ended:
    """Rows of the class; the last participant was called and did not come."""

    course: Course
    batch: Batch
    people: list[Person]
    superior: Person
    office: Office


def make_ended_class(n: int = 12) -> Ended:
    """Make the class; every person has an account named as the position."""
    office = Office.objects.create(code="L01", name="Kelurahan Latihan", kind="urban_village")
    boss = Account.objects.create_user("lurah", display_name="Lurah", roles=["atasan"])
    superior = Person.objects.create(
        name="Nur Lurah", status="pns", office=office, post_type="pengawas", education="S1", account=boss
    )
    course = Course.objects.create(
        code="BLD",
        title="Bimtek Layanan",
        method="technical_guidance",
        learning_hours=20,
        cost_rupiah=40_000_000,
    )
    batch = Batch.objects.create(course=course, name="Angkatan 1", cost_rupiah=40_000_000)
    session = Session.objects.create(
        code="TES1",
        batch=batch,
        title="Hari pertama",
        place="Aula",
        speaker=Speaker.objects.create(name="Pengajar"),
        starts_at=ENDED_AT - timedelta(hours=7),
        ends_at=ENDED_AT,
        capacity=40,
        learning_hours=20,
        check_in_secret="x",
    )
    people = []
    for i in range(n):
        account = Account.objects.create_user(f"orang-{i}", display_name=f"Orang {i}", roles=["peserta"])
        person = Person.objects.create(
            nip=f"19900101201501{i:04d}",
            name=f"Orang {i}",
            status="pns",
            office=office,
            post_type="pelaksana",
            education="S1",
            superior=superior,
            account=account,
        )
        people.append(person)
        Participant.objects.create(batch=batch, person=person, called_at=ENDED_AT - timedelta(days=10))
        if i < n - 1:
            CheckIn.objects.create(session=session, person=person, arrived_at=session.starts_at, way="code")
    return Ended(course, batch, people, superior, office)
