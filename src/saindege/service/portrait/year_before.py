"""The same weeks a year before: what changed with the season taken out, by the working day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from saindege.base import period
from saindege.service.lifecycle import Flags
from saindege.service.portrait.cases import Cases
from saindege.service.portrait.estimates import Estimate, estimate_median, estimate_share

_EPOCH = date(1970, 1, 1)
#: 52 weeks: the same weekdays stand in both spans.
_DAYS_BEFORE = 364


@dataclass(frozen=True, slots=True)
class Span:
    """Cases that finished in some weeks.

    Attributes
    ----------
    first_on, last_on : days, both included
    working_days : of the office's calendar; weekdays without one
    hours : median; on_time : share
    """

    first_on: date
    last_on: date
    working_days: int
    hours: Estimate
    on_time: Estimate

    def as_json(self) -> dict[str, object]:
        """Return plain values, with the cases of a working day."""
        per_day = self.hours.n / self.working_days if self.working_days else None
        return {
            "first_on": self.first_on.isoformat(),
            "last_on": self.last_on.isoformat(),
            "working_days": self.working_days,
            "per_working_day": per_day,
            "hours": self.hours.as_json(),
            "on_time": self.on_time.as_json(),
        }


@dataclass(frozen=True, slots=True)
class YearBefore:
    """Two spans of the same weeks; ``is_apart`` where the intervals of their medians do not touch."""

    now: Span
    before: Span
    is_apart: bool

    def as_json(self) -> dict[str, object]:
        """Return plain values."""
        return {"now": self.now.as_json(), "before": self.before.as_json(), "is_apart": self.is_apart}


def compare_year_before(
    cases: Cases, first_on: date, last_on: date, calendar: period.WorkCalendar | None, *, least: int
) -> YearBefore | None:
    """Compare the cases finished in a span with those of 52 weeks before.

    None where the log does not reach back to the beginning of that span, or either span holds fewer than ``least``.
    """
    shift = timedelta(days=_DAYS_BEFORE)
    finished_on = cases.finished_on[cases.finished]
    if not len(finished_on) or int(finished_on.min()) > _day(first_on - shift):
        return None
    now = span_of_days(cases, _days(first_on, last_on), calendar)
    before = span_of_days(cases, _days(first_on - shift, last_on - shift), calendar)
    if min(now.hours.n, before.hours.n) < least:
        return None
    return YearBefore(now, before, are_apart(now.hours, before.hours))


def span_of_days(cases: Cases, days: Sequence[date], calendar: period.WorkCalendar | None) -> Span:
    """Sum up the cases that finished on some days, in order of time and at least one."""
    chosen: Flags = cases.finished & np.isin(cases.finished_on, [_day(day) for day in days])
    is_open = calendar.is_working_day if calendar else (lambda day: day.weekday() < 5)
    return Span(
        first_on=days[0],
        last_on=days[-1],
        working_days=sum(map(is_open, days)),
        hours=estimate_median(cases.hours[chosen]),
        on_time=estimate_share(None if cases.on_time is None else cases.on_time[chosen]),
    )


def _days(first_on: date, last_on: date) -> list[date]:
    return [first_on + timedelta(days=ahead) for ahead in range((last_on - first_on).days + 1)]


def are_apart(one: Estimate, other: Estimate) -> bool:
    """Say whether the intervals of two figures do not touch."""
    ends = (one.low, one.high, other.low, other.high)
    if any(end is None for end in ends):
        return False
    low, high, other_low, other_high = (float(end or 0.0) for end in ends)
    return bool(np.greater(low, other_high) or np.greater(other_low, high))


def _day(day: date) -> int:
    return (day - _EPOCH).days
