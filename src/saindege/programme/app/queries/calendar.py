"""Reads of the calendar: the days of a month with sessions, holidays, Ramadan hours and busy offices."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from saindege.base.errors import Sentence
from saindege.people.app.models import Office
from saindege.programme import holiday, peak
from saindege.programme.app.models import Session
from saindege.programme.app.queries.meetings import calendar_of, sessions_between
from saindege.programme.app.queries.places import peaks_between

# More sessions of one day are counted, not listed: a page stays a page.
MOST_PER_DAY = 6


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar.

    Attributes
    ----------
    in_month : whether it belongs to the month shown
    is_working : whether the office opens
    words : holiday or other hours; None on an ordinary day
    sessions : at most a handful, earliest first
    more : how many sessions are not listed
    peaks : offices that are busy
    """

    on: date
    in_month: bool
    is_working: bool
    words: Sentence | None
    sessions: tuple[Session, ...]
    more: int
    peaks: tuple[peak.Peak, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month in whole weeks, Monday first.

    Attributes
    ----------
    sessions : how many the month has
    warnings : what the calendar of its year does not know
    """

    first: date
    weeks: tuple[tuple[Day, ...], ...]
    sessions: int
    warnings: tuple[Sentence, ...]

    @property
    def before(self) -> date:
        """First day of the month before."""
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        """First day of the month that follows."""
        return (self.first + timedelta(days=31)).replace(day=1)

    @property
    def listed(self) -> list[Day]:
        """Days of the month itself on which something is to be said: what a phone shows."""
        days = (day for week in self.weeks for day in week if day.in_month)
        return [day for day in days if day.sessions or day.words or day.peaks]


def month_of(first: date, *, office: Office | None = None) -> Month:
    """Return the month that begins on a day; with an office, only its busy days stand beside the sessions."""
    days = [day for week in calendar.Calendar().monthdatescalendar(first.year, first.month) for day in week]
    known = calendar_of(days[0].year, days[-1].year)
    by_day = _keys_by_day(days[0], days[-1])
    listed = _listed(key for keys in by_day.values() for key in keys[:MOST_PER_DAY])
    peaks = peaks_between(days[0], days[-1], office=office)
    rows = [
        Day(
            on=day,
            in_month=day.month == first.month,
            is_working=known.is_working_day(day),
            words=holiday.note_on(day, known).words,
            sessions=tuple(listed[key] for key in by_day[day][:MOST_PER_DAY]),
            more=max(0, len(by_day[day]) - MOST_PER_DAY),
            peaks=tuple(each for each in peaks if each.falls_on(day)),
        )
        for day in days
    ]
    return Month(
        first,
        tuple(tuple(rows[start : start + 7]) for start in range(0, len(rows), 7)),
        sum(len(by_day[day]) for day in days if day.month == first.month),
        _warnings(first, known.warnings),
    )


def sessions_on(day: date) -> list[Session]:
    """Return every session of a day, earliest first."""
    return list(sessions_between(_midnight(day), _midnight(day + timedelta(days=1))))


def _keys_by_day(first: date, last: date) -> dict[date, list[UUID]]:
    """Return the keys of all sessions by day, earliest first; whole rows are read for the few that are listed."""
    by_day: dict[date, list[UUID]] = defaultdict(list)
    between = sessions_between(_midnight(first), _midnight(last + timedelta(days=1)))
    for key, starts_at in between.select_related(None).values_list("pk", "starts_at"):
        by_day[timezone.localdate(starts_at)].append(key)
    return by_day


def _listed(keys: Iterable[UUID]) -> dict[UUID, Session]:
    return Session.objects.select_related("batch__course", "speaker").in_bulk(list(keys))


def _warnings(first: date, warnings: Iterable[Sentence]) -> tuple[Sentence, ...]:
    # The calendar reaches one year further than the month: what that year lacks is not said here.
    return tuple(each for each in warnings if str(first.year) in each.id)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), tzinfo=timezone.get_current_timezone())
