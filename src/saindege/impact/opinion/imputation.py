"""Effects by imputation: what each treated office would have shown, from all observations without treatment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from saindege.impact.effect import inference
from saindege.impact.effect.inference import Figure
from saindege.impact.panel import Floats, Panel

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Imputed:
    """Effects by imputation.

    Attributes
    ----------
    simple : mean over all treated office-periods that can be imputed
    by_event : the same by periods since the treatment
    cells : treated office-periods used
    left_out : treated office-periods whose unit or period has no observation without treatment
    """

    simple: Figure
    by_event: Mapping[int, Figure]
    cells: int
    left_out: int


def impute_effect(panel: Panel, *, anticipation: float = 0) -> Imputed | None:
    """Estimate the effect from levels of units and periods fitted to the untreated observations alone.

    Returns None for weighted panels and where nothing treated can be imputed: there is then no second opinion.

    Source: Borusyak, Jaravel and Spiess, Revisiting event-study designs, Review of Economic Studies 91 (2024),
    3253-3285; error by their theorem 3, one mean effect for each cohort and period.
    Assumes parallel movement in all periods before the treatment, not in the last one only; more precise than
    group-time effects where that holds and further off where it does not.
    """
    if panel.weight is not None:
        return None
    known = np.isfinite(panel.outcome)
    since = panel.periods[None, :] - panel.first_treated[:, None]
    free: Mask = np.asarray(known & (since < -anticipation))
    treated: Mask = np.asarray(known & (since >= 0))
    fitted = _Levels.fit(panel.outcome, free)
    if fitted is None:
        return None
    usable = treated & free.any(axis=1, keepdims=True) & free.any(axis=0, keepdims=True)
    if not usable.any():
        return None
    errors = _Errors(panel, fitted, free, usable)
    counted = np.floor(np.where(usable, since, -1)).astype(np.int64)
    events = np.unique(counted[usable]).tolist()
    return Imputed(
        simple=errors.figure(usable),
        by_event={event: errors.figure(usable & (counted == event)) for event in events},
        cells=int(usable.sum()),
        left_out=int((treated & ~usable).sum()),
    )


@dataclass(frozen=True, slots=True)
class _Levels:
    """Levels of units and periods fitted to the free observations.

    Attributes
    ----------
    free : shape (n, T) of 0 and 1
    count : free observations of each unit, at least 1, shape (n,)
    inverse : pseudo-inverse of the periods' normal equations with the units concentrated out, shape (T, T)
    expected : what a unit shows in a period without treatment, shape (n, T)
    """

    free: Floats
    count: Floats
    inverse: Floats
    expected: Floats

    @classmethod
    def fit(cls, outcome: Floats, free: Mask) -> _Levels | None:
        """Fit; None where the free observations fall apart into groups that nothing connects."""
        mask = free.astype(np.float64)
        count = np.maximum(mask.sum(axis=1), 1.0)
        normal = np.diag(mask.sum(axis=0)) - (mask / count[:, None]).T @ mask
        seen = int(free.any(axis=0).sum())
        if seen < 2 or np.linalg.matrix_rank(normal, hermitian=True) < seen - 1:
            return None
        inverse = np.linalg.pinv(normal, hermitian=True)
        values = np.where(free, outcome, 0.0)
        mean = values.sum(axis=1) / count
        period = inverse @ (values - mask * mean[:, None]).sum(axis=0)
        unit = mean - (mask @ period) / count
        return cls(mask, count, inverse, unit[:, None] + period[None, :])

    def carried(self, weight: Floats) -> Floats:
        """Weights on the free observations that the weights on the treated ones, shape (n, T), bring about."""
        own, shared = weight.sum(axis=1), weight.sum(axis=0)
        period = self.inverse @ (shared - self.free.T @ (own / self.count))
        unit = (own - self.free @ period) / self.count
        return np.asarray(-self.free * (unit[:, None] + period[None, :]))


class _Errors:
    """Averages of imputed effects with their errors."""

    def __init__(self, panel: Panel, levels: _Levels, free: Mask, usable: Mask) -> None:
        self.levels, self.cluster = levels, panel.cluster
        self.effect = np.where(free | usable, panel.outcome - levels.expected, 0.0)
        self.usable = usable
        self.cohort = np.unique(panel.first_treated, return_inverse=True)[1]
        self.clusters = len(panel.units) if panel.cluster is None else int(panel.cluster.max()) + 1
        self.scale = float(np.nanmax(np.abs(panel.outcome)))

    def figure(self, members: Mask) -> Figure:
        weight = members / members.sum()
        carried = self.levels.carried(weight) + weight
        apart = self.effect - np.where(self.usable, self._cohort_mean(carried), 0.0)
        by_unit = (carried * apart).sum(axis=1)
        if self.cluster is not None:
            by_unit = np.bincount(self.cluster, weights=by_unit)
        error = inference.standard_errors(np.array([(by_unit**2).sum()]), self.scale)[0]
        return inference.figure(float((weight * self.effect).sum()), float(error), self.clusters)

    def _cohort_mean(self, weight: Floats) -> Floats:
        """Mean effect of the cohort in the period, weighed by squared weights; shape (n, T)."""
        square = np.where(self.usable, weight**2, 0.0)
        kinds = np.arange(int(self.cohort.max()) + 1)
        belongs = (self.cohort[None, :] == kinds[:, None]).astype(np.float64)
        total = belongs @ square
        mean = np.divide(belongs @ (square * self.effect), total, out=np.zeros_like(total), where=total > 0)
        return np.asarray(mean[self.cohort])
