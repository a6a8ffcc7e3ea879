"""One day of a service: which cases moved, when, and to which step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from saindege.service.event_log import EventLog
from saindege.service.lifecycle import find_instances
from saindege.service.local_time import local_microseconds
from saindege.service.log_files.moments import to_microseconds

_MINUTE = 60_000_000
#: Cases that are shown moving; of more, every second, third ... is, so that the page stays light for old machines.
MOST_CASES = 400

#: A step that has no place on the map.
NOWHERE = -1


@dataclass(frozen=True, slots=True)
class DayOfCases:
    """One day.

    Attributes
    ----------
    cases : for each case shown, (minute of the day, place of the step) in order of time; a case that was under way
        when the day began starts with minute -1 at the step that it had done last
    n_cases : cases with a step done on that day, shown or not
    n_events : steps done on that day
    by_hour : for each step of the log in its order, how often it was done in each hour, of all cases
    """

    cases: tuple[tuple[tuple[int, int], ...], ...]
    n_cases: int
    n_events: int
    by_hour: Mapping[str, tuple[int, ...]]


def bounds_of(day: date, zone: ZoneInfo) -> tuple[int, int]:
    """Return the first moment of a day and of the next, in microseconds since 1970 in UTC."""
    begins = (datetime.combine(one, time(), zone) for one in (day, day + timedelta(days=1)))
    begin, end = (to_microseconds(moment, zone) for moment in begins)
    return begin, end


def replay_day(log: EventLog, day: date, steps: Sequence[str]) -> DayOfCases:
    """Return how the cases of a log moved on a day.

    Parameters
    ----------
    log : cases with an event on that day, whole up to its end; others change nothing
    steps : names of the steps on the map, in its order; others have the place ``NOWHERE``
    """
    instances = find_instances(log)
    begin, end = bounds_of(day, log.zone)
    before_end = instances.at < end
    today = before_end & (instances.at >= begin)
    # Minutes by the clock on the wall, also on a day on which it is set.
    local = local_microseconds(instances.at, log.zone) // _MINUTE
    minute = local - (day - date(1970, 1, 1)).days * 1440
    place = np.array([_place(name, steps) for name in log.activity_names] or [NOWHERE], dtype=np.int64)
    moved = np.unique(instances.case[today])
    stride = max(1, -(-len(moved) // MOST_CASES))
    cases = []
    for case in moved[::stride].tolist():
        rows = np.flatnonzero((instances.case == case) & before_end)
        cases.append(_moves(minute[rows], place[instances.activity[rows]], today[rows]))
    return DayOfCases(
        cases=tuple(cases),
        n_cases=len(moved),
        n_events=int(np.count_nonzero(today)),
        by_hour=_by_hour(log, instances.activity[today], minute[today]),
    )


def _place(name: str, steps: Sequence[str]) -> int:
    return steps.index(name) if name in steps else NOWHERE


def _moves(
    minute: npt.NDArray[np.int64], place: npt.NDArray[np.int64], today: npt.NDArray[np.bool_]
) -> tuple[tuple[int, int], ...]:
    first = int(np.argmax(today))
    moves = [(-1, int(place[first - 1]))] if first else []
    moves += list(zip(minute[first:].tolist(), place[first:].tolist(), strict=True))
    return tuple(moves)


def _by_hour(
    log: EventLog, activity: npt.NDArray[np.int32], minute: npt.NDArray[np.int64]
) -> dict[str, tuple[int, ...]]:
    table = np.zeros((len(log.activity_names), 24), dtype=np.int64)
    np.add.at(table, (activity, np.clip(minute // 60, 0, 23)), 1)
    return {
        name: tuple(row) for name, row in zip(log.activity_names, table.tolist(), strict=True) if any(row)
    }
