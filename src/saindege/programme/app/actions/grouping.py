"""Writes of a series: several groups of a course with all their sessions, or none of it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import Problem, Sentence
from saindege.programme import series, session
from saindege.programme.app import access, queries
from saindege.programme.app.actions.meeting import SessionFields, SessionsClash, add_session
from saindege.programme.app.actions.offer import NotSaved, add_batch
from saindege.programme.app.models import Batch, Course


@dataclass(frozen=True, slots=True)
class SeriesFields:
    """What an officer writes about a series.

    Attributes
    ----------
    pattern : days and groups
    starts, ends : times of day, on the office's clock
    places, speakers : one for each group, or one for all; speakers may be none
    learning_hours : JP of one meeting
    """

    title: str
    pattern: series.Pattern
    starts: time
    ends: time
    places: tuple[str, ...]
    speakers: tuple[str, ...]
    capacity: int
    learning_hours: Decimal


def add_series(
    by: Account,
    course: Course,
    fields: SeriesFields,
    *,
    key: uuid.UUID,
    at: datetime,
    despite_clash: bool = False,
) -> list[Batch]:
    """Make the groups of a course with all their sessions, all or none; the same key again returns them.

    Raises
    ------
    NotSaved : too few places or speakers for groups that meet at the same time, days that are over
    SeriesRefused : no series can be made of the pattern
    SessionsClash : a session needs what another one has, and nobody said to go on; nothing was made
    """
    require(access.may_arrange_programme(by))
    calendar = queries.calendar_of(fields.pattern.first_on.year, fields.pattern.first_on.year + 1)
    days = series.days_of(fields.pattern, calendar)
    _require_possible(fields, timezone.localdate(at))
    clashes: list[session.Clash] = []
    with transaction.atomic():
        before = list(Batch.objects.filter(pk__in=[uuid.uuid5(key, str(n)) for n in range(len(days))]))
        if before:
            return before
        number = course.batches.count()
        made = []
        for group, meetings in enumerate(days):
            batch = _add_group(by, course, uuid.uuid5(key, str(group)), number + group + 1, at)
            for place, day in enumerate(meetings):
                try:
                    add_session(
                        by,
                        batch,
                        _session(fields, group, place, day),
                        key=uuid.uuid5(batch.pk, str(place)),
                        at=at,
                        despite_clash=despite_clash,
                    )
                except SessionsClash as error:
                    clashes += error.clashes
            made.append(batch)
        if clashes:
            # Leaving the transaction by an error takes back every group and session.
            raise SessionsClash(clashes)
    return made


def _add_group(by: Account, course: Course, key: uuid.UUID, number: int, at: datetime) -> Batch:
    taken = set(course.batches.values_list("name", flat=True))
    while f"Angkatan {number}" in taken:
        number += 1
    return add_batch(by, course, key=key, name=f"Angkatan {number}", cost_rupiah=course.cost_rupiah, at=at)


def _session(fields: SeriesFields, group: int, place: int, day: date) -> SessionFields:
    title = fields.title if fields.pattern.meetings == 1 else f"{fields.title} {place + 1}"
    zone = timezone.get_current_timezone()
    return SessionFields(
        title=title,
        place=_of_group(fields.places, group),
        speaker=_of_group(fields.speakers, group),
        starts_at=datetime.combine(day, fields.starts, tzinfo=zone),
        ends_at=datetime.combine(day, fields.ends, tzinfo=zone),
        capacity=fields.capacity,
        learning_hours=fields.learning_hours,
    )


def _of_group(lines: tuple[str, ...], group: int) -> str:
    if not lines:
        return ""
    return lines[group] if len(lines) > 1 else lines[0]


def _require_possible(fields: SeriesFields, today: date) -> None:
    problems = []
    groups = fields.pattern.groups
    if fields.pattern.first_on < today:
        problems.append(
            Problem(
                "out_of_range",
                Sentence(
                    id=f"{fields.pattern.first_on:%d-%m-%Y} sudah lewat. Pilih hari ini atau sesudahnya.",
                    en=f"{fields.pattern.first_on} is over. Choose today or later.",
                ),
                column="first_on",
            )
        )
    for column, lines in (("places", fields.places), ("speakers", fields.speakers)):
        if len(lines) > 1 and len(lines) != groups:
            problems.append(
                Problem(
                    "out_of_range",
                    Sentence(
                        id=f"Tulis satu baris, atau tepat {groups} baris untuk {groups} kelompok.",
                        en=f"Write one line, or exactly {groups} lines for {groups} groups.",
                    ),
                    column=column,
                )
            )
    if problems:
        raise NotSaved(problems[0].sentence, code=problems[0].code, problems=problems)
