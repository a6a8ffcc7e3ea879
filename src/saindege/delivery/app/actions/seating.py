"""What acts on seats share, inside their own transaction with the batch locked: seat somebody, serve the line, tell."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.delivery import enrolment
from saindege.delivery.app.models import Enrolment, EnrolmentState, Message, Participant
from saindege.delivery.app.queries import enrolling as queries
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch


def seat(by: Account, batch: Batch, person: Person, *, at: datetime) -> Participant:
    """Give a person a seat; a request that is open is answered by it."""
    require(by.is_active)
    Enrolment.objects.filter(batch=batch, person=person, state__in=queries.OPEN).update(
        state=EnrolmentState.SEATED
    )
    is_example = batch.is_example or person.is_example
    made, _ = Participant.objects.get_or_create(
        batch=batch, person=person, defaults={"called_at": at, "is_example": is_example}
    )
    return made


def serve_waiting(by: Account, batch: Batch, *, at: datetime, fresh: Person | None = None) -> list[Person]:
    """Give free seats to the line until the batch begins; everybody who gets one is told.

    Parameters
    ----------
    fresh : who has just come to the line, and so did not wait: that person is called, not moved up
    """
    require(by.is_active)
    start = queries.first_start(batch)
    if start is None or start <= at:
        return []
    change = enrolment.fill(queries.roll_of_batch(batch))
    people = queries.people_by_key(place.person for place in change.moved_up)
    skipped = _note_passed_over(batch, list(people.values()), at)
    moved = [people[place.person] for place in change.moved_up]
    for person in moved:
        seat(by, batch, person, at=at)
        tell(by, batch, person, "called" if person == fresh else "moved_up", at=at)
    if moved:
        detail = {"people": len(moved), "undecided_before": skipped}
        base_actions.record(by=by, action="delivery.line_served", subject=batch, at=at, detail=detail)
    return moved


def _note_passed_over(batch: Batch, people: list[Person], at: datetime) -> int:
    """Note on requests that came earlier and wait for a superior that a seat went past them; returns how many."""
    served = Enrolment.objects.filter(batch=batch, person__in=people, state=EnrolmentState.WAITING)
    latest = served.aggregate(latest=Max("asked_at"))["latest"]
    if latest is None:
        return 0
    undecided = Enrolment.objects.filter(batch=batch, state=EnrolmentState.ASKED, asked_at__lt=latest)
    return undecided.update(passed_over_at=at)


def tell(by: Account, batch: Batch, person: Person, kind: str, *, at: datetime) -> None:
    """Write down that somebody is to be told something; the same occasion once, however often it is written."""
    require(by.is_active)
    is_example = batch.is_example or person.is_example
    Message.objects.get_or_create(
        batch=batch, person=person, kind=kind, occasion=at, defaults={"is_example": is_example}
    )
