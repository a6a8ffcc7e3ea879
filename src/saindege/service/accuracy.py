"""Was it right the first time: cases in which something was done again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from saindege.service.event_log import EventLog
from saindege.service.lifecycle import Flags, Instances
from saindege.service.log_files.register import CORRECTED, RETURNED, register_words


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Shares of cases, 0 to 1; None where there is no case.

    Attributes
    ----------
    n_cases : cases looked at
    rework_share : share of cases in which an activity occurs more than once
    first_time_right_share : the rest; in a register without those that it says went back or were corrected
    """

    n_cases: int
    rework_share: float | None
    first_time_right_share: float | None


def find_rework(instances: Instances, n_cases: int) -> Flags:
    """Say for each case whether an activity occurs in it more than once, shape (n_cases,)."""
    reworked = np.zeros(n_cases, dtype=bool)
    if len(instances.case):
        n_activities = np.int64(instances.activity.max()) + 1
        # Sorting one packed number is several times faster than grouping by two columns.
        key = np.sort(instances.case * n_activities + instances.activity)
        reworked[key[1:][key[1:] == key[:-1]] // n_activities] = True
    return reworked


def find_told_wrong(log: EventLog, instances: Instances) -> Flags | None:
    """Say which cases a register tells to have gone back or been corrected, shape (n_cases,); None in other logs."""
    if not {RETURNED, CORRECTED} & set(log.mapping):
        return None
    steps = register_words().steps
    told = [
        code for code, name in enumerate(log.activity_names) if name in (steps[RETURNED], steps[CORRECTED])
    ]
    wrong = np.zeros(log.n_cases, dtype=bool)
    wrong[instances.case[np.isin(instances.activity, told)]] = True
    return wrong


def measure_accuracy(reworked: Flags, told_wrong: Flags | None = None) -> Accuracy:
    """Sum up the cases of ``find_rework`` and ``find_told_wrong``, or some of them."""
    if not len(reworked):
        return Accuracy(0, None, None)
    share = float(np.count_nonzero(reworked) / len(reworked))
    if told_wrong is None:
        return Accuracy(len(reworked), share, 1 - share)
    right = float(np.count_nonzero(~(reworked | told_wrong)) / len(reworked))
    return Accuracy(len(reworked), share, right)
