"""Each month beside the same month a year before, by the working day; Ramadan, which wanders, beside Ramadan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from saindege.base import period
from saindege.service.portrait.cases import Cases
from saindege.service.portrait.year_before import Span, are_apart, span_of_days

_EPOCH = date(1970, 1, 1)
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class MonthBefore:
    """One month, or one Ramadan, and the same a year before.

    Attributes
    ----------
    month : ``YYYY-MM`` of the later one; empty for a Ramadan
    now, before : days of Ramadan left out of a month; None where nothing is left or too few cases finished
    ramadan_days, ramadan_days_before : calendar days left out
    is_apart : the intervals of the medians do not touch
    """

    month: str
    now: Span | None
    before: Span | None
    ramadan_days: int
    ramadan_days_before: int
    is_apart: bool

    def as_json(self) -> dict[str, object]:
        """Return plain values."""
        return {
            "month": self.month,
            "now": self.now.as_json() if self.now else None,
            "before": self.before.as_json() if self.before else None,
            "ramadan_days": self.ramadan_days,
            "ramadan_days_before": self.ramadan_days_before,
            "is_apart": self.is_apart,
        }


def compare_months(
    cases: Cases,
    until: date,
    calendar: period.WorkCalendar | None,
    fasting: Sequence[tuple[date, date]],
    *,
    least: int,
) -> tuple[MonthBefore, ...]:
    """Compare the last whole months, and the last Ramadan, with those of a year before; in order of time.

    A month that the log does not reach back to is left out.

    Parameters
    ----------
    fasting : first and last day of each Ramadan, in order of time
    least : finished cases below which a span is not shown
    """
    finished_on = cases.finished_on[cases.finished]
    if not len(finished_on):
        return ()
    begin = _EPOCH + timedelta(days=int(finished_on.min()))
    fasts = {day for first, last in fasting for day in _days(first, last)}
    found = []
    for back in range(_MONTHS, 0, -1):
        days = _month(until + timedelta(days=1), back)
        before = _month(until + timedelta(days=1), back + 12)
        if before[0] >= begin.replace(day=1):
            found.append(_compare(f"{days[0]:%Y-%m}", cases, (days, before), calendar, fasts, least))
    whole = [(first, last) for first, last in fasting if last <= until]
    if len(whole) > 1 and whole[-2][0] >= begin:
        pair = (_days(*whole[-1]), _days(*whole[-2]))
        found.append(_compare("", cases, pair, calendar, set(), least))
    return tuple(found)


def _compare(
    name: str,
    cases: Cases,
    pair: tuple[list[date], list[date]],
    calendar: period.WorkCalendar | None,
    left_out: set[date],
    least: int,
) -> MonthBefore:
    spans: list[Span | None] = []
    for days in pair:
        kept = [day for day in days if day not in left_out]
        span = span_of_days(cases, kept, calendar) if kept else None
        spans.append(span if span is not None and span.hours.n >= least else None)
    now, before = spans
    away = [sum(day in left_out for day in days) for days in pair]
    apart = now is not None and before is not None and are_apart(now.hours, before.hours)
    return MonthBefore(name, now, before, away[0], away[1], apart)


def _month(day: date, back: int) -> list[date]:
    """Return the days of the month that lies some months before the one of a day."""
    number = day.year * 12 + day.month - 1 - back
    first = date(number // 12, number % 12 + 1, 1)
    following = date((number + 1) // 12, (number + 1) % 12 + 1, 1)
    return _days(first, following - timedelta(days=1))


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
