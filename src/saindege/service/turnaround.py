"""How long a case takes: by the clock, in working time, and against the promise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import numpy.typing as npt

from saindege.base import period
from saindege.base.errors import BadInput, Problem, Sentence
from saindege.service.event_log import EventLog
from saindege.service.lifecycle import Flags, Instances, find_instances
from saindege.service.log_files.columns import NO_MOMENT, Moments
from saindege.service.log_files.moments import from_microseconds

HOUR = 3_600_000_000

Hours = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CaseTimes:
    """When each case began and ended; a case without any timed event has neither.

    Attributes
    ----------
    first_at, last_at : microseconds since 1970 in UTC, ``NO_MOMENT`` where nothing was timed, shape (n_cases,)
    finished : cases that are timed and, where an end was named, reached it, shape (n_cases,)
    unfinished : cases that did not reach the end, None where no end was named
    """

    first_at: Moments
    last_at: Moments
    finished: Flags
    unfinished: int | None

    @property
    def hours(self) -> Hours:
        """First to last event of each finished case, in hours by the clock, shape (n_finished,)."""
        return np.asarray((self.last_at - self.first_at)[self.finished] / HOUR, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Turnaround:
    """First to last event over the finished cases, in hours; None where there is no case or no calendar.

    Percentiles interpolate linearly between the two nearest cases.
    """

    mean_hours: float | None = None
    median_hours: float | None = None
    p90_hours: float | None = None
    mean_working_hours: float | None = None
    median_working_hours: float | None = None
    p90_working_hours: float | None = None

    def as_json(self) -> dict[str, float | None]:
        """Return the promised JSON."""
        return {
            "mean_hours": self.mean_hours,
            "median_hours": self.median_hours,
            "p90_hours": self.p90_hours,
            "mean_working_hours": self.mean_working_hours,
            "median_working_hours": self.median_working_hours,
            "p90_working_hours": self.p90_working_hours,
        }


def time_cases(log: EventLog, end: Sequence[str] = (), instances: Instances | None = None) -> CaseTimes:
    """Find first and last event of each case; with ``end``, only cases that reached one of these are finished.

    Raises
    ------
    BadInput : unknown_value, an end that is no activity of the log
    """
    instances = instances or find_instances(log)
    rows = np.flatnonzero(instances.timed)
    case, at = log.case[rows], log.at[rows]
    first_at = np.full(log.n_cases, NO_MOMENT, dtype=np.int64)
    last_at = first_at.copy()
    if len(rows):
        begins = np.flatnonzero(np.concatenate(([True], case[1:] != case[:-1])))
        first_at[case[begins]] = at[begins]
        last_at[case[begins]] = at[np.append(begins[1:], len(case)) - 1]
        if log.started_at is not None:
            started = log.started_at[rows]
            earliest = np.minimum.reduceat(np.where(started == NO_MOMENT, at, started), begins)
            first_at[case[begins]] = np.minimum(earliest, at[begins])
    timed = first_at != NO_MOMENT
    if not end:
        return CaseTimes(first_at, last_at, timed, None)
    codes = [_find_activity(log, name) for name in end]
    reached = np.zeros(log.n_cases, dtype=bool)
    reached[instances.case[np.isin(instances.activity, codes)]] = True
    return CaseTimes(first_at, last_at, timed & reached, int(log.n_cases - np.count_nonzero(timed & reached)))


def _find_activity(log: EventLog, name: str) -> int:
    wanted = name.strip()
    for spelling in (str, str.casefold):
        for code, known in enumerate(log.activity_names):
            if spelling(known) == spelling(wanted):
                return code
    listed = ", ".join(sorted(log.activity_names)[:40])
    sentence = Sentence(
        id=f"Tidak ada kegiatan “{name}” di log ini. Yang ada: {listed}.",
        en=f"There is no activity “{name}” in this log. There are: {listed}.",
    )
    problem = Problem("unknown_value", sentence, file=log.file, column="activity")
    raise BadInput(sentence, code="unknown_value", problems=[problem])


def clock_for(times: CaseTimes, calendar: period.WorkCalendar) -> period.WorkClock | None:
    """Return a clock of the calendar that spans the timed cases; None where there is none."""
    timed = times.first_at != NO_MOMENT
    if not np.any(timed):
        return None
    # A day more on either side: the calendar's zone may be on another date than UTC.
    first = from_microseconds(int(times.first_at[timed].min())) - timedelta(days=2)
    last = from_microseconds(int(times.last_at[timed].max())) + timedelta(days=2)
    return period.WorkClock(calendar, first.date(), last.date())


def working_hours(times: CaseTimes, clock: period.WorkClock) -> Hours:
    """Return the open time from first to last event of each finished case, in hours, shape (n_finished,)."""
    begin = clock.working_microseconds(times.first_at[times.finished])
    finish = clock.working_microseconds(times.last_at[times.finished])
    return np.asarray((finish - begin) / HOUR, dtype=np.float64)


def summarise(hours: Hours, working: Hours | None = None) -> Turnaround:
    """Sum up hours by the clock and, where known, working hours of the same cases."""
    if not len(hours):
        return Turnaround()
    median, p90 = np.percentile(hours, [50, 90]).tolist()
    if working is None:
        return Turnaround(float(hours.mean()), median, p90)
    median_working, p90_working = np.percentile(working, [50, 90]).tolist()
    return Turnaround(float(hours.mean()), median, p90, float(working.mean()), median_working, p90_working)


def find_on_time(times: CaseTimes, promise: period.Promise, clock: period.WorkClock | None) -> Flags:
    """Say for each finished case whether the promise was kept, shape (n_finished,).

    A promise in working days counts working dates after the day of the first event; in working hours, open
    time; else time by the clock. ``clock`` may be None only where no case is timed or the promise needs none.
    """
    first, last = times.first_at[times.finished], times.last_at[times.finished]
    if promise.unit == "working_days" and clock is not None:
        days = clock.working_days(last) - clock.working_days(first)
        return np.asarray(days <= promise.quantity)
    allowed = promise.quantity * HOUR * (24 if promise.unit == "days" else 1)
    if promise.unit == "working_hours" and clock is not None:
        return np.asarray(clock.working_microseconds(last) - clock.working_microseconds(first) <= allowed)
    return np.asarray(last - first <= allowed)
