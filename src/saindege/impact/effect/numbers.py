"""The figures of one estimate: cells, averages, errors, bands, pre-test and permutations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from saindege.impact.effect import aggregate, assignments, cells, design, inference, moments, randomisation
from saindege.impact.effect.inference import Figure
from saindege.impact.effect.influence import Combination, Influence, UnitInfluence
from saindege.impact.panel import Floats, Panel

MOST_UNITS_TO_PERMUTE = 200
PERMUTATIONS = 999


@dataclass(frozen=True, slots=True)
class LabelledFigure:
    """An effect with what it belongs to: an event time, a group or a period; the band covers all at once."""

    label: float
    figure: Figure
    band: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class JointEffects:
    """Effects by event time and the overall one, with what they have in common by chance.

    Attributes
    ----------
    labels : event times, shape (q,)
    effects : shape (q,)
    shares : share of each event time in the overall effect, shape (q,)
    covariance : of the effects and, last, of the overall one, shape (q + 1, q + 1)
    """

    labels: Floats
    effects: Floats
    shares: Floats
    covariance: Floats


@dataclass(frozen=True, slots=True)
class Numbers:
    """All figures of one estimate.

    Attributes
    ----------
    planned : the estimated cells; `cells` their figures in the same order
    dropped : cells that could not be estimated, with the reason
    simple, event_overall, group_overall, period_overall : overall averages
    by_event, by_group, by_period : labels are event times, groups and period indices
    pretrend : Wald test over all cells before treatment
    randomisation : None where it did not run
    clusters : number of independent units
    joint : None where nothing was estimated
    """

    planned: design.Cells
    cells: Sequence[Figure]
    dropped: Sequence[design.DroppedCell]
    simple: Figure
    event_overall: Figure
    group_overall: Figure
    period_overall: Figure
    by_event: Sequence[LabelledFigure]
    by_group: Sequence[LabelledFigure]
    by_period: Sequence[LabelledFigure]
    pretrend: inference.WaldTest
    randomisation: randomisation.Randomisation | None
    clusters: int
    joint: JointEffects | None = None


@dataclass(frozen=True, slots=True)
class _Cells:
    """Estimated cells with their influence."""

    planned: design.Cells
    effects: Floats
    influence: Influence
    dropped: list[design.DroppedCell]


def estimate_numbers(panel: Panel, options: design.Options) -> Numbers:
    """Estimate all cells and averages of a panel."""
    cohorts = design.effective_cohorts(panel, options.anticipation)
    kinds = np.unique(cohorts)
    code = np.searchsorted(kinds, cohorts)
    shares = np.bincount(code, weights=panel.unit_weight) / len(cohorts)
    sizes = aggregate.Sizes(kinds, shares)
    found = _estimate_cells(panel, cohorts, options)
    clusters = len(cohorts) if panel.cluster is None else int(panel.cluster.max()) + 1
    permutations = options.permutations
    if permutations is None:
        permutations = PERMUTATIONS if len(cohorts) <= MOST_UNITS_TO_PERMUTE else 0
    if not found.planned.post.any():
        return _without_effect(found, clusters)
    return _Summary(panel, options, found, sizes, clusters).numbers(cohorts, permutations)


def _estimate_cells(panel: Panel, cohorts: Floats, options: design.Options) -> _Cells:
    planned, dropped = design.plan_cells(panel, cohorts, options)
    weight = panel.constant_weight
    kinds, code = np.unique(cohorts, return_inverse=True)
    plain = panel.is_complete and not options.covariates and panel.cluster is None
    if plain and weight is not None and bool((weight > 0).all()):
        units = np.bincount(code, minlength=len(kinds))
        control = np.stack([planned.may_control(k) & (planned.group != k) for k in kinds.tolist()], axis=1)
        enough = control @ units >= design.FEWEST_CONTROLS
        dropped += _named(planned, np.where(enough, 0, cells.FEW_CONTROLS))
        planned = design.subset(planned, enough)
        if not len(planned):
            return _Cells(
                planned, np.zeros(0), UnitInfluence(np.zeros((len(cohorts), 0)), code, weight), dropped
            )
        effects, influence = moments.cohort_influence(panel.outcome, weight, code, kinds, planned)
        return _Cells(planned, effects, influence, dropped)
    written = cells.Estimator(panel, planned, options).effects(cohorts[None, :])
    # A group whose members all weigh nothing at first has no share in any average.
    mass = np.bincount(code, weights=panel.unit_weight)[np.searchsorted(kinds, planned.group)]
    reason = np.where((written.reason[0] == 0) & (mass == 0), cells.NO_TREATED, written.reason[0])
    good = reason == 0
    dropped += _named(planned, reason)
    units_of = UnitInfluence(written.influence[0][:, good], code, panel.unit_weight, panel.cluster)
    return _Cells(design.subset(planned, good), written.effects[0, good], units_of, dropped)


def _named(planned: design.Cells, reasons: NDArray[np.integer]) -> list[design.DroppedCell]:
    return [
        design.DroppedCell(float(planned.group[c]), int(planned.time[c]), cells.REASONS[int(reasons[c])])
        for c in np.flatnonzero(reasons).tolist()
    ]


def _without_effect(found: _Cells, clusters: int) -> Numbers:
    nothing = Figure(None)
    return Numbers(
        planned=design.subset(found.planned, np.zeros(len(found.planned), dtype=np.bool_)),
        cells=(),
        dropped=_in_order(found.dropped),
        simple=nothing,
        event_overall=nothing,
        group_overall=nothing,
        period_overall=nothing,
        by_event=(),
        by_group=(),
        by_period=(),
        pretrend=inference.WaldTest(None, 0, None),
        randomisation=None,
        clusters=clusters,
    )


def _in_order(dropped: list[design.DroppedCell]) -> list[design.DroppedCell]:
    return sorted(dropped, key=lambda cell: (cell.group, cell.time))


class _Summary:
    """Sums the cells up; one covariance serves every average."""

    def __init__(
        self, panel: Panel, options: design.Options, found: _Cells, sizes: aggregate.Sizes, clusters: int
    ) -> None:
        self.panel, self.options, self.found, self.clusters = panel, options, found, clusters
        planned, effects = found.planned, found.effects
        event = aggregate.by_event_time(effects, planned, sizes)
        group = aggregate.by_group(effects, planned, sizes)
        period = aggregate.by_period(effects, planned, sizes)
        each = aggregate.Averages(
            np.zeros(len(effects)),
            effects,
            Combination(np.eye(len(effects)), np.zeros((len(effects), len(sizes.cohorts)))),
        )
        self.parts = {
            "cells": each,
            "event": event,
            "group": group,
            "period": period,
            "simple": aggregate.simple(effects, planned, sizes),
            "event_overall": aggregate.overall_mean(event, event.labels >= 0),
            "group_overall": aggregate.overall_of_groups(group, sizes),
            "period_overall": aggregate.overall_mean(period, np.ones(len(period.labels), dtype=np.bool_)),
        }
        self.effects = np.concatenate([part.effects for part in self.parts.values()])
        self.combination = Combination(
            np.vstack([part.combination.weights for part in self.parts.values()]),
            np.vstack([part.combination.membership for part in self.parts.values()]),
        )
        self.covariance = found.influence.covariance(self.combination)
        self.errors = inference.standard_errors(np.diag(self.covariance), _scale(panel.outcome))
        self.each = inference.figures(self.effects, self.errors, clusters)
        ends = np.cumsum([len(part.effects) for part in self.parts.values()]).tolist()
        self.places = dict(
            zip(self.parts, (slice(a, b) for a, b in zip([0, *ends], ends, strict=False)), strict=True)
        )

    def figures(self, part: str) -> Sequence[Figure]:
        place = self.places[part]
        return self.each[place]

    def labelled(self, part: str) -> list[LabelledFigure]:
        labels = self.parts[part].labels.tolist()
        return [LabelledFigure(label, f) for label, f in zip(labels, self.figures(part), strict=True)]

    def numbers(self, cohorts: Floats, permutations: int) -> Numbers:
        planned, cell_count = self.found.planned, len(self.found.planned)
        before = np.flatnonzero(planned.pre)
        told = before[np.isfinite(self.errors[:cell_count][before])]
        simple = self.figures("simple")[0]
        return Numbers(
            planned=planned,
            cells=self.figures("cells"),
            dropped=_in_order(self.found.dropped),
            simple=simple,
            event_overall=self.figures("event_overall")[0],
            group_overall=self.figures("group_overall")[0],
            period_overall=self.figures("period_overall")[0],
            by_event=self._banded(),
            by_group=self.labelled("group"),
            by_period=self.labelled("period"),
            pretrend=inference.wald_test(
                self.found.effects[told], self.covariance[np.ix_(told, told)], self.clusters
            ),
            randomisation=self._randomised(cohorts, permutations, simple),
            clusters=self.clusters,
            joint=self._joint(),
        )

    def _joint(self) -> JointEffects:
        event, simple = self.places["event"], self.places["simple"]
        places = np.concatenate([np.arange(event.start, event.stop), [simple.start]])
        labels = self.parts["event"].labels
        belongs = self.found.planned.event_time[None, :] == labels[:, None]
        return JointEffects(
            labels=labels,
            effects=self.effects[event],
            shares=belongs @ self.combination.weights[simple.start],
            covariance=self.covariance[np.ix_(places, places)],
        )

    def _banded(self) -> list[LabelledFigure]:
        place, plain = self.places["event"], self.labelled("event")
        if self.options.draws < 1:
            return plain
        rows = Combination(self.combination.weights[place], self.combination.membership[place])
        values = self.found.influence.values(rows)
        factor = inference.simultaneous_factor(
            values, self.errors[place], self.options.draws, self.options.seed, len(self.panel.units)
        )
        return [_with_band(entry, factor) for entry in plain]

    def _randomised(
        self, cohorts: Floats, permutations: int, simple: Figure
    ) -> randomisation.Randomisation | None:
        if permutations < 1 or simple.att is None or simple.se is None:
            return None
        drawn = assignments.draw_assignments(
            cohorts,
            strata=self.panel.strata,
            cluster=self.panel.cluster,
            limit=permutations,
            seed=self.options.seed,
        )
        # The test asks about the effect and its past; later cells of the anticipation window are not part of it.
        used = self.found.planned.post | self.found.planned.pre
        estimator = cells.Estimator(self.panel, design.subset(self.found.planned, used), self.options)
        real = randomisation.Observed(simple.att, simple.se, self._largest_before())
        return randomisation.randomise(estimator, drawn, cohorts, real)

    def _largest_before(self) -> float | None:
        place = self.places["event"]
        early = self.parts["event"].labels < -self.options.anticipation
        ratio = np.abs(self.effects[place][early]) / self.errors[place][early]
        told = ratio[np.isfinite(ratio)]
        return float(told.max()) if len(told) else None


def _with_band(entry: LabelledFigure, factor: float | None) -> LabelledFigure:
    att, se = entry.figure.att, entry.figure.se
    if factor is None or att is None or se is None:
        return entry
    return replace(entry, band=(att - factor * se, att + factor * se))


def _scale(outcome: Floats) -> float:
    """Size of the numbers in the panel: what rounding errors are measured against."""
    largest = np.nanmax(np.abs(outcome)) if np.isfinite(outcome).any() else 0.0
    return float(largest)
