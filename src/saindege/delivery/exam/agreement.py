"""Do observers see the same: weighted kappa of two, intraclass correlation of many.

Source
------
Cohen (1968), weighted kappa with quadratic weights; Shrout and Fleiss (1979), ICC(2,1) and ICC(2,k);
words of Landis and Koch (1977).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FEWEST_PEOPLE = 2


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far observers agree.

    Attributes
    ----------
    n, raters : people and observers
    icc_single : of one observer's mark, ICC(2,1); None where it cannot be said
    icc_mean : of the mean of all observers, ICC(2,k)
    """

    n: int
    raters: int
    icc_single: float | None
    icc_mean: float | None


def weighted_kappa(one: Sequence[int], other: Sequence[int], *, levels: int) -> float | None:
    """Return the agreement of two observers on levels 1 to ``levels``, quadratic weights; 1 is perfect, 0 is chance.

    None where there is nothing to compare, or where both gave one and the same level throughout.
    """
    if len(one) != len(other) or len(one) < FEWEST_PEOPLE:
        return None
    seen: NDArray[np.float64] = np.zeros((levels, levels))
    for first, second in zip(one, other, strict=True):
        seen[first - 1, second - 1] += 1
    expected = np.outer(seen.sum(axis=1), seen.sum(axis=0)) / seen.sum()
    steps = np.arange(levels)
    weights = (steps[:, None] - steps[None, :]) ** 2
    by_chance = float((weights * expected).sum())
    return None if by_chance == 0 else 1.0 - float((weights * seen).sum()) / by_chance


def intraclass(marks: Sequence[Sequence[float]]) -> Agreement:
    """Return the intraclass correlation of a full table, one row a person and one column an observer.

    Two-way random effects, absolute agreement: an observer who is stricter throughout lowers it.
    """
    table = np.asarray(marks, dtype=float)
    if table.ndim != 2 or table.shape[0] < FEWEST_PEOPLE or table.shape[1] < 2:
        return Agreement(len(marks), table.shape[1] if table.ndim == 2 else 0, None, None)
    n, k = table.shape
    grand = table.mean()
    rows = k * ((table.mean(axis=1) - grand) ** 2).sum()
    columns = n * ((table.mean(axis=0) - grand) ** 2).sum()
    rest = ((table - grand) ** 2).sum() - rows - columns
    ms_rows, ms_columns = rows / (n - 1), columns / (k - 1)
    ms_rest = max(0.0, rest) / ((n - 1) * (k - 1))
    single = ms_rows + (k - 1) * ms_rest + k * (ms_columns - ms_rest) / n
    mean = ms_rows + (ms_columns - ms_rest) / n
    difference = ms_rows - ms_rest
    return Agreement(
        n=n,
        raters=k,
        icc_single=float(difference / single) if single > 1e-12 else None,
        icc_mean=float(difference / mean) if mean > 1e-12 else None,
    )


def in_words(value: float) -> tuple[str, str]:
    """Return what a coefficient is called, in Indonesian and English."""
    for least, words in (
        (0.81, ("hampir sempurna", "almost perfect")),
        (0.61, ("kuat", "substantial")),
        (0.41, ("sedang", "moderate")),
        (0.21, ("cukup", "fair")),
        (0.0, ("lemah", "slight")),
    ):
        if value >= least:
            return words
    return ("lebih buruk daripada kebetulan", "worse than chance")
