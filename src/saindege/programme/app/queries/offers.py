"""Reads of what is offered: the catalogue, batches, the next act, cost."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from saindege.base.errors import Language
from saindege.programme import method
from saindege.programme.app.models import Batch, Course, Session


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One course of the catalogue.

    Attributes
    ----------
    method_name : legal form in the language asked for; the key itself where the table does not know it
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


def method_name(key: str, language: Language = "id") -> str:
    """Return the name of a legal form; the key itself where the table does not know it."""
    try:
        return method.load().by_key(key).name_in(language)
    except method.UnknownForm:
        return key


def catalogue(
    *, now: datetime, text: str = "", method_key: str = "", language: Language = "id"
) -> list[CourseRow]:
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
        CourseRow(each, method_name(each.method, language), each.batch_count, each.open_count, each.next_at)
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


def fingerprint(course: Course) -> str:
    """Return a short word that changes with anything that an officer may change in a course."""
    values = (
        course.code, course.title, course.method, course.summary, course.learning_hours.normalize(),
        course.pass_attendance_share.normalize(), course.cost_rupiah,
        *(mark if mark is None else mark.normalize() for mark in (course.pass_post_mark, course.pass_practice_percent)),
    )  # fmt: skip
    return hashlib.sha256("\n".join(map(str, values)).encode()).hexdigest()[:16]


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
