"""Reads of the programme: the catalogue, sessions by time and speaker, cost."""

from __future__ import annotations

import functools
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, Protocol
from zoneinfo import ZoneInfo

from django.db.models import Count, Min, Q, QuerySet, Sum
from django.utils import timezone

from saindege.base import period
from saindege.base.app.models import Account
from saindege.base.errors import Sentence
from saindege.programme import method, session
from saindege.programme.app.models import Batch, Course, Session, Speaker

MOST_SUGGESTIONS = 200


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One course of the catalogue.

    Attributes
    ----------
    method_name : legal form in Indonesian; the key itself where the table does not know it
    batches, open_sessions : how many there are; a session is open until it is closed
    next_at : start of the next session; None when none is planned
    """

    course: Course
    method_name: str
    batches: int
    open_sessions: int
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One batch of a course with its sessions in order of time."""

    batch: Batch
    sessions: tuple[Session, ...]

    @property
    def first_at(self) -> datetime | None:
        """Start of the first session."""
        return self.sessions[0].starts_at if self.sessions else None

    @property
    def learning_hours(self) -> float:
        """Learning hours of all sessions."""
        return float(sum(each.learning_hours for each in self.sessions))

    @property
    def is_finished(self) -> bool:
        """Whether there were sessions and all of them are closed."""
        return bool(self.sessions) and all(each.closed_at for each in self.sessions)


@dataclass(frozen=True, slots=True)
class NextAct:
    """What the officer does next with a course.

    Attributes
    ----------
    act : ``batch`` (make one), ``session`` (plan one for the batch), ``close`` or ``open`` (the session)
    """

    act: Literal["batch", "session", "close", "open"]
    batch: Batch | None = None
    session: Session | None = None


@dataclass(frozen=True, slots=True)
class YearCost:
    """What the batches of a year cost.

    Attributes
    ----------
    rupiah : cost of the batches whose first session starts in the year
    batches : how many they are
    without_cost : batches among them for which no cost was written down
    """

    rupiah: int
    batches: int
    without_cost: int


def method_name(key: str) -> str:
    """Return the Indonesian name of a legal form; the key itself where the table does not know it."""
    try:
        return method.load().by_key(key).name
    except method.UnknownForm:
        return key


def catalogue(*, now: datetime, text: str = "", method_key: str = "") -> list[CourseRow]:
    """Return courses by title, filtered by words in title, code or summary and by legal form."""
    courses = Course.objects.annotate(
        batch_count=Count("batches", distinct=True),
        open_count=Count("batches__sessions", filter=Q(batches__sessions__closed_at=None), distinct=True),
        next_at=Min("batches__sessions__starts_at", filter=Q(batches__sessions__starts_at__gte=now)),
    )
    for word in text.split():
        courses = courses.filter(
            Q(title__icontains=word) | Q(code__icontains=word) | Q(summary__icontains=word)
        )
    if method_key:
        courses = courses.filter(method=method_key)
    return [
        CourseRow(each, method_name(each.method), each.batch_count, each.open_count, each.next_at)
        for each in courses.order_by("title", "id")
    ]


def batches_of(course: Course) -> list[BatchRow]:
    """Return the batches of a course, those with the latest first session first, new ones on top."""
    batches = course.batches.prefetch_related("sessions__speaker")
    rows = [
        BatchRow(each, tuple(sorted(each.sessions.all(), key=lambda one: one.starts_at))) for each in batches
    ]
    planned = sorted((row for row in rows if row.sessions), key=lambda row: row.sessions[0].starts_at)
    return [row for row in rows if not row.sessions] + planned[::-1]


def next_act(batches: Iterable[BatchRow], now: datetime) -> NextAct | None:
    """Return the most pressing act: close what is over, plan what is empty, open what comes; None if all is done."""
    rows = list(batches)
    if not rows:
        return NextAct("batch")
    waiting = sorted(
        (each for row in rows for each in row.sessions if each.closed_at is None),
        key=lambda each: each.starts_at,
    )
    over = [each for each in waiting if each.ends_at <= now]
    if over:
        return NextAct("close", session=over[0])
    empty = [row.batch for row in rows if not row.sessions]
    if empty:
        return NextAct("session", batch=empty[0])
    return NextAct("open", session=waiting[0]) if waiting else None


def sessions_between(start: datetime, end: datetime) -> QuerySet[Session]:
    """Return sessions that start in [start, end), earliest first, with course, batch and speaker."""
    return (
        Session.objects.filter(starts_at__gte=start, starts_at__lt=end)
        .select_related("batch__course", "speaker")
        .order_by("starts_at", "id")
    )


def sessions_this_week(now: datetime) -> QuerySet[Session]:
    """Return the sessions of the calendar week (Monday to Sunday) of ``now`` on the office's clock."""
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    monday = today - timedelta(days=today.weekday())
    return sessions_between(monday, monday + timedelta(days=7))


