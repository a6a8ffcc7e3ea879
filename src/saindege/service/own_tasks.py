"""What one officer did in a log, and how long each step took."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from saindege.base import period
from saindege.service.event_log import EventLog
from saindege.service.lifecycle import find_instances
from saindege.service.local_time import local_microseconds
from saindege.service.log_files.columns import NO_MOMENT

_MINUTE, _DAY = 60_000_000, 86_400_000_000
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class OwnTasks:
    """Steps of one officer; arrays of shape (n_tasks,).

    Attributes
    ----------
    minutes : time that each took: from its start where the log tells one, else since the step before
    step, case : codes of the log
    days : local dates
    has_starts : whether waiting is left out because starts are known
    """

    minutes: npt.NDArray[np.float64]
    step: npt.NDArray[np.int64]
    case: npt.NDArray[np.int64]
    days: Sequence[date]
    has_starts: bool


def own_tasks(log: EventLog, officer: str, clock: period.WorkClock | None) -> OwnTasks:
    """Return the steps of an officer whose time is known.

    Where the log tells starts, only steps with a start count; where it tells none, a first step of a case has no time.

    Parameters
    ----------
    officer : name in the log's resources
    clock : when the office is open; None takes the clock on the wall
    """
    instances = find_instances(log)
    code = log.resource_names.index(officer) if officer in log.resource_names else -1
    if instances.resource is None or code < 0:
        nothing = np.zeros(0, dtype=np.int64)
        return OwnTasks(nothing.astype(np.float64), nothing, nothing, (), False)
    own = instances.resource == code
    started = instances.started_at != NO_MOMENT
    has_starts = bool(np.any(own & started))
    if has_starts:
        known, begun = started, instances.started_at
    else:
        known = np.concatenate(([False], instances.case[1:] == instances.case[:-1]))
        begun = np.concatenate(([0], instances.at[:-1]))
    rows = np.flatnonzero(own & known)
    end, begin = instances.at[rows], begun[rows]
    if clock is not None:
        end, begin = clock.working_microseconds(end), clock.working_microseconds(begin)
    local = local_microseconds(instances.at[rows], log.zone) // _DAY
    return OwnTasks(
        minutes=np.asarray((end - begin) / _MINUTE, dtype=np.float64),
        step=instances.activity[rows].astype(np.int64),
        case=instances.case[rows].astype(np.int64),
        days=[date.fromordinal(_EPOCH + day) for day in local.tolist()],
        has_starts=has_starts,
    )
