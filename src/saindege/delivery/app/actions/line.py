"""Writes of an organiser about seats: quotas, serving the line, following up who never came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.delivery import enrolment
from saindege.delivery.app import access
from saindege.delivery.app.actions.seating import serve_waiting
from saindege.delivery.app.models import AbsenceFollowUp, Enrolment, EnrolmentState, OfficeQuota
from saindege.delivery.app.queries import enrolling as queries
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch, Course


def keep_quotas(by: Account, batch: Batch, seats: Mapping[int, int], *, at: datetime) -> int:
    """Set the most seats per office, all at once; the line moves up where it now can. Returns how many got a seat."""
    require(access.may_organise(by))
    with transaction.atomic():
        locked = Batch.objects.select_for_update().get(pk=batch.pk)
        locked.quotas.all().delete()
        OfficeQuota.objects.bulk_create(
            OfficeQuota(batch=locked, office_id=office, seats=most) for office, most in seats.items()
        )
        base_actions.record(
            by=by, action="delivery.quotas_kept", subject=locked, at=at, detail={"offices": len(seats)}
        )
        return len(serve_waiting(by, locked, at=at))


def serve_line(by: Account, batch: Batch, *, at: datetime) -> int:
    """Give free seats to the line, as after seats were added to a session. Returns how many got one."""
    require(access.may_organise(by))
    with transaction.atomic():
        locked = Batch.objects.select_for_update().get(pk=batch.pk)
        return len(serve_waiting(by, locked, at=at))


def follow_seats(by: Account, batch: Batch, at: datetime) -> None:
    """Let the line move up where the seats of a batch have changed, within the transaction that changed them."""
    require(by.is_active)
    locked = Batch.objects.select_for_update().select_related("course").get(pk=batch.pk)
    serve_waiting(by, locked, at=at)


def follow_course(by: Account, course: Course, at: datetime) -> None:
    """Let the lines of a course move up where what must come first has changed, within the transaction that changed it."""
    require(by.is_active)
    _serve_lines(by, queries.batches_with_line(at).filter(course=course), at)


def follow_offices(by: Account, at: datetime) -> None:
    """Let lines move up whose quotas count other people since somebody's office changed, within that transaction."""
    require(by.is_active)
    _serve_lines(by, queries.batches_with_line(at).filter(quotas__isnull=False).distinct(), at)


def follow_certificates(by: Account, course: Course, people: Iterable[Person], at: datetime) -> None:
    """Let those move up who wait for a course that this one comes first for, within the transaction of the certificates."""
    require(by.is_active)
    waits = Enrolment.objects.filter(person__in=list(people), state=EnrolmentState.WAITING)
    lines = queries.batches_with_line(at).filter(course__prerequisites=course, pk__in=waits.values("batch"))
    _serve_lines(by, lines.distinct(), at)


def _serve_lines(by: Account, found: QuerySet[Batch], at: datetime) -> None:
    for key in found.order_by("pk").values_list("pk", flat=True):
        locked = Batch.objects.select_for_update().select_related("course").get(pk=key)
        serve_waiting(by, locked, at=at)


def follow_absence_up(
    by: Account, batch: Batch, person: Person, *, cause: str, step: str, note: str, at: datetime
) -> AbsenceFollowUp:
    """Write down why somebody never came and what follows; written again, it stands corrected.

    Raises
    ------
    enrolment.NotEnrolled : the person is none of those who never came
    """
    require(access.may_organise(by))
    with transaction.atomic():
        locked = Batch.objects.select_for_update().get(pk=batch.pk)
        if person.pk not in {one.person_id for one, _ in queries.no_shows(locked)}:
            raise enrolment.NotEnrolled
        kept, _ = AbsenceFollowUp.objects.update_or_create(
            batch=locked,
            person=person,
            defaults={
                "cause": cause,
                "step": step,
                "note": note.strip(),
                "recorded_at": at,
                "recorded_by": by,
                "is_example": locked.is_example or person.is_example,
            },
        )
        base_actions.record(
            by=by,
            action="delivery.absence_followed",
            subject=kept,
            at=at,
            detail={"batch": str(kept.batch_id), "person": str(kept.person_id)},
        )
    return kept
