"""How quickly one officer works after a course, each step compared with the same officer's own earlier ones.

For the officer and a coach whom the officer lets in; there is no comparison with anybody else in it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from saindege.base.errors import BadInput, Sentence
from saindege.service.group_rules import load_group_rules

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

#: Months that are shown before and after the course.
MOST_MONTHS = 12
# Half a minute: a step noted afterwards, with one press, took some time all the same.
_LEAST_MINUTES = 0.5
_LEAST_CASES = 5


class TooFewTasks(BadInput):
    """The log holds too little of this officer, before or after the course."""

    code = "nothing_to_estimate"

    def __init__(self) -> None:
        least = load_group_rules().least_tasks
        super().__init__(
            Sentence(
                id=f"Belum cukup pekerjaan yang tercatat: perlu satu bulan sebelum dan satu bulan sesudah pelatihan dengan "
                f"paling sedikit {least} langkah. Lihat lagi bulan depan.",
                en=f"Too little work is on record: one month before and one after the course need at least {least} "
                "steps each. Look again next month.",
            )
        )


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """One month, counted from the course: -1 is the last before it, 0 the first after it.

    Attributes
    ----------
    tasks : steps done in it
    change : time beside the own months before the course, the same steps compared: -0.2 is a fifth quicker
    low, high : ends of its 95 % interval
    """

    month: int
    tasks: int
    change: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class LearningCurve:
    """Points in order of time, without months of too few tasks.

    Attributes
    ----------
    points : by month
    after : all months after the course together
    tasks_before, tasks_after : what they rest on
    hidden : months left out for too few tasks
    """

    points: tuple[CurvePoint, ...]
    after: CurvePoint
    tasks_before: int
    tasks_after: int
    hidden: int


def months_from(days: Sequence[date], learned_on: date) -> Numbers:
    """Return for each day the whole months since the course, negative before it."""
    found = [
        (day.year - learned_on.year) * 12 + day.month - learned_on.month - (day.day < learned_on.day)
        for day in days
    ]
    return np.array(found, dtype=np.int64)


def fit_curve(minutes: Floats, step: Numbers, case: Numbers, month: Numbers) -> LearningCurve:
    """Fit the curve from the tasks of one officer, arrays of shape (n_tasks,).

    The logarithm of the time is explained by step and month; a month is told beside the mean of the own months before
    the course, weighted by their tasks. Errors are clustered by case (CR1), with Student's t of cases minus one.

    Parameters
    ----------
    minutes : working time of each task; step, case : numbers that tell them apart
    month : months since the course, see ``months_from``

    Raises
    ------
    TooFewTasks : before or after the course there is no month with enough tasks

    Assumes
    -------
    That the same step is the same work before and after; nothing here proves that the course was the reason.
    """
    least = load_group_rules().least_tasks
    near = (month >= -MOST_MONTHS) & (month < MOST_MONTHS)
    months, place, tasks = np.unique(month[near], return_inverse=True, return_counts=True)
    shown = tasks >= least
    if not (shown & (months < 0)).any() or not (shown & (months >= 0)).any():
        raise TooFewTasks()
    chosen = np.flatnonzero(near)[shown[place]]
    months, place, tasks = np.unique(month[chosen], return_inverse=True, return_counts=True)
    _, cluster = np.unique(case[chosen], return_inverse=True)
    if cluster.max() + 1 < _LEAST_CASES:
        raise TooFewTasks()
    effect, spread, factor = _least_squares(
        np.log(np.maximum(minutes[chosen], _LEAST_MINUTES)), place, step[chosen], cluster
    )
    before = np.where(months < 0, tasks, 0) / tasks[months < 0].sum()
    after = np.where(months >= 0, tasks, 0) / tasks[months >= 0].sum()

    def point(month: int, tasks: int, weights: Floats) -> CurvePoint:
        contrast = weights - before
        middle = float(contrast @ effect)
        half = factor * math.sqrt(max(0.0, float(contrast @ spread @ contrast)))
        low, high = math.expm1(middle - half), math.expm1(middle + half)
        return CurvePoint(month, tasks, math.expm1(middle), low, high)

    each = np.eye(len(months))
    points = [
        point(number, count, each[at])
        for at, (number, count) in enumerate(zip(months.tolist(), tasks.tolist(), strict=True))
    ]
    n_after = int(tasks[months >= 0].sum())
    return LearningCurve(
        points=tuple(points),
        after=point(int(months.max()), n_after, after),
        tasks_before=int(tasks[months < 0].sum()),
        tasks_after=n_after,
        hidden=int(np.count_nonzero(~shown)),
    )


def _least_squares(
    value: Floats, month: Numbers, step: Numbers, cluster: Numbers
) -> tuple[Floats, Floats, float]:
    """Return the effect of each month, their covariance, and how many standard errors make an interval."""
    from scipy import special

    _, step = np.unique(step, return_inverse=True)
    n_months, n_steps = int(month.max()) + 1, int(step.max()) + 1
    n, clusters = len(value), int(cluster.max()) + 1
    design = np.zeros((n, n_months + n_steps - 1))
    rows = np.arange(n)
    design[rows, month] = 1.0
    # The first step is what the others are compared with.
    design[rows[step > 0], n_months + step[step > 0] - 1] = 1.0
    inverse = np.linalg.pinv(design.T @ design)
    effect = inverse @ (design.T @ value)
    left = value - design @ effect
    score = np.zeros((clusters, design.shape[1]))
    np.add.at(score, cluster, design * left[:, None])
    free = max(1, n - design.shape[1])
    correction = clusters / max(1, clusters - 1) * (n - 1) / free
    spread = inverse @ (score.T @ score) @ inverse * correction
    factor = float(special.stdtrit(max(1, clusters - 1), 0.975))
    return effect[:n_months], spread[:n_months, :n_months], factor
