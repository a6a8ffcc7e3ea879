"""Time to finish with cases still open: mean time within a horizon, without guessing how the open ones end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from saindege.base.errors import BadInput, Sentence
from saindege.impact.panel import Floats

NORMAL = 1.959963984540054


@dataclass(frozen=True, slots=True)
class RestrictedMean:
    """Mean time to finish, each case counted up to the horizon only.

    Attributes
    ----------
    mean, low, high : in the unit of the times; 95 % interval
    se : standard error
    horizon : time up to which is counted
    cases, finished : behind it; finished within the horizon
    open_at_end : share of cases estimated to be open still at the horizon, 0 to 1
    """

    mean: float
    se: float
    low: float
    high: float
    horizon: float
    cases: int
    finished: int
    open_at_end: float


@dataclass(frozen=True, slots=True)
class Difference:
    """One mean less another; 95 % interval, two-sided p-value."""

    difference: float
    se: float
    low: float
    high: float
    p_value: float


class HorizonTooLong(BadInput):
    """Nobody was watched up to the horizon."""

    code = "out_of_range"


def restricted_mean(
    times: Sequence[float] | Floats, finished: Sequence[bool] | Floats, horizon: float
) -> RestrictedMean:
    """Estimate the mean time to finish up to a horizon from finished cases and cases still open.

    Parameters
    ----------
    times : time to the end of a case, or watched so far, at least 0
    finished : whether the case ended then

    Raises
    ------
    HorizonTooLong : no case was watched up to the horizon, and not all before it ended

    Source: Kaplan and Meier, JASA 53 (1958), 457-481; variance after Greenwood, without correction for few cases
    (Royston and Parmar, BMC Medical Research Methodology 13 (2013), 152).
    Assumes that a case is not left open because it takes long for a reason of its own.
    """
    watched, ended = np.asarray(times, dtype=np.float64), np.asarray(finished, dtype=np.bool_)
    if not len(watched) or not np.isfinite(watched).all() or (watched < 0).any() or not horizon > 0:
        raise _nothing()
    moments, survival, jumps = _survival(watched, ended, horizon)
    # Where the last case watched is still open before the horizon, the rest of the curve is unknown.
    if watched.max() < horizon and survival[-1] > 0:
        raise _too_long(float(watched.max()), horizon)
    edges = np.concatenate([[0.0], moments, [horizon]])
    steps = np.concatenate([[1.0], survival]) * np.diff(edges)
    mean = float(steps.sum())
    # What lies under the curve from each moment on.
    beyond = np.cumsum(steps[::-1])[::-1][1:]
    se = float(np.sqrt((beyond**2 * jumps).sum()))
    return RestrictedMean(
        mean=mean,
        se=se,
        low=mean - NORMAL * se,
        high=mean + NORMAL * se,
        horizon=float(horizon),
        cases=len(watched),
        finished=int((ended & (watched <= horizon)).sum()),
        open_at_end=float(survival[-1]) if len(survival) else 1.0,
    )


def compare(one: RestrictedMean, other: RestrictedMean) -> Difference:
    """Subtract two independent means of the same horizon."""
    if one.horizon != other.horizon:
        raise _nothing()
    difference, se = one.mean - other.mean, float(np.hypot(one.se, other.se))
    from scipy import special

    p_value = 1.0 if se == 0 else float(2 * special.ndtr(-abs(difference) / se))
    return Difference(difference, se, difference - NORMAL * se, difference + NORMAL * se, p_value)


def _survival(watched: Floats, ended: np.ndarray, horizon: float) -> tuple[Floats, Floats, Floats]:
    """Moments of ending up to the horizon, share still open after each, Greenwood's term of each."""
    moments, counts = np.unique(watched[ended & (watched <= horizon)], return_counts=True)
    ordered = np.sort(watched)
    at_risk = len(watched) - np.searchsorted(ordered, moments, side="left")
    survival = np.asarray(np.cumprod(1 - counts / at_risk), dtype=np.float64)
    left = at_risk - counts
    jumps: Floats = np.divide(counts, at_risk * left, out=np.zeros(len(moments)), where=left > 0)
    return moments, survival, jumps


def _too_long(last: float, horizon: float) -> HorizonTooLong:
    return HorizonTooLong(
        Sentence(
            id=f"Berkas paling lama diamati {last:g}, padahal batasnya {horizon:g}. Pilih batas yang lebih pendek.",
            en=f"The longest watched case reaches {last:g}, the horizon is {horizon:g}. Choose a shorter horizon.",
        )
    )


def _nothing() -> BadInput:
    return BadInput(
        Sentence(
            id="Waktu berkas harus bilangan nol atau lebih, dan batasnya lebih dari nol dan sama untuk keduanya.",
            en="Times must be numbers of zero or more, and the horizon above zero and the same for both.",
        ),
        code="out_of_range",
    )
