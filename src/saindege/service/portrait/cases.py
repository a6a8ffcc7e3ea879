"""The cases of a log, one entry each: when, how long, on time, done twice, where."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from saindege.base import period
from saindege.service import accuracy, turnaround
from saindege.service.event_log import EventLog
from saindege.service.lifecycle import Flags, Instances, find_instances
from saindege.service.local_time import local_microseconds
from saindege.service.log_files.columns import NO_MOMENT, Codes, Moments
from saindege.service.log_files.moments import from_microseconds
from saindege.service.measure import Standard, group_of_cases
from saindege.service.turnaround import Hours

DAY = 86_400_000_000
_EPOCH = date(1970, 1, 1)

_Scalar = TypeVar("_Scalar", bound=np.generic)


@dataclass(frozen=True, slots=True)
class Cases:
    """Cases of a log; arrays of shape (n_cases,) unless told otherwise.

    Attributes
    ----------
    finished : reached the end
    first_at, last_at : microseconds UTC, ``NO_MOMENT`` where nothing was timed
    finished_on : local date of the last event as days since 1970; without meaning for open cases
    hours : working hours of the finished cases, or hours by the clock without a calendar; NaN for open ones
    on_time : kept the promise; None without a promise, False for open cases
    reworked : something was done twice
    office : code in the log's groups, -1 for none
    """

    finished: Flags
    first_at: Moments
    last_at: Moments
    finished_on: npt.NDArray[np.int64]
    hours: Hours
    on_time: Flags | None
    reworked: Flags
    office: Codes

    def finished_since(self, day: date) -> Flags:
        """Say which cases finished on or after a day."""
        return self.finished & (self.finished_on >= (day - _EPOCH).days)


def gather_cases(
    log: EventLog, standard: Standard, instances: Instances | None = None
) -> tuple[Cases, period.WorkClock | None]:
    """Return the cases of a log and the clock by which they were timed."""
    instances = instances or find_instances(log)
    times = turnaround.time_cases(log, standard.end, instances)
    clock = turnaround.clock_for(times, standard.calendar) if standard.calendar else None
    hours = np.full(log.n_cases, np.nan)
    hours[times.finished] = times.hours if clock is None else turnaround.working_hours(times, clock)
    on_time = None
    judged = standard.judge(times, clock, log.zone)
    if judged is not None:
        on_time = np.zeros(log.n_cases, dtype=bool)
        on_time[times.finished] = judged
    return (
        Cases(
            finished=times.finished,
            first_at=times.first_at,
            last_at=times.last_at,
            finished_on=local_days(times.last_at, log),
            hours=hours,
            on_time=on_time,
            reworked=accuracy.find_rework(instances, log.n_cases),
            office=group_of_cases(log),
        ),
        clock,
    )


def local_days(at: Moments, log: EventLog) -> npt.NDArray[np.int64]:
    """Return the local date of each moment as days since 1970; 0 where there is none."""
    known = at != NO_MOMENT
    days = np.zeros(len(at), dtype=np.int64)
    if known.any():
        days[known] = local_microseconds(at[known], log.zone) // DAY
    return days


def last_day(log: EventLog) -> date:
    """Return the local date of the last event: the day on which the log was closed, as far as anybody can tell."""
    return from_microseconds(int(log.at.max()), log.zone).date()


def restrict(log: EventLog, chosen: Flags) -> EventLog:
    """Return a log of the chosen cases only, shape of ``chosen`` (n_cases,); the cases are numbered anew."""
    rows = np.flatnonzero(chosen[log.case])
    number = np.cumsum(chosen) - 1

    def pick(column: npt.NDArray[_Scalar] | None) -> npt.NDArray[_Scalar] | None:
        return None if column is None else column[rows]

    return replace(
        log,
        case=number[log.case[rows]].astype(np.int32),
        activity=log.activity[rows],
        at=log.at[rows],
        case_names=[log.case_names[case] for case in np.flatnonzero(chosen).tolist()],
        started_at=pick(log.started_at),
        resource=pick(log.resource),
        lifecycle=pick(log.lifecycle),
        group=pick(log.group),
        reason=pick(log.reason),
        refused=(),
        left_out=0,
    )
