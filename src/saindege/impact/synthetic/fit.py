"""Weights of units and periods, and the estimate, for many panels of one shape at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from saindege.impact.synthetic.block import Block
from saindege.impact.synthetic.weights import Penalty, fit_weights

Floats = NDArray[np.float64]
TIME_PENALTY, STOP = 1e-6, 1e-5


@dataclass(frozen=True, slots=True)
class Settings:
    """Penalties and stopping rule; those of the real panel serve its placebos too.

    Attributes
    ----------
    unit_penalty, time_penalty, least_decrease : in the unit of the outcome
    """

    unit_penalty: float
    time_penalty: float
    least_decrease: float

    @classmethod
    def of(cls, block: Block) -> Settings:
        """Scale the penalties to the noise of the controls' changes before the treatment."""
        changes = np.diff(block.outcome[: block.controls, : block.before], axis=1)
        noise = float(changes.std(ddof=1)) if changes.size > 1 else 0.0
        treated, after = len(block.units) - block.controls, len(block.periods) - block.before
        return cls((treated * after) ** 0.25 * noise, TIME_PENALTY * noise, STOP * noise)

    def penalty(self, size: float, count: int) -> Penalty:
        """Return the penalty of `count` problems."""
        return Penalty(np.full(count, size), np.full(count, self.least_decrease))


@dataclass(frozen=True, slots=True)
class Fit:
    """Estimates of shape (B,), weights of the controls (B, N0) and of the periods before (B, T0)."""

    att: Floats
    unit_weights: Floats
    time_weights: Floats


def fit(
    outcome: Floats,
    controls: int,
    before: int,
    settings: Settings,
    unit_start: Floats | None = None,
    time_start: Floats | None = None,
) -> Fit:
    """Fit panels of shape (B, N, T), controls and earlier periods first."""
    count = len(outcome)
    early, late = outcome[:, :, :before], outcome[:, :, before:].mean(axis=2)
    even_units = np.full((count, controls), 1 / controls) if unit_start is None else unit_start
    even_times = np.full((count, before), 1 / before) if time_start is None else time_start
    time_weights = fit_weights(
        early[:, :controls],
        late[:, :controls],
        settings.penalty(settings.time_penalty, count),
        even_times,
    )
    unit_weights = fit_weights(
        early[:, :controls].transpose(0, 2, 1),
        early[:, controls:].mean(axis=1),
        settings.penalty(settings.unit_penalty, count),
        even_units,
    )
    return Fit(effect(outcome, unit_weights, time_weights), unit_weights, time_weights)


def effect(outcome: Floats, unit_weights: Floats, time_weights: Floats) -> Floats:
    """Difference of weighted differences, shape (B,)."""
    controls, before = unit_weights.shape[1], time_weights.shape[1]
    gain = outcome[:, :, before:].mean(axis=2) - np.einsum("bnt,bt->bn", outcome[:, :, :before], time_weights)
    compared = (gain[:, :controls] * unit_weights).sum(axis=1)
    return np.asarray(gain[:, controls:].mean(axis=1) - compared, dtype=np.float64)