def sessions_to_close(now: datetime) -> QuerySet[Session]:
    """Return sessions that ended and were not closed, oldest first."""
    return (
        Session.objects.filter(ends_at__lte=now, closed_at=None)
        .select_related("batch__course", "speaker")
        .order_by("starts_at", "id")
    )


def sessions_of_speaker(account: Account, *, since: datetime | None = None) -> QuerySet[Session]:
    """Return the sessions that this account teaches, earliest first; none for whoever is no speaker."""
    sessions = Session.objects.filter(speaker__account=account).select_related("batch__course", "speaker")
    if since is not None:
        sessions = sessions.filter(ends_at__gte=since)
    return sessions.order_by("starts_at", "id")


def batches_without_session() -> QuerySet[Batch]:
    """Return batches for which no session is planned yet."""
    return Batch.objects.filter(sessions=None).select_related("course")


def cost_of_year(year: int) -> YearCost:
    """Sum what the batches cost whose first session starts in a year, on the office's clock."""
    zone = timezone.get_current_timezone()
    start = datetime.combine(date(year, 1, 1), datetime.min.time(), tzinfo=zone)
    end = datetime.combine(date(year + 1, 1, 1), datetime.min.time(), tzinfo=zone)
    batches = Batch.objects.annotate(first_at=Min("sessions__starts_at")).filter(
        first_at__gte=start, first_at__lt=end
    )
    costs = [each.cost_rupiah for each in batches]
    return YearCost(sum(costs), len(costs), costs.count(0))


def slot_of(each: Session) -> session.Slot:
    """Return what a session needs, on the office's clock."""
    return session.Slot(
        key=str(each.pk),
        title=each.title,
        place=each.place,
        speaker=each.speaker.name if each.speaker else "",
        batch=str(each.batch_id),
        starts_at=timezone.localtime(each.starts_at),
        ends_at=timezone.localtime(each.ends_at),
    )


def slots_at_the_time_of(slot: session.Slot) -> list[session.Slot]:
    """Return what the sessions need that overlap with this one in time."""
    overlapping = Session.objects.filter(starts_at__lt=slot.ends_at, ends_at__gt=slot.starts_at)
    return [slot_of(each) for each in overlapping.select_related("speaker")]


def speaker_names() -> list[str]:
    """Return names of known speakers, to be offered in a form."""
    return list(Speaker.objects.order_by("name").values_list("name", flat=True)[:MOST_SUGGESTIONS])


def place_names() -> list[str]:
    """Return places used before, to be offered in a form."""
    places = Session.objects.order_by("place").values_list("place", flat=True).distinct()
    return list(places[:MOST_SUGGESTIONS])


def office_zone() -> ZoneInfo:
    """Return the clock on which sessions are written."""
    zone = timezone.get_current_timezone()
    return zone if isinstance(zone, ZoneInfo) else ZoneInfo(str(zone))


def hours_by_batch(batches: Iterable[Batch]) -> dict[str, float]:
    """Return batch key to the learning hours of its sessions."""
    keys = [each.pk for each in batches]
    sums = Session.objects.filter(batch_id__in=keys).values("batch_id").annotate(hours=Sum("learning_hours"))
    return {str(row["batch_id"]): float(row["hours"]) for row in sums}


class PlannedSession(Protocol):
    """What a session form says; moments carry an offset."""

    title: str
    place: str
    speaker: str
    starts_at: datetime
    ends_at: datetime
    learning_hours: object


def warnings_of(planned: PlannedSession, batch: Batch, key: uuid.UUID) -> list[Sentence]:
    """Return what to think about before a session is saved: clashes, the calendar, its hours."""
    slot = session.Slot(
        key=str(key),
        title=planned.title,
        place=planned.place,
        speaker=planned.speaker,
        batch=str(batch.pk),
        starts_at=timezone.localtime(planned.starts_at),
        ends_at=timezone.localtime(planned.ends_at),
    )
    if slot.ends_at <= slot.starts_at:
        return []
    found = [clash.sentence for clash in session.clashes(slot, slots_at_the_time_of(slot))]
    found += [
        session.calendar_advice(slot, _calendar_of(slot.starts_at.year)),
        _hours_advice(slot, planned, batch),
    ]
    return [sentence for sentence in found if sentence is not None]


def _hours_advice(slot: session.Slot, planned: PlannedSession, batch: Batch) -> Sentence | None:
    forms = method.load()
    try:
        counted_by_the_hour = forms.by_key(batch.course.method).unit == "hour"
    except method.UnknownForm:
        counted_by_the_hour = True
    if not counted_by_the_hour:
        return None
    return session.hours_advice(
        slot, learning_hours=float(str(planned.learning_hours)), hour_minutes=forms.hour_minutes
    )


@functools.lru_cache(maxsize=8)
def _calendar_of(year: int) -> period.WorkCalendar:
    return period.office_calendar(
        first_year=year, last_year=year, timezone=timezone.get_current_timezone_name()
    )
