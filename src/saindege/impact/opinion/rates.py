"""Ratios of rates: errors per case, complaints per thousand, cases a day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from saindege.base.errors import BadInput, Sentence

NORMAL = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Count:
    """How often something happened, and among how many it could have."""

    events: int
    exposure: float


@dataclass(frozen=True, slots=True)
class RateRatio:
    """One rate as a multiple of another; 1 means no difference.

    Attributes
    ----------
    ratio, low, high : 95 % interval, from the logarithm
    p_value : two-sided
    """

    ratio: float
    low: float
    high: float
    p_value: float


class NoRate(BadInput):
    """Nothing was counted, so a ratio has no end."""

    code = "nothing_to_estimate"


def rate_ratio(one: Count, other: Count) -> RateRatio:
    """Divide two rates.

    Raises
    ------
    NoRate : a count or an exposure of nothing

    Assumes that events come independently (Poisson); where they come in bursts the interval is too short.
    """
    return _ratio(((one, 1), (other, -1)))


def ratio_of_ratios(
    treated_before: Count, treated_after: Count, compared_before: Count, compared_after: Count
) -> RateRatio:
    """Divide the change of the treated by the change of those compared with: difference in differences of rates.

    Raises
    ------
    NoRate : a count or an exposure of nothing
    """
    return _ratio(((treated_after, 1), (treated_before, -1), (compared_after, -1), (compared_before, 1)))


def _ratio(parts: tuple[tuple[Count, int], ...]) -> RateRatio:
    if any(part.events < 1 or not part.exposure > 0 for part, _ in parts):
        raise NoRate(
            Sentence(
                id="Ada hitungan nol, jadi perbandingannya tidak berbatas. Gabungkan bulan atau kantor.",
                en="A count is zero, so the ratio has no bound. Put months or offices together.",
            )
        )
    log = sum(sign * np.log(part.events / part.exposure) for part, sign in parts)
    se = float(np.sqrt(sum(1 / part.events for part, _ in parts)))
    low, high = (float(np.exp(log + side * NORMAL * se)) for side in (-1, 1))
    from scipy import special

    return RateRatio(float(np.exp(log)), low, high, float(2 * special.ndtr(-abs(log) / se)))
