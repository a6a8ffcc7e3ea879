"""Weeks and months of a service, by the day on which cases finished; the usual range and what leaves it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np

from saindege.base import period
from saindege.service.portrait.cases import Cases
from saindege.service.portrait.estimates import Estimate, estimate_median, estimate_share
from saindege.service.portrait.rules import Rules

_EPOCH = date(1970, 1, 1)
# 3 sigma of single values, in mean moving ranges (Wheeler): 3 / 1.128.
_LIMIT_RANGES = 2.66

Side = Literal["", "above", "below"]
Trend = Literal["none", "slower", "faster"]


@dataclass(frozen=True, slots=True)
class Week:
    """Cases that finished in one week, Monday to Sunday.

    Attributes
    ----------
    monday : first day
    n : cases
    median : of their hours; None where they are too few
    outside : on which side of the usual range it lies, if outside
    """

    monday: date
    n: int
    median: float | None
    outside: Side = ""

    def as_json(self) -> dict[str, object]:
        """Return plain values."""
        year, number, _ = self.monday.isocalendar()
        return {
            "monday": self.monday.isoformat(),
            "week": f"{year}-W{number:02d}",
            "n": self.n,
            "median": self.median,
            "outside": self.outside,
        }


@dataclass(frozen=True, slots=True)
class UsualRange:
    """Middle and limits of the weeks before the recent ones, in hours; ``weeks`` is how many they are."""

    centre: float
    low: float
    high: float
    weeks: int


@dataclass(frozen=True, slots=True)
class WeekSeries:
    """Whole weeks in order of time.

    Attributes
    ----------
    weeks : all whole weeks of the log
    usual : None where too few weeks are known
    trend : ``slower`` when the last week lies above the usual range or the recent weeks all above its centre;
        ``faster`` when the recent weeks all lie below
    run : how many last weeks lie on one side of the centre
    """

    weeks: tuple[Week, ...]
    usual: UsualRange | None
    trend: Trend
    run: int


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


def list_weeks(cases: Cases, until: date, calendar: period.WorkCalendar | None, rules: Rules) -> WeekSeries:
    """Sum up whole weeks; a week that still has an open day after ``until`` is not whole."""
    end = end_of_whole_weeks(until, calendar)
    finished_on = cases.finished_on[cases.finished]
    hours = cases.hours[cases.finished]
    week = (finished_on + 3) // 7  # 1970-01-01 was a Thursday
    last = ((end - _EPOCH).days + 3) // 7
    if not len(week) or int(week.min()) > last:
        return WeekSeries((), None, "none", 0)
    found = []
    order = np.argsort(week, kind="stable")
    bounds = np.searchsorted(week[order], np.arange(int(week.min()), last + 2))
    for number, (begin, finish) in enumerate(zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)):
        monday = _EPOCH + timedelta(days=(int(week.min()) + number) * 7 - 3)
        some = hours[order[begin:finish]]
        found.append(
            Week(monday, len(some), float(np.median(some)) if len(some) >= rules.least_week else None)
        )
    return _judge(found, rules)


def end_of_whole_weeks(until: date, calendar: period.WorkCalendar | None) -> date:
    """Return the last Sunday whose week has no open day after ``until``."""
    sunday = until + timedelta(days=6 - until.weekday())
    left = (until + timedelta(days=ahead) for ahead in range(1, (sunday - until).days + 1))
    is_open = calendar.is_working_day if calendar else (lambda day: day.weekday() < 5)
    return sunday - timedelta(days=7) if any(map(is_open, left)) else sunday


def _judge(weeks: Sequence[Week], rules: Rules) -> WeekSeries:
    before = [one.median for one in weeks[: -rules.recent_weeks] if one.median is not None]
    before = before[-rules.baseline_weeks :]
    recent = [one.median for one in weeks[-rules.recent_weeks :]]
    if len(before) < rules.least_baseline:
        return WeekSeries(tuple(weeks), None, "none", 0)
    usual = usual_range(before)
    judged = tuple(
        Week(one.monday, one.n, one.median, _side(one.median, usual.low, usual.high)) for one in weeks
    )
    sides = [_side(one.median, usual.centre, usual.centre) for one in judged]
    run = 0
    while run < len(sides) and sides[-1] and sides[-1 - run] == sides[-1]:
        run += 1
    trend: Trend = "none"
    if judged[-1].outside == "above" or _all_on(recent, usual.centre, "above"):
        trend = "slower"
    elif _all_on(recent, usual.centre, "below"):
        trend = "faster"
    return WeekSeries(judged, usual, trend, run)


def usual_range(values: Sequence[float]) -> UsualRange:
    """Return the middle and the natural limits of at least two values in order of time.

    Source
    ------
    D. J. Wheeler (2000), Understanding Variation, 2nd ed., chapter 3: mean of the values, plus and minus 2.66 mean
    moving ranges. A limit below zero is zero: no case takes less.
    """
    centre = float(np.mean(values))
    reach = _LIMIT_RANGES * float(np.mean(np.abs(np.diff(values))))
    return UsualRange(centre, max(0.0, centre - reach), centre + reach, len(values))


def _side(value: float | None, low: float, high: float) -> Side:
    if value is None:
        return ""
    return "above" if value > high else "below" if value < low else ""


def _all_on(values: Sequence[float | None], centre: float, side: Side) -> bool:
    return all(_side(value, centre, centre) == side for value in values)


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
