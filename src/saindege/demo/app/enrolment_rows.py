"""Requests for seats in the demonstration city: a batch to come with quotas, a line, and requests that wait."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min

from saindege.base.app.models import Account
from saindege.base.errors import SaindegeError
from saindege.delivery.app.actions import enrolling as actions
from saindege.delivery.app.actions import line
from saindege.delivery.app.models import Enrolment
from saindege.delivery.app.queries import calling
from saindege.demo.app import paper_rows
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch

PLAN = "Loket dijaga rekan seruangan; berkas tetap diterima sampai pukul 14.00."
# As many of the superior's own people wait for an answer, and as many beyond the seats stand in line.
ASKING, IN_LINE, MOST_SEATED = 2, 3, 12


def write_enrolments(officer: Account, now: datetime) -> None:
    """Put committees together, and let people ask for seats in the next batch that has begun nowhere; done once."""
    paper_rows.write_committees(officer, now)
    if Enrolment.objects.exists():
        return
    coming = Batch.objects.annotate(starts=Min("sessions__starts_at")).filter(
        starts__gt=now + timedelta(days=2)
    )
    batch = coming.order_by("starts").first()
    if batch is None:
        return
    with transaction.atomic():
        people = Person.objects.filter(missing_since=None, office__kind="urban_village").exclude(
            participations__batch=batch
        )
        free = calling.seats_of(batch).free or 0
        asking = list(
            people.exclude(account__username__in=("atasan", "peserta")).order_by("pk")[
                : min(free, MOST_SEATED) + IN_LINE
            ]
        )
        if len(asking) <= free:
            line.keep_quotas(officer, batch, _quotas(asking), at=now - timedelta(days=9))
        for number, person in enumerate(asking):
            asked_at = now - timedelta(days=8) + timedelta(minutes=number * 40)
            asked = _ask(officer, batch, person, asked_at)
            if asked is not None:
                agreed_at = asked_at + timedelta(hours=5)
                actions.agree(officer, asked, cover=None, cover_plan=PLAN, at=agreed_at)
        mine = Person.objects.filter(superior__account__username="atasan", missing_since=None)
        for person in mine.exclude(participations__batch=batch).order_by("name", "pk")[:ASKING]:
            _ask(officer, batch, person, now - timedelta(days=1))


def _quotas(people: list[Person]) -> dict[int, int]:
    """Half as many seats as ask for the district that asks most, with its villages, so that somebody has to wait."""
    asks: dict[int, int] = {}
    for person in people:
        office = person.office.parent_id or person.office_id
        asks[office] = asks.get(office, 0) + 1
    most = max(asks, key=lambda office: (asks[office], -office))
    return {most: max(1, asks[most] // 2)}


def _ask(officer: Account, batch: Batch, person: Person, at: datetime) -> Enrolment | None:
    try:
        return actions.ask_for_seat(officer, batch, person, at=at)
    except SaindegeError:
        return None
