"""Was it right the first time: cases in which something was done again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from saindege.service.lifecycle import Flags, Instances


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Shares of cases, 0 to 1; None where there is no case.

    Attributes
    ----------
    n_cases : cases looked at
    rework_share : share of cases in which an activity occurs more than once
    first_time_right_share : the rest
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


def measure_accuracy(reworked: Flags) -> Accuracy:
    """Sum up the cases of ``find_rework``, or some of them."""
    if not len(reworked):
        return Accuracy(0, None, None)
    share = float(np.count_nonzero(reworked) / len(reworked))
    return Accuracy(len(reworked), share, 1 - share)
