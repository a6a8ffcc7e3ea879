"""Reads of sessions: by code, by time, who is there, who is expected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from saindege.base.app.models import Account
from saindege.delivery import attendance
from saindege.delivery.app import access
from saindege.delivery.app.models import CheckIn, HeadCount, Participant
from saindege.people.app.models import Person
from saindege.programme.app import queries as programme
from saindege.programme.app.models import Session


@dataclass(frozen=True, slots=True)
class RollRow:
    """One participant on the list of a session.

    Attributes
    ----------
    check_in : None while not there
    minutes_late : 0 for whoever came in time
    """

    person: Person
    check_in: CheckIn | None
    minutes_late: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a session stands in its batch: number ``number`` of ``of``."""

    number: int
    of: int


def sessions() -> QuerySet[Session]:
    """Return sessions with all that a page says about them."""
    return Session.objects.select_related("batch__course", "speaker")


def sessions_visible_to(account: Account) -> QuerySet[Session]:
    """Return the sessions whose page an account may open: all for organisers, else those it teaches or attends."""
    if access.may_organise(account):
        return sessions()
    called = Participant.objects.filter(batch=OuterRef("batch"), person__account=account)
    return sessions().filter(Q(speaker__account=account) | Exists(called))


def session_by_code(code: str) -> Session:
    """Return the session of a check-in address, however its letters are written.

    Raises
    ------
    Session.DoesNotExist : no session has this code
    """
    return sessions().get(code=code.upper())


def person_of(account: Account) -> Person | None:
    """Return the person on the staff list behind an account."""
    return Person.objects.select_related("office").filter(account=account).first()


def place_of(session: Session) -> Place:
    """Return where a session stands in its batch."""
    keys = list(session.batch.sessions.order_by("starts_at", "id").values_list("pk", flat=True))
    return Place(keys.index(session.pk) + 1, len(keys))


def door_of(session: Session) -> attendance.Door:
    """Return when a session takes arrivals, on the office's clock."""
    return attendance.door_of(
        timezone.localtime(session.starts_at), timezone.localtime(session.ends_at), attendance.load_rules()
    )


def room_of(session: Session) -> attendance.Room:
    """Return what the rule of attendance needs to know of a session."""
    return attendance.Room(
        door=door_of(session),
        capacity=session.capacity,
        present=session.check_ins.count(),
        is_closed=session.closed_at is not None,
    )


def is_called(session: Session, person: Person) -> bool:
    """Say whether a person was called to the batch of a session."""
    return Participant.objects.filter(batch=session.batch_id, person=person).exists()


def check_in_of(session: Session, person: Person) -> CheckIn | None:
    """Return the arrival of a person, if there is one."""
    return CheckIn.objects.filter(session=session, person=person).first()


def head_count_of(session: Session) -> HeadCount | None:
    """Return how many the speaker counted, if anybody did."""
    return HeadCount.objects.select_related("counted_by").filter(session=session).first()


def roll_of(session: Session) -> list[RollRow]:
    """Return the participants by name, each with the arrival."""
    arrivals = {one.person_id: one for one in session.check_ins.select_related("recorded_by")}
    door, rules = door_of(session), attendance.load_rules()
    people = Person.objects.filter(participations__batch=session.batch_id).select_related("office")
    rows = []
    for person in people.order_by("name", "id"):
        arrival = arrivals.get(person.pk)
        late = attendance.minutes_late(door, arrival.arrived_at, rules) if arrival else 0
        rows.append(RollRow(person, arrival, late))
    return rows


def with_counts(found: QuerySet[Session]) -> QuerySet[Session]:
    """Add ``called_count`` and ``arrived_count`` to sessions."""
    called = (
        Participant.objects.filter(batch=OuterRef("batch")).order_by().values("batch").annotate(n=Count("pk"))
    )
    arrived = (
        CheckIn.objects.filter(session=OuterRef("pk")).order_by().values("session").annotate(n=Count("pk"))
    )
    return found.annotate(
        called_count=Coalesce(Subquery(called.values("n")), 0),
        arrived_count=Coalesce(Subquery(arrived.values("n")), 0),
    )


def sessions_this_week(now: datetime) -> QuerySet[Session]:
    """Return the sessions of this calendar week with ``called_count`` and ``arrived_count``."""
    return with_counts(programme.sessions_this_week(now))


def next_session_of(person: Person, now: datetime) -> Session | None:
    """Return the session that a person is in or that comes next; None when none is planned."""
    return (
        sessions()
        .filter(batch__participants__person=person, ends_at__gte=now, closed_at=None)
        .order_by("starts_at", "id")
        .first()
    )


def session_after(person: Person, session: Session) -> Session | None:
    """Return the session of a person that begins once this one is over; None when none is planned."""
    later = sessions().filter(batch__participants__person=person, closed_at=None)
    return later.filter(starts_at__gte=session.ends_at).order_by("starts_at", "id").first()


def schedule_of(account: Account) -> QuerySet[Session]:
    """Return the sessions that an account attends or teaches, with counts and ``is_present``, earliest first."""
    attends = Participant.objects.filter(batch=OuterRef("batch"), person__account=account)
    here = CheckIn.objects.filter(session=OuterRef("pk"), person__account=account)
    mine = sessions().annotate(attends=Exists(attends), is_present=Exists(here))
    mine = mine.filter(Q(attends=True) | Q(speaker__account=account))
    return with_counts(mine).order_by("starts_at", "id")


def open_sessions_of_batch(session: Session) -> int:
    """Return how many sessions of the same batch are not closed."""
    return session.batch.sessions.filter(closed_at=None).count()
