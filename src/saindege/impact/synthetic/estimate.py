"""The synthetic difference-in-differences estimate, its weights and its error."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from saindege.impact.synthetic import errors
from saindege.impact.synthetic.block import Block
from saindege.impact.synthetic.fit import Fit, Settings, fit

NORMAL = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Synthetic:
    """An estimate.

    Attributes
    ----------
    block : what it was made from
    att : effect on the treated, averaged over units and periods, in the unit of the outcome
    se : standard error, None where this kind cannot tell it
    low, high : 95 % normal interval, None without an error
    unit_weights : of the controls, in their order; time_weights : of the periods before
    error_kind, draws : how the error was found
    """

    block: Block
    att: float
    se: float | None
    low: float | None
    high: float | None
    unit_weights: tuple[float, ...]
    time_weights: tuple[float, ...]
    error_kind: errors.ErrorKind
    draws: int


def estimate_synthetic(
    block: Block, *, error_kind: errors.ErrorKind = "placebo", draws: int = 200, seed: int = 1
) -> Synthetic:
    """Estimate the effect of one block of treatment.

    Source: Arkhangelsky, Athey, Hirshberg, Imbens and Wager, American Economic Review 111 (2021), 4088-4118.
    Assumes that the weighted controls would have gone on to move as the treated units.
    """
    settings = Settings.of(block)
    found: Fit = fit(block.outcome[None], block.controls, block.before, settings)
    se = errors.standard_error(block, settings, found, error_kind, draws, seed)
    att = float(found.att[0])
    return Synthetic(
        block=block,
        att=att,
        se=se,
        low=None if se is None else att - NORMAL * se,
        high=None if se is None else att + NORMAL * se,
        unit_weights=tuple(np.asarray(found.unit_weights[0]).tolist()),
        time_weights=tuple(np.asarray(found.time_weights[0]).tolist()),
        error_kind=error_kind,
        draws=0 if error_kind == "jackknife" else draws,
    )
