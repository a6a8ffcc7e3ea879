"""Randomisation inference: what the estimate would have been had the dates fallen otherwise.

Studentised, because an effect of a few offices with a small error must not be drowned by permutations whose errors
are large. Needs no large number of units; assumes that dates were as good as drawn by lot within their stratum.

Source: Roth and Sant'Anna, Efficient estimation for staggered rollout designs, JPE Microeconomics 1 (2023); DiCiccio
and Romano, Robust permutation tests for correlation and regression coefficients, JASA 112 (2017), for studentising.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from saindege.impact.effect.assignments import Assignments
from saindege.impact.effect.cells import CellEffects, Estimator
from saindege.impact.effect.design import subset
from saindege.impact.panel import Floats

ACCEPT_ABOVE = 0.05
# Floating-point ties must count as ties: the real assignment is one of an exact list.
TIE = 1e-9
# The interval is looked for up to forty errors from the estimate.
GRID_STEPS = 200
GRID_WIDTH = 0.2
# Memory of one block of influence values.
BLOCK_VALUES = 4_000_000


@dataclass(frozen=True, slots=True)
class Randomisation:
    """Result of permuting the dates.

    Attributes
    ----------
    p_value : share of assignments at least as extreme, in (0, 1]
    low, high : constant effects that the test does not reject; None where no bound was found
    draws : number of assignments compared
    exact : whether these were all
    pretrend_p : the same share for the largest |t| before treatment, None without such periods
    """

    p_value: float
    low: float | None
    high: float | None
    draws: int
    exact: bool
    pretrend_p: float | None


@dataclass(frozen=True, slots=True)
class _Draws:
    """Per assignment: effect and variance pieces of the overall average, and the largest |t| before treatment.

    With a constant effect x taken from the outcome the effect becomes ``effect - x * slope`` and its variance
    ``variance - 2 * x * mixed + x * x * square``, so that any x can be tested without estimating again.
    """

    effect: Floats
    slope: Floats
    variance: Floats
    mixed: Floats
    square: Floats
    largest_before: Floats

    def statistics(self, effect: float) -> Floats:
        variance = self.variance - 2 * effect * self.mixed + effect**2 * self.square
        with np.errstate(divide="ignore", invalid="ignore"):
            found = np.abs(self.effect - effect * self.slope) / np.sqrt(np.maximum(variance, 0.0))
        return np.where(np.isfinite(found), found, 0.0)


@dataclass(frozen=True, slots=True)
class Observed:
    """The real assignment: overall effect, its error, largest |t| before treatment (None without such periods)."""

    effect: float
    error: float
    largest_before: float | None


def randomise(
    estimator: Estimator, assignments: Assignments, cohorts: Floats, observed: Observed
) -> Randomisation:
    """Compare the real estimate with those of permuted dates, shape of `cohorts` (n,)."""
    draws = _draw(estimator, assignments.cohorts, cohorts)

    def p_value(statistics: Floats, real: float) -> float:
        extreme = int((statistics >= real * (1 - TIE)).sum())
        count = len(statistics)
        return max(extreme, 1) / count if assignments.exact else (extreme + 1) / (count + 1)

    def accepted(effect: float) -> bool:
        real = abs(observed.effect - effect) / observed.error
        return p_value(draws.statistics(effect), real) >= ACCEPT_ABOVE

    low = _bound(accepted, observed.effect, -observed.error)
    high = _bound(accepted, observed.effect, observed.error)
    before = observed.largest_before
    return Randomisation(
        p_value=p_value(draws.statistics(0.0), abs(observed.effect) / observed.error),
        low=low,
        high=high,
        draws=len(assignments.cohorts),
        exact=assignments.exact,
        pretrend_p=None if before is None else p_value(draws.largest_before, before),
    )


def _bound(accepted: Callable[[float], bool], centre: float, step: float) -> float | None:
    """Outermost constant effect that is accepted on one side: by grid, then by halving; None beyond the grid."""
    taken = [k for k in range(1, GRID_STEPS + 1) if accepted(centre + k * GRID_WIDTH * step)]
    last = taken[-1] if taken else 0
    if last == GRID_STEPS:
        return None
    inside, outside = centre + last * GRID_WIDTH * step, centre + (last + 1) * GRID_WIDTH * step
    for _ in range(30):
        middle = (inside + outside) / 2
        if accepted(middle):
            inside = middle
        else:
            outside = middle
    return inside


def _draw(estimator: Estimator, table: Floats, cohorts: Floats) -> _Draws:
    panel = estimator.panel
    treated = (panel.periods[None, :] >= cohorts[:, None]).astype(np.float64)
    treated = np.where(np.isfinite(panel.outcome), treated, np.nan)
    after = Estimator(panel, subset(estimator.cells, estimator.cells.post), estimator.options)
    width = max(1, len(cohorts) * len(estimator.cells))
    block = max(1, BLOCK_VALUES // width)
    pieces = []
    for start in range(0, len(table), block):
        rows = table[start : start + block]
        pieces.append(_draw_block(estimator, after, rows, treated))
    return _Draws(*(np.concatenate(columns) for columns in zip(*pieces, strict=True)))


def _draw_block(estimator: Estimator, after: Estimator, rows: Floats, treated: Floats) -> tuple[Floats, ...]:
    cells = estimator.cells
    times = np.unique(cells.event_time[cells.pre])
    before = (cells.event_time == times[:, None]) & cells.pre
    members = np.vstack([cells.post[None, :], before])
    effect, influence = permuted_averages(estimator, rows, members, estimator.effects(rows))
    slope, pull = permuted_averages(
        after, rows, np.ones((1, len(after.cells)), dtype=np.bool_), after.effects(rows, treated)
    )
    square = len(rows[0]) ** 2
    variance = np.einsum("bgq,bgq->bq", influence, influence) / square
    with np.errstate(divide="ignore", invalid="ignore"):
        before_t = np.abs(effect[:, 1:]) / np.sqrt(variance[:, 1:])
    before_t = np.where(np.isfinite(before_t), before_t, 0.0)
    return (
        effect[:, 0],
        slope[:, 0],
        variance[:, 0],
        np.einsum("bg,bg->b", influence[:, :, 0], pull[:, :, 0]) / square,
        np.einsum("bg,bg->b", pull[:, :, 0], pull[:, :, 0]) / square,
        before_t.max(axis=1, initial=0.0),
    )


def permuted_averages(
    estimator: Estimator, rows: Floats, members: NDArray[np.bool_], found: CellEffects
) -> tuple[Floats, Floats]:
    """Average cells under each assignment: effects of shape (B, q) and influence per cluster, shape (B, G, q)."""
    cells, weight = estimator.cells, estimator.panel.unit_weight
    groups = np.unique(cells.group)
    share_of_group = np.stack([(rows == group) @ weight for group in groups], axis=1) / len(weight)
    known = np.isfinite(found.effects)
    share = share_of_group[:, np.searchsorted(groups, cells.group)] * known
    effects = np.where(known, found.effects, 0.0)
    weights = members[None] * share[:, None, :]
    total = weights.sum(axis=2, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        weights /= total
        mean = np.einsum("bqm,bm->bq", weights, effects)
        apart = (
            np.where(members[None] & known[:, None, :], effects[:, None, :] - mean[:, :, None], 0.0) / total
        )
    own = (cells.group[:, None] == groups[None, :]).astype(np.float64)
    # The never treated belong to no group: one more column of zeros.
    membership = np.concatenate([apart @ own, np.zeros((*mean.shape, 1))], axis=2)
    code = np.searchsorted(groups, rows)
    influence = np.matmul(found.influence, weights.transpose(0, 2, 1))
    influence += np.take_along_axis(membership.transpose(0, 2, 1), code[:, :, None], axis=1) * weight[:, None]
    cluster = estimator.panel.cluster
    if cluster is not None:
        sums = (np.arange(cluster.max() + 1)[:, None] == cluster[None, :]).astype(np.float64)
        influence = np.matmul(sums, influence)
    return mean, influence
