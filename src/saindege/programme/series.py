"""A series of meetings: on which days it falls, for one group or several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from saindege.base import period
from saindege.base.errors import BadInput, Sentence

MOST_MEETINGS = 60
MOST_GROUPS = 12
# Longer without a fitting day means that the weekdays never fall on a working day.
_LONGEST_SEARCH_DAYS = 800


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a series repeats.

    Attributes
    ----------
    first_on : first day that may be taken
    weekdays : numbers of the days taken, Monday 0
    meetings : how many meetings one group has
    groups : how many groups learn the same
    days_between_groups : 0 lets all groups meet on the same days; otherwise each starts so many days later
    """

    first_on: date
    weekdays: frozenset[int]
    meetings: int
    groups: int = 1
    days_between_groups: int = 0


class SeriesRefused(BadInput):
    """No series can be made of that."""

    code = "out_of_range"


def days_of(pattern: Pattern, calendar: period.WorkCalendar) -> list[list[date]]:
    """Return the days of each group, holidays and closed days left out.

    Raises
    ------
    SeriesRefused : no weekday, no meeting or too many, or the office is never open on those weekdays
    """
    if not pattern.weekdays or not pattern.weekdays <= set(range(7)):
        raise SeriesRefused(
            Sentence(id="Pilih paling sedikit satu hari.", en="Choose at least one day of the week.")
        )
    if not 1 <= pattern.meetings <= MOST_MEETINGS or not 1 <= pattern.groups <= MOST_GROUPS:
        raise SeriesRefused(
            Sentence(
                id=f"Isi 1 sampai {MOST_MEETINGS} pertemuan dan 1 sampai {MOST_GROUPS} kelompok.",
                en=f"Give 1 to {MOST_MEETINGS} meetings and 1 to {MOST_GROUPS} groups.",
            )
        )
    starts = [
        pattern.first_on + timedelta(days=number * pattern.days_between_groups)
        for number in range(pattern.groups)
    ]
    return [_days_from(start, pattern, calendar) for start in starts]


def skipped(pattern: Pattern, calendar: period.WorkCalendar, days: Sequence[date]) -> list[date]:
    """Return the days of the pattern between first and last meeting that were left out for being closed."""
    if not days:
        return []
    whole = (pattern.first_on + timedelta(days=ahead) for ahead in range((days[-1] - pattern.first_on).days))
    return [day for day in whole if day.weekday() in pattern.weekdays and not calendar.is_working_day(day)]


def _days_from(start: date, pattern: Pattern, calendar: period.WorkCalendar) -> list[date]:
    found: list[date] = []
    for ahead in range(_LONGEST_SEARCH_DAYS):
        day = start + timedelta(days=ahead)
        if day.weekday() in pattern.weekdays and calendar.is_working_day(day):
            found.append(day)
            if len(found) == pattern.meetings:
                return found
    raise SeriesRefused(
        Sentence(
            id="Kantor tidak buka pada hari yang dipilih. Pilih hari kerja.",
            en="The office is not open on the chosen days. Choose working days.",
        )
    )
