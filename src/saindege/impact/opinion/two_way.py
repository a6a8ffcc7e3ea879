"""Two-way fixed effects: shown only to say why it is not used."""

from __future__ import annotations

import numpy as np

from saindege.impact.effect import inference
from saindege.impact.effect.inference import Figure
from saindege.impact.panel import Floats, Panel

SWEEPS = 10_000
SETTLED = 1e-12


def fit_two_way(panel: Panel) -> Figure:
    """Regress the outcome on levels of units and periods and one number for being treated.

    Nothing is estimated where no unit changes relative to others. Error clustered by unit (or cluster), interval as
    everywhere here: widened by sqrt(G / (G - 1)), t with G - 1 degrees of freedom.

    Source: Goodman-Bacon, Journal of Econometrics 225 (2021), 254-277: with staggered dates the offices trained
    early serve as comparison for those trained late, so that an effect that grows is taken for a trend.
    On real panels its interval held a growing effect in 71 to 97 % of draws instead of 95 %.
    """
    known = np.isfinite(panel.outcome)
    treated = (panel.periods[None, :] >= panel.first_treated[:, None]).astype(np.float64)
    apart = _without_levels(treated, known)
    spread = float((apart**2).sum())
    if spread <= 1e-12 * known.sum():
        return Figure(None)
    outcome = _without_levels(np.where(known, panel.outcome, 0.0), known)
    effect = float((apart * outcome).sum() / spread)
    score = (apart * (outcome - effect * apart)).sum(axis=1)
    if panel.cluster is not None:
        score = np.bincount(panel.cluster, weights=score)
    scale = float(np.nanmax(np.abs(panel.outcome)))
    error = inference.standard_errors(np.array([(score**2).sum() / spread**2]), scale)[0]
    return inference.figure(effect, float(error), len(score))


def _without_levels(values: Floats, known: np.ndarray) -> Floats:
    """Take out levels of units and periods over the known entries; alternating projections."""
    rest = np.where(known, values, 0.0)
    units, periods = np.maximum(known.sum(axis=1), 1), np.maximum(known.sum(axis=0), 1)
    for _ in range(SWEEPS):
        rest = np.where(known, rest - (rest.sum(axis=1) / units)[:, None], 0.0)
        shift = rest.sum(axis=0) / periods
        rest = np.where(known, rest - shift[None, :], 0.0)
        if np.abs(shift).max() <= SETTLED * max(1.0, float(np.abs(values[known]).max())):
            break
    return rest
