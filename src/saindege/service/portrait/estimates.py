"""One figure with its interval and the number of cases that it rests on."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from saindege.base.interval import Interval, quantile_interval, share_interval
from saindege.service.lifecycle import Flags
from saindege.service.turnaround import Hours


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure.

    Attributes
    ----------
    value : None where there is no case
    low, high : ends of its 95 % interval; None where the cases cannot bound that side
    n : cases
    count : for a share, the cases that count
    """

    value: float | None
    low: float | None
    high: float | None
    n: int
    count: int | None = None

    def as_json(self) -> dict[str, float | int | None]:
        """Return plain values."""
        return {"value": self.value, "low": self.low, "high": self.high, "n": self.n, "count": self.count}


def estimate_median(hours: Hours | None) -> Estimate:
    """Estimate the median; without a calendar there is nothing to estimate."""
    if hours is None or not len(hours):
        return Estimate(None, None, None, 0)
    bounds = quantile_interval(hours, 0.5)
    return Estimate(float(np.median(hours)), _finite(bounds.low), _finite(bounds.high), len(hours))


def estimate_share(flags: Flags | None) -> Estimate:
    """Estimate the share of cases with a flag, by Wilson's interval."""
    if flags is None or not len(flags):
        return Estimate(None, None, None, 0, None if flags is None else 0)
    count = int(np.count_nonzero(flags))
    bounds = share_interval(count, len(flags))
    return Estimate(count / len(flags), bounds.low, bounds.high, len(flags), count)


def share_change(before: Estimate, now: Estimate) -> Interval | None:
    """Estimate how far a share moved, 95 %; None where either has no case.

    Source
    ------
    R. G. Newcombe (1998), Interval estimation for the difference between independent proportions, Statistics in
    Medicine 17, 873-890, method 10: square-and-add of two Wilson intervals.
    """
    if before.value is None or now.value is None:
        return None
    ends = (before.low or 0.0, before.high or 0.0, now.low or 0.0, now.high or 0.0)
    difference = now.value - before.value
    down = math.hypot(now.value - ends[2], ends[1] - before.value)
    up = math.hypot(ends[3] - now.value, before.value - ends[0])
    return Interval(difference - down, difference + up)


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
