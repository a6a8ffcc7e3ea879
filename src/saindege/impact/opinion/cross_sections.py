"""Other people in each period: citizens asked once, cases seen once, belonging to offices with a training date."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from saindege.impact.effect import aggregate, design, inference
from saindege.impact.effect.inference import Figure
from saindege.impact.effect.influence import UnitInfluence
from saindege.impact.panel import Floats, Panel


@dataclass(frozen=True, slots=True)
class CrossSections:
    """Effects on people seen once.

    Attributes
    ----------
    simple : overall effect
    cells : group, time, figure of each group-time effect
    rows, clusters : observations and independent units behind it
    dropped : cells without people on one of the four sides
    """

    simple: Figure
    cells: tuple[tuple[float, float, Figure], ...]
    rows: int
    clusters: int
    dropped: int


def estimate_cross_sections(
    time: ArrayLike,
    outcome: ArrayLike,
    first_treated: ArrayLike,
    *,
    cluster: ArrayLike | None = None,
    options: design.Options = design.Options(),  # noqa: B008 - frozen
) -> CrossSections:
    """Estimate group-time effects from means of different people, without covariates.

    Parameters
    ----------
    time, outcome : of each observation; rows without a number are left out
    first_treated : of the office of each observation; 0, NaN or infinity mean never
    cluster : office of each observation; the observation itself when not given, which is too sure of itself where
        people of one office resemble one another

    Source: Callaway and Sant'Anna (2021), section 4 for repeated cross-sections; R `did`, ``panel = FALSE``.
    Assumes that the same kind of people is seen before and after.
    """
    moment, value = np.asarray(time, dtype=np.float64), np.asarray(outcome, dtype=np.float64)
    first = np.asarray(first_treated, dtype=np.float64)
    first = np.where(np.isnan(first) | (first == 0), np.inf, first)
    kept = np.isfinite(moment) & np.isfinite(value)
    kept &= first - options.anticipation > moment[kept].min(initial=np.inf)
    moment, value, first = moment[kept], value[kept], first[kept]
    codes = None if cluster is None else np.unique(np.asarray(cluster)[kept], return_inverse=True)[1]
    frame = Panel(tuple(range(len(value))), np.unique(moment), value[:, None], first, cluster=codes)
    cohorts = design.effective_cohorts(frame, options.anticipation)
    planned, dropped = design.plan_cells(frame, cohorts, options)
    effects, influence = _cells(frame.periods, moment, value, cohorts, planned)
    told = np.isfinite(effects)
    return _summed(
        frame, cohorts, design.subset(planned, told), effects[told], influence[:, told], len(dropped)
    )


def _cells(
    periods: Floats, moment: Floats, value: Floats, cohorts: Floats, planned: design.Cells
) -> tuple[Floats, Floats]:
    rows = len(value)
    effects, influence = np.full(len(planned), np.nan), np.zeros((rows, len(planned)))
    kinds = np.unique(cohorts)
    control = {kind: planned.may_control(kind) for kind in kinds.tolist()}
    for c in range(len(planned)):
        group = planned.group[c]
        compared = np.isin(cohorts, [kind for kind in kinds.tolist() if control[kind][c] and kind != group])
        sides = (
            (cohorts == group, planned.time[c], 1.0),
            (cohorts == group, planned.base[c], -1.0),
            (compared, planned.time[c], -1.0),
            (compared, planned.base[c], 1.0),
        )
        parts = [(members & (moment == periods[at]), sign) for members, at, sign in sides]
        if any(not chosen.any() for chosen, _ in parts):
            continue
        effects[c] = sum(sign * value[chosen].mean() for chosen, sign in parts)
        for chosen, sign in parts:
            influence[chosen, c] += sign * rows / chosen.sum() * (value[chosen] - value[chosen].mean())
    return effects, influence


def _summed(
    frame: Panel, cohorts: Floats, planned: design.Cells, effects: Floats, influence: Floats, dropped: int
) -> CrossSections:
    clusters = len(cohorts) if frame.cluster is None else int(frame.cluster.max()) + 1
    lost = dropped
    if not planned.post.any():
        return CrossSections(Figure(None), (), len(cohorts), clusters, lost)
    kinds, code = np.unique(cohorts, return_inverse=True)
    weight = np.ones(len(cohorts))
    sizes = aggregate.Sizes(kinds, np.bincount(code) / len(cohorts))
    units = UnitInfluence(influence, code, weight, frame.cluster)
    simple = aggregate.simple(effects, planned, sizes)
    scale = float(np.abs(frame.outcome).max())
    error = inference.standard_errors(np.diag(units.covariance(simple.combination)), scale)[0]
    own = influence
    if frame.cluster is not None:
        own = np.zeros((clusters, influence.shape[1]))
        np.add.at(own, frame.cluster, influence)
    errors = inference.standard_errors((own**2).sum(axis=0) / len(cohorts) ** 2, scale)
    cells = tuple(
        (
            float(planned.group[c]),
            float(frame.periods[planned.time[c]]),
            inference.figure(float(effects[c]), float(errors[c]), clusters),
        )
        for c in range(len(planned))
    )
    overall = inference.figure(float(simple.effects[0]), float(error), clusters)
    return CrossSections(overall, cells, len(cohorts), clusters, lost)
