"""Every cell with each unit's influence written out: for gaps, covariates, changing weights and permuted dates."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from saindege.impact.effect import adjusted, design
from saindege.impact.panel import Floats, Panel

NO_TREATED, FEW_CONTROLS = 1, 2
REASONS = {
    NO_TREATED: "no_treated_observed",
    FEW_CONTROLS: "too_few_controls",
    adjusted.SINGULAR: "covariates_singular",
    adjusted.NO_OVERLAP: "no_overlap",
}


@dataclass(frozen=True, slots=True)
class CellEffects:
    """Cells under B assignments of dates.

    Attributes
    ----------
    effects : shape (B, m), NaN where not estimated
    influence : shape (B, n, m), 0 where not estimated
    reason : 0 where estimated, else a key of `REASONS`, shape (B, m)
    """

    effects: Floats
    influence: Floats
    reason: NDArray[np.int8]


class Estimator:
    """Estimates the cells of one panel under any assignment of dates; keeps what assignments share."""

    def __init__(self, panel: Panel, cells: design.Cells, options: design.Options) -> None:
        self.panel = panel
        self.cells = cells
        self.options = options
        chosen = [panel.covariates[name] for name in options.covariates]
        self.covariates = np.stack(chosen, axis=2) if chosen else None
        self.no_design = np.ones((len(panel.units), 1)), np.ones((len(panel.units), 1))
        self.shared_design: tuple[Floats, Floats] | None = None
        self.still = bool(chosen) and all(bool((x == x[:, :1]).all()) for x in chosen)

    def effects(self, cohorts: Floats, outcome: Floats | None = None) -> CellEffects:
        """Estimate all cells; cohorts of shape (B, n), an outcome of shape (n, T) in place of the panel's."""
        outcome = self.panel.outcome if outcome is None else outcome
        shape = (len(cohorts), len(self.cells))
        effects = np.full(shape, np.nan)
        influence = np.zeros((len(cohorts), len(outcome), len(self.cells)))
        reasons = np.zeros(shape, dtype=np.int8)
        fitted: dict[tuple[object, ...], adjusted.Propensity] = {}
        for c in range(len(self.cells)):
            sample, reason = self._sample(cohorts, outcome, c)
            if self.covariates is None:
                found = _plain_cell(sample)
            else:
                found = self._adjusted_cell(sample, c, fitted)
            reason = np.where(reason == 0, found.reason, reason)
            good = reason == 0
            reasons[:, c] = reason
            effects[good, c] = found.effect[good]
            influence[good, :, c] = found.influence[good] * len(outcome)
        return CellEffects(effects, influence, reasons)

    def _sample(self, cohorts: Floats, outcome: Floats, c: int) -> tuple[adjusted.Sample, NDArray[np.int8]]:
        cells = self.cells
        change = outcome[:, cells.time[c]] - outcome[:, cells.base[c]]
        observed = np.isfinite(change)
        earlier = min(cells.time[c], cells.base[c])
        weight = observed.astype(np.float64)
        if self.panel.weight is not None:
            weight = np.where(observed, self.panel.weight[:, earlier], 0.0)
        treated = (cohorts == cells.group[c]) & observed
        control = ((cohorts > cells.controls_after[c]) | np.isinf(cohorts)) & observed
        control &= cohorts != cells.group[c]
        reason = np.zeros(len(cohorts), dtype=np.int8)
        reason[(control & (weight > 0)).sum(axis=1) < design.FEWEST_CONTROLS] = FEW_CONTROLS
        reason[~(treated & (weight > 0)).any(axis=1)] = NO_TREATED
        matrix, products = self._design(int(earlier), observed)
        change = np.where(observed, change, 0.0)
        return adjusted.Sample(change, treated * weight, control * weight, matrix, products), reason

    def _design(self, period: int, observed: NDArray[np.bool_]) -> tuple[Floats, Floats]:
        if self.covariates is None:
            return self.no_design
        if not (self.still and observed.all()):
            matrix = _design_matrix(self.covariates[:, period], observed)
            return matrix, adjusted.products_of(matrix)
        if self.shared_design is None:
            matrix = _design_matrix(self.covariates[:, period], observed)
            self.shared_design = matrix, adjusted.products_of(matrix)
        return self.shared_design

    def _adjusted_cell(
        self, sample: adjusted.Sample, c: int, fitted: dict[tuple[object, ...], adjusted.Propensity]
    ) -> adjusted.CellEstimate:
        with np.errstate(divide="ignore", invalid="ignore"):
            if self.options.method == "reg":
                return adjusted.estimate_cell(sample, "reg", None)
            # The propensity does not look at the outcome: cells with the same people share it.
            key: tuple[object, ...] = (c,)
            if self.still and self.panel.is_complete and self.panel.constant_weight is not None:
                key = (self.cells.group[c], sample.control.tobytes())
            if key not in fitted:
                fitted[key] = adjusted.fit_propensity(sample)
            return adjusted.estimate_cell(sample, self.options.method, fitted[key])


def _design_matrix(covariates: Floats, observed: NDArray[np.bool_]) -> Floats:
    """Intercept and standardised covariates: the estimate is the same, the digits are safer."""
    inside = np.where(observed[:, None], covariates, 0.0)
    count = max(1, int(observed.sum()))
    centred = np.where(observed[:, None], inside - inside.sum(axis=0) / count, 0.0)
    scale = np.sqrt((centred**2).sum(axis=0) / count)
    scaled = np.divide(centred, scale, out=np.zeros_like(centred), where=scale > 0)
    return np.column_stack([np.ones(len(covariates)), scaled])


def _plain_cell(sample: adjusted.Sample) -> adjusted.CellEstimate:
    """Difference of two mean changes, the case without covariates."""
    with np.errstate(divide="ignore", invalid="ignore"):
        influence = np.zeros_like(sample.treated)
        effect = np.zeros(len(sample.treated))
        for side, sign in ((sample.treated, 1.0), (sample.control, -1.0)):
            share = side / side.sum(axis=1, keepdims=True)
            mean = share @ sample.change
            effect += sign * mean
            influence += sign * share * (sample.change - mean[:, None])
    return adjusted.CellEstimate(effect, influence, np.zeros(len(effect), dtype=np.int8))
