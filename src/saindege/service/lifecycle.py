"""Which rows of a log are work done: one activity instance for each, with its start where the log tells."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saindege.service.event_log import EventLog
from saindege.service.log_files.columns import BLANK, NO_MOMENT, Codes, Moments

# Words of the lifecycle column, compared in lower case. A blank means that the row stands for itself.
_COMPLETE = frozenset({"complete", "completed", "selesai"})
_START = frozenset({"start", "started", "mulai"})

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Instances:
    """Activities as they were completed, in order of case, completion and file.

    Attributes
    ----------
    event : position of each instance in the log's events, shape (n_instances,)
    case, activity : codes of the log, shape (n_instances,)
    at : completion, microseconds since 1970 in UTC, shape (n_instances,)
    started_at : start, ``NO_MOMENT`` where the log does not tell, shape (n_instances,)
    resource : codes of the log, -1 where unknown; None in a log without resources
    timed : events that turnaround counts: all, or the start and complete rows, shape (n_events,)
    ignored : events of other transitions
    """

    event: npt.NDArray[np.int64]
    case: Codes
    activity: Codes
    at: Moments
    started_at: Moments
    resource: Codes | None
    timed: Flags
    ignored: int


def find_instances(log: EventLog) -> Instances:
    """Return the activity instances of a log.

    Where a row says ``complete``, each such row is an instance, paired first in first out with the earlier
    ``start`` of the same activity in the case. Where none does, every row is an instance.
    """
    started_at = log.started_at
    complete, start = _transitions(log)
    if complete is None or start is None:
        everything = np.arange(log.n_events)
        if started_at is None:
            started_at = np.full(log.n_events, NO_MOMENT, dtype=np.int64)
        timed = np.ones(log.n_events, dtype=bool)
        return Instances(everything, log.case, log.activity, log.at, started_at, log.resource, timed, 0)
    event = np.flatnonzero(complete)
    starts = pair_starts(log.case, log.activity, log.at, complete, start)[event]
    if started_at is not None:
        starts = np.where(starts == NO_MOMENT, started_at[event], starts)
    timed = complete | start
    return Instances(
        event=event,
        case=log.case[event],
        activity=log.activity[event],
        at=log.at[event],
        started_at=starts,
        resource=None if log.resource is None else log.resource[event],
        timed=timed,
        ignored=int(np.count_nonzero(~timed)),
    )


def _transitions(log: EventLog) -> tuple[Flags | None, Flags | None]:
    if log.lifecycle is None:
        return None, None
    words = [name.strip().lower() for name in log.lifecycle_names]
    # The extra entry at the end answers for code -1, a blank.
    is_complete = np.array([word in _COMPLETE for word in words] + [True])
    is_start = np.array([word in _START for word in words] + [False])
    said = log.lifecycle != BLANK
    if not np.any(is_complete[log.lifecycle] & said):
        return None, None
    return is_complete[log.lifecycle], is_start[log.lifecycle]


def pair_starts(case: Codes, activity: Codes, at: Moments, complete: Flags, start: Flags) -> Moments:
    """Return for each complete row the moment of the start it is paired with, ``NO_MOMENT`` elsewhere.

    Within one case and activity the rows form a queue: a start joins at its end, a complete takes the one at
    its head. A complete that finds the queue empty stays without start. All arrays have shape (n_events,) and
    stand in order of case, time and file.
    """
    paired = np.full(len(at), NO_MOMENT, dtype=np.int64)
    rows = np.flatnonzero(complete | start)
    if not len(rows):
        return paired
    # Stable, so that the order of time and file stands within each queue.
    n_activities = np.int64(activity.max()) + 1
    rows = rows[np.argsort(case[rows] * n_activities + activity[rows], kind="stable")]
    key = case[rows] * n_activities + activity[rows]
    first = np.empty(len(rows), dtype=bool)
    first[0], first[1:] = True, key[1:] != key[:-1]
    queue = np.cumsum(first) - 1
    step = np.where(start[rows], 1, -1)
    walk = np.cumsum(step)
    walk -= (walk - step)[first][queue]
    # The lowest point so far, zero included, is how many completes found an empty queue. Each queue is moved
    # below the one before it, so that one running minimum serves all.
    depth = np.int64(2 * len(rows) + 2)
    lowest = np.minimum.accumulate(np.minimum(walk, 0) - queue * depth) + queue * depth
    before = np.where(first, 0, np.concatenate(([0], lowest[:-1])))
    served = ~start[rows] & (lowest == before)
    turn_of_start = _count_within(start[rows], queue, first)
    turn_of_served = _count_within(served, queue, first)
    starts, ends = rows[start[rows]], rows[served]
    start_key = queue[start[rows]] * depth + turn_of_start[start[rows]]
    end_key = queue[served] * depth + turn_of_served[served]
    paired[ends] = at[starts[np.searchsorted(start_key, end_key)]]
    return paired


def _count_within(flags: Flags, queue: npt.NDArray[np.int64], first: Flags) -> npt.NDArray[np.int64]:
    """Number the flagged rows of each queue from 1."""
    total = np.cumsum(flags)
    return total - (total - flags)[first][queue]
