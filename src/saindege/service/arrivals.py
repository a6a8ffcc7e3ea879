"""When cases come in, and how many lie open: by hour and weekday, for those who plan counters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from saindege.service.event_log import EventLog
from saindege.service.lifecycle import Flags
from saindege.service.local_time import local_microseconds
from saindege.service.log_files.columns import NO_MOMENT, Moments

_HOUR = 3_600_000_000
_HOURS_A_WEEK = 168

Grid = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Arrivals:
    """A usual week; Monday first, hours by the local clock.

    Attributes
    ----------
    arrivals : cases that came in during that hour, mean over the weeks, shape (7, 24)
    backlog : cases that lay open at the beginning of that hour, mean over the weeks, shape (7, 24)
    weeks : whole weeks that the means rest on
    first_on, last_on : their days, both included
    open_at_end : cases open when they end
    """

    arrivals: Grid
    backlog: Grid
    weeks: int
    first_on: date
    last_on: date
    open_at_end: int

    def as_json(self) -> dict[str, object]:
        """Return plain values, rounded to what a mean of weeks can tell."""
        return {
            "arrivals": np.round(self.arrivals, 3).tolist(),
            "backlog": np.round(self.backlog, 2).tolist(),
            "weeks": self.weeks,
            "first_on": self.first_on.isoformat(),
            "last_on": self.last_on.isoformat(),
            "open_at_end": self.open_at_end,
        }


def count_arrivals(
    log: EventLog, first_at: Moments, last_at: Moments, finished: Flags, *, most_weeks: int = 52
) -> Arrivals | None:
    """Count the last whole weeks of a log, Monday to Sunday; None where it holds no whole week.

    A case lies open from its first event to its last if it finished, to the end of the log if it did not.

    Parameters
    ----------
    first_at, last_at : microseconds UTC, ``NO_MOMENT`` where nothing was timed, shape (n_cases,)
    finished : reached the end, shape (n_cases,)
    """
    timed = first_at != NO_MOMENT
    if not timed.any():
        return None
    begun = np.sort(local_microseconds(first_at[timed], log.zone))
    ended = np.sort(local_microseconds(last_at[finished], log.zone)) if finished.any() else begun[:0]
    closed = int(local_microseconds(np.array([log.at.max()]), log.zone)[0])
    # 1970-01-01 was a Thursday: Mondays stand 4 days into a week of the epoch.
    monday = 4 * 24 * _HOUR
    week = _HOURS_A_WEEK * _HOUR
    last = (closed - monday) // week
    first = max(last - most_weeks, -(-(int(begun[0]) - monday) // week))
    if last <= first:
        return None
    begins = monday + first * week
    hours = begins + np.arange((last - first) * _HOURS_A_WEEK + 1) * _HOUR
    before = np.searchsorted(begun, hours, side="left")
    backlog = before - np.searchsorted(ended, hours, side="left")
    came = np.diff(before)
    return Arrivals(
        arrivals=_usual(came),
        backlog=_usual(backlog[:-1]),
        weeks=last - first,
        first_on=_day(begins),
        last_on=_day(int(hours[-1]) - 1),
        open_at_end=int(backlog[-1]),
    )


def _usual(by_hour: npt.NDArray[np.int64]) -> Grid:
    return np.asarray(by_hour.reshape(-1, 7, 24).mean(axis=0), dtype=np.float64)


def _day(local: int) -> date:
    return date.fromordinal(date(1970, 1, 1).toordinal() + local // (24 * _HOUR))
