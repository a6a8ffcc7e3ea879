"""Weeks and months of a service, by the day on which cases finished."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from saindege.base import period
from saindege.service.portrait.cases import Cases
from saindege.service.portrait.estimates import Estimate, estimate_median, estimate_share
from saindege.service.portrait.rules import Rules

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Week:
    """Cases that finished in one week, Monday to Sunday.

    Attributes
    ----------
    monday : first day
    n : cases
    median : of their hours; None where they are too few
    """

    monday: date
    n: int
    median: float | None

    def as_json(self) -> dict[str, object]:
        """Return plain values."""
        year, number, _ = self.monday.isocalendar()
        return {
            "monday": self.monday.isoformat(),
            "week": f"{year}-W{number:02d}",
            "n": self.n,
            "median": self.median,
        }


@dataclass(frozen=True, slots=True)
class Month:
    """Cases that finished in one month.

    Attributes
    ----------
    month : ``YYYY-MM``
    hours : median
    on_time, rework : shares
    """

    month: str
    hours: Estimate
    on_time: Estimate
    rework: Estimate

    def as_json(self) -> dict[str, object]:
        """Return plain values."""
        return {
            "month": self.month,
            "hours": self.hours.as_json(),
            "on_time": self.on_time.as_json(),
            "rework": self.rework.as_json(),
        }


def list_weeks(
    cases: Cases, until: date, calendar: period.WorkCalendar | None, rules: Rules
) -> tuple[Week, ...]:
    """Sum up whole weeks; a week that still has an open day after ``until`` is not whole.

    What they say is judged by ``saindege.service.control``, from the phases that somebody decided.
    """
    end = end_of_whole_weeks(until, calendar)
    finished_on = cases.finished_on[cases.finished]
    hours = cases.hours[cases.finished]
    week = (finished_on + 3) // 7  # 1970-01-01 was a Thursday
    last = ((end - _EPOCH).days + 3) // 7
    if not len(week) or int(week.min()) > last:
        return ()
    found = []
    order = np.argsort(week, kind="stable")
    bounds = np.searchsorted(week[order], np.arange(int(week.min()), last + 2))
    for number, (begin, finish) in enumerate(zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)):
        monday = _EPOCH + timedelta(days=(int(week.min()) + number) * 7 - 3)
        some = hours[order[begin:finish]]
        found.append(
            Week(monday, len(some), float(np.median(some)) if len(some) >= rules.least_week else None)
        )
    return tuple(found)


def end_of_whole_weeks(until: date, calendar: period.WorkCalendar | None) -> date:
    """Return the last Sunday whose week has no open day after ``until``."""
    sunday = until + timedelta(days=6 - until.weekday())
    left = (until + timedelta(days=ahead) for ahead in range(1, (sunday - until).days + 1))
    is_open = calendar.is_working_day if calendar else (lambda day: day.weekday() < 5)
    return sunday - timedelta(days=7) if any(map(is_open, left)) else sunday


def list_months(cases: Cases) -> tuple[Month, ...]:
    """Sum up each month in which a case finished, in order of time."""
    chosen = np.flatnonzero(cases.finished)
    month = cases.finished_on[chosen].astype("datetime64[D]").astype("datetime64[M]")
    found = []
    for name in np.unique(month):
        some = chosen[month == name]
        found.append(
            Month(
                str(name),
                estimate_median(cases.hours[some]),
                estimate_share(None if cases.on_time is None else cases.on_time[some]),
                estimate_share(cases.reworked[some]),
            )
        )
    return tuple(found)
