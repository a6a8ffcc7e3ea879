"""People who have a seat in two classes at the same time; nobody is refused for it, somebody has to look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from saindege.delivery.app.models import Participant
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch, Session


@dataclass(frozen=True, slots=True)
class PersonClash:
    """A session of another batch that somebody of this batch should be at, at the same time."""

    person: Person
    session: Session


def clashes_of(batch: Batch, people: Iterable[Person]) -> list[PersonClash]:
    """Return where people are called at the time of a batch's open sessions, by name and time."""
    times = batch.sessions.filter(closed_at=None).values_list("starts_at", "ends_at")
    at_the_time = Q()
    for starts, ends in times:
        # Sessions that only touch do not clash.
        at_the_time |= Q(starts_at__lt=ends, ends_at__gt=starts)
    if not at_the_time:
        return []
    open_ones = Session.objects.filter(at_the_time, closed_at=None)
    others = open_ones.exclude(batch=batch).select_related("batch__course")
    by_batch: dict[object, list[Session]] = {}
    for session in others.order_by("starts_at", "id"):
        by_batch.setdefault(session.batch_id, []).append(session)
    seats = Participant.objects.filter(batch__in=by_batch, person__in=[one.pk for one in people])
    return [
        PersonClash(seat.person, session)
        for seat in seats.select_related("person").order_by("person__name", "person_id", "batch_id")
        for session in by_batch[seat.batch_id]
    ]


def clashes_in(batch: Batch) -> list[PersonClash]:
    """Return the clashes of everybody who has a seat in a batch."""
    return clashes_of(batch, Person.objects.filter(participations__batch=batch))
