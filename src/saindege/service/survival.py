"""How long cases take when some are still open: Kaplan-Meier, which lets an open case say "at least so long"."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from saindege.base.errors import BadInput, Sentence

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class NoTimes(BadInput):
    """There is no case, or a time is negative or missing."""

    code = "nothing_to_estimate"


@dataclass(frozen=True, slots=True)
class Quantile:
    """The time by which a share of all cases is finished, open ones included.

    Attributes
    ----------
    share : of the cases, 0 to 1
    hours : None where fewer cases than that had finished when the log ended
    low, high : ends of its interval; None where the cases cannot bound that side
    """

    share: float
    hours: float | None
    low: float | None
    high: float | None

    def as_json(self) -> dict[str, float | None]:
        """Return plain values."""
        return {"share": self.share, "value": self.hours, "low": self.low, "high": self.high}


@dataclass(frozen=True, slots=True)
class Survival:
    """Share of cases still open after a time.

    Attributes
    ----------
    hours : times at which at least one case finished, rising, shape (n_times,)
    still_open : share still open just after each, falling from below 1, shape (n_times,)
    low, high : its interval at each time, shape (n_times,)
    n : cases; n_open : of these, open when the log ended
    """

    hours: Floats
    still_open: Floats
    low: Floats
    high: Floats
    n: int
    n_open: int

    def finished_by(self, hours: float) -> tuple[float, float, float]:
        """Return the share finished within a time and its interval, each 0 to 1."""
        at = int(np.searchsorted(self.hours, hours, side="right")) - 1
        if at < 0:
            return 0.0, 0.0, 0.0
        return 1 - float(self.still_open[at]), 1 - float(self.high[at]), 1 - float(self.low[at])

    def quantile(self, share: float) -> Quantile:
        """Return the time by which a share of the cases, above 0 and below 1, is finished."""
        if not 0 < share < 1:
            raise ValueError(share)
        # 1 - 0.9 is a little less than a tenth to a machine.
        left = 1 - share + 1e-12
        return Quantile(
            share,
            self._first_below(self.still_open, left),
            self._first_below(self.low, left),
            self._first_below(self.high, left),
        )

    def _first_below(self, curve: Floats, left: float) -> float | None:
        reached = np.flatnonzero(curve <= left)
        return float(self.hours[reached[0]]) if len(reached) else None


def estimate_survival(hours: Floats, finished: Flags, *, level: float = 0.95) -> Survival:
    """Estimate how long cases take from finished and open ones together.

    Leaving open cases out makes a busy office look quick, for the slow cases are those that are still open; timing
    them up to today as if they were done does so too.

    Parameters
    ----------
    hours : from receipt to the end, or for an open case to the moment when the log ended, shape (n_cases,)
    finished : whether the case reached its end, shape (n_cases,)
    level : of the intervals, 0 to 1

    Raises
    ------
    NoTimes : there is no case, or a time is negative or not known

    Source
    ------
    E. L. Kaplan and P. Meier (1958), JASA 53, 457-481; variance after Greenwood (1926); intervals on the scale of
    log(-log S) after Kalbfleisch and Prentice (1980), which never leave 0 to 1; intervals of quantiles by reading
    the bands across, after R. Brookmeyer and J. Crowley (1982), Biometrics 38, 29-41.

    Assumes
    -------
    That a case is open says nothing about how long it would still have taken: the log ended for all at one moment.
    """
    hours, finished = np.asarray(hours, dtype=np.float64), np.asarray(finished, dtype=bool)
    if not len(hours) or not np.all(hours >= 0):
        raise NoTimes(
            Sentence(
                id="Tidak ada berkas dengan waktu yang dapat dihitung. Periksa kolom waktu.",
                en="There is no case whose time can be told. Check the time columns.",
            )
        )
    times, place = np.unique(hours, return_inverse=True)
    done = np.bincount(place, weights=finished, minlength=len(times)).astype(np.float64)
    leaving = np.bincount(place, minlength=len(times)).astype(np.float64)
    # A case that is open at the very moment at which another finishes was still at risk then.
    at_risk = len(hours) - np.cumsum(leaving) + leaving
    kept = done > 0
    done, at_risk, times = done[kept], np.asarray(at_risk[kept], dtype=np.float64), times[kept]
    still_open = np.cumprod(1 - done / at_risk, dtype=np.float64)
    low, high = _bands(done, at_risk, still_open, level)
    return Survival(times, still_open, low, high, len(hours), int(np.count_nonzero(~finished)))


def _bands(done: Floats, at_risk: Floats, still_open: Floats, level: float) -> tuple[Floats, Floats]:
    z = NormalDist().inv_cdf((1 + level) / 2)
    inside = (still_open > 0) & (still_open < 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(done / (at_risk * (at_risk - done)))
        logged = np.log(np.where(inside, still_open, 0.5))
        reach = z * np.sqrt(np.where(inside, greenwood, 0.0)) / np.abs(logged)
    # At the end of a curve that falls to zero the interval is the point, as in R and lifelines.
    low = np.where(inside, np.exp(logged * np.exp(reach)), still_open)
    high = np.where(inside, np.exp(logged * np.exp(-reach)), still_open)
    return low, high
