"""A working-time calendar: which days an office is open, and from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from saindege.base import errors

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# Longer without a single open day means that the calendar is closed for good.
LONGEST_CLOSURE_DAYS = 3660


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """One stretch of open time in a day, in seconds after local midnight.

    Attributes
    ----------
    opens : first open second, 0 to 86399
    closes : first closed second after it, at most 86400
    """

    opens: int
    closes: int


Week = tuple[tuple[Window, ...], ...]


@dataclass(frozen=True, slots=True)
class SpecialHours:
    """Other hours for every normally working day of a span, for example Ramadan.

    Attributes
    ----------
    first, last : the span, both days included
    week : windows for each weekday, Monday first; a day without windows is closed
    """

    first: date
    last: date
    week: Week


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """When an office is open.

    Attributes
    ----------
    timezone : name of the zone in which the hours are meant, e.g. ``Asia/Jakarta``
    week : normal windows for each weekday, Monday first, seven entries
    holidays : closed days, whatever else is said about them
    exceptions : spans with other hours; spans do not overlap
    version : which rules or file this calendar was made from, for people to read
    warnings : what this calendar does not know
    """

    timezone: str
    week: Week
    holidays: frozenset[date] = frozenset()
    exceptions: tuple[SpecialHours, ...] = ()
    version: str = ""
    warnings: tuple[errors.Sentence, ...] = ()

    def windows_on(self, day: date) -> tuple[Window, ...]:
        """Return the open windows of a day, earliest first; none when the office is closed."""
        normal = self.week[day.weekday()]
        if not normal or day in self.holidays:
            return ()
        for special in self.exceptions:
            if special.first <= day <= special.last:
                return special.week[day.weekday()]
        return normal

    def is_working_day(self, day: date) -> bool:
        """Return whether the office opens at all on a day."""
        return bool(self.windows_on(day))

    def open_seconds(self, day: date) -> int:
        """Return the seconds of open time on a day, by the clock on the wall."""
        return sum(window.closes - window.opens for window in self.windows_on(day))


class NeverOpen(errors.BadInput):
    """The calendar has no open day within ten years."""

    code = "out_of_range"


def working_days_between(calendar: WorkCalendar, start_day: date, end_day: date) -> int:
    """Count the working days after the first day, up to and including the last.

    A case received on Friday and answered on Monday took one working day. A span that runs backwards counts
    negative.
    """
    if end_day < start_day:
        return -working_days_between(calendar, end_day, start_day)
    days = (start_day + timedelta(days=ahead) for ahead in range(1, (end_day - start_day).days + 1))
    return sum(calendar.is_working_day(day) for day in days)


def add_working_days(calendar: WorkCalendar, day: date, count: int) -> date:
    """Return the day on which a promise of so many working days ends.

    Parameters
    ----------
    day : day of receipt; it does not count itself
    count : working days, 0 or more; 0 returns the day itself

    Raises
    ------
    NeverOpen : the calendar stays closed for ten years
    """
    closed = 0
    while count > 0:
        day += timedelta(days=1)
        is_open = calendar.is_working_day(day)
        count -= is_open
        closed = 0 if is_open else closed + 1
        if closed > LONGEST_CLOSURE_DAYS:
            raise NeverOpen(
                errors.Sentence(
                    id="Kalender kerja ini tidak pernah buka. Isi jam kerja paling sedikit satu hari.",
                    en="This working calendar never opens. Fill in the hours of at least one day.",
                )
            )
    return day
