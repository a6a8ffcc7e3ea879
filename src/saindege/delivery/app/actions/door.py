"""Writes at the door of a session: check-ins, arrivals by hand, the head count, closing."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import SaindegeError, Sentence
from saindege.delivery import attendance
from saindege.delivery.app import access, queries
from saindege.delivery.app.models import CheckIn, HeadCount
from saindege.people.app.models import Person
from saindege.programme.app.models import Session

# Arrivals that a person wrote down or confirmed, and that a person may take back.
BY_HAND = ("manual", "paper")


class SessionStillRuns(SaindegeError):
    """A session is closed when it is over, not before."""

    code = "too_early"

    def __init__(self, ends_at: datetime) -> None:
        local = timezone.localtime(ends_at)
        super().__init__(
            Sentence(
                id=f"Sesi berakhir {local:%d-%m-%Y} pukul {local:%H.%M}. Tutup sesudah itu.",
                en=f"The session ends on {local:%Y-%m-%d} at {local:%H:%M}. Close it after that.",
            )
        )


class OutOfRange(SaindegeError):
    """A head count that no room could hold."""

    code = "out_of_range"


def record_arrival(
    by: Account, session: Session, person: Person, *, arrived_at: datetime, reason: str
) -> CheckIn:
    """Write down an arrival by hand, with the reason why; the first arrival counts here too.

    Raises
    ------
    attendance.NotAdmitted : no reason, or the rule says no at the moment given
    """
    require(access.may_run_session(by, session))
    attendance.require_reason(reason, attendance.load_rules())
    with transaction.atomic():
        before = queries.check_in_of(session, person)
        if before is not None:
            return before
        locked = Session.objects.select_for_update().get(pk=session.pk)
        attendance.require_admitted_by_hand(
            queries.room_of(locked),
            is_called=queries.is_called(locked, person),
            arrived_at=timezone.localtime(arrived_at),
        )
        return _arrive(by, locked, person, arrived_at=arrived_at, reason=reason.strip())


def withdraw_arrival(by: Account, session: Session, person: Person, *, at: datetime) -> None:
    """Take back an arrival written down by hand or read from a sheet; a check-in by code stays.

    Nothing to take back is no fault.

    Raises
    ------
    attendance.SessionClosed : the list of a closed session stands
    """
    require(access.may_run_session(by, session))
    with transaction.atomic():
        locked = Session.objects.select_for_update().get(pk=session.pk)
        if locked.closed_at is not None:
            raise attendance.SessionClosed
        gone, _ = CheckIn.objects.filter(session=locked, person=person, way__in=BY_HAND).delete()
        if gone:
            base_actions.record(
                by=by,
                action="delivery.arrival_withdrawn",
                subject=locked,
                at=at,
                detail={"person": str(person.pk)},
            )


def count_heads(by: Account, session: Session, *, people: int, at: datetime) -> HeadCount:
    """Keep how many people the speaker counted in the room; counting again replaces it until the session closes.

    Raises
    ------
    OutOfRange : fewer than nobody, or more than twice the seats
    attendance.SessionClosed : the session is closed
    """
    require(access.may_run_session(by, session))
    most = 2 * session.capacity
    if not 0 <= people <= most:
        raise OutOfRange(
            Sentence(
                id=f"Tulis jumlah orang antara 0 dan {most}.",
                en=f"Write a number of people from 0 to {most}.",
            )
        )
    with transaction.atomic():
        locked = Session.objects.select_for_update().get(pk=session.pk)
        if locked.closed_at is not None:
            raise attendance.SessionClosed
        count, _ = HeadCount.objects.update_or_create(
            session=locked, defaults={"people": people, "counted_at": at, "counted_by": by}
        )
        base_actions.record(
            by=by, action="delivery.heads_counted", subject=locked, at=at, detail={"people": people}
        )
    return count


def close_session(by: Account, session: Session, *, at: datetime) -> Session:
    """Settle who was there; closing again changes nothing.

    Raises
    ------
    SessionStillRuns : the session is not over
    """
    require(access.may_organise(by))
    with transaction.atomic():
        locked = Session.objects.select_for_update().get(pk=session.pk)
        if locked.closed_at is not None:
            return locked
        if at < locked.ends_at:
            raise SessionStillRuns(locked.ends_at)
        locked.closed_at, locked.closed_by = at, by
        locked.version += 1
        locked.save(update_fields=["closed_at", "closed_by", "version"])
        base_actions.record(
            by=by,
            action="delivery.session_closed",
            subject=locked,
            at=at,
            detail={"present": locked.check_ins.count()},
        )
    return locked


def _arrive(by: Account, session: Session, person: Person, *, arrived_at: datetime, reason: str) -> CheckIn:
    try:
        with transaction.atomic():
            arrival = CheckIn.objects.create(
                session=session,
                person=person,
                arrived_at=arrived_at,
                way="manual",
                reason=reason,
                recorded_by=by,
                is_example=session.is_example,
            )
    except IntegrityError:
        # Two taps at once: the database let one of them through, and that one counts.
        return CheckIn.objects.get(session=session, person=person)
    base_actions.record(
        by=by,
        action="delivery.checked_in",
        subject=session,
        at=arrived_at,
        detail={"person": str(person.pk), "way": "manual"},
    )
    return arrival
