"""Intervals: how far a figure may be off because only some cases were seen."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from saindege.base import errors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Interval:
    """Two ends of a confidence interval.

    Attributes
    ----------
    low, high : ends, in the unit of the figure; ``-inf`` or ``inf`` where the sample cannot bound that side
    level : confidence level, 0 to 1
    """

    low: float
    high: float
    level: float = 0.95

    def covers(self, value: float) -> bool:
        """Return whether the value lies inside, both ends included."""
        return self.low <= value <= self.high


class NothingToEstimate(errors.BadInput):
    """Too few values for the interval that was asked for."""

    code = "nothing_to_estimate"


class LevelRefused(errors.BadInput):
    """A share, quantile or level is outside its range."""

    code = "out_of_range"


def mean_interval(values: Sequence[float] | NDArray[np.floating], *, level: float = 0.95) -> Interval:
    """Estimate where the mean lies, by Student's t.

    Parameters
    ----------
    values : at least two finite numbers, shape (n,)
    level : confidence level, above 0 and below 1

    Raises
    ------
    NothingToEstimate : fewer than two values, or a value that is not finite

    Assumes
    -------
    Independent values; with few and very skewed values the interval is too short.
    """
    from scipy import special

    sample = _sample(values, least=2)
    tail = _tail(level)
    centre = float(sample.mean())
    half = (
        float(special.stdtrit(sample.size - 1, 1 - tail)) * float(sample.std(ddof=1)) / math.sqrt(sample.size)
    )
    return Interval(centre - half, centre + half, level)


def share_interval(successes: int, n: int, *, level: float = 0.95) -> Interval:
    """Estimate where a share lies, by Wilson's score interval.

    Parameters
    ----------
    successes : cases that count, 0 to n
    n : all cases, at least 1

    Raises
    ------
    NothingToEstimate : n is 0
    LevelRefused : successes are not between 0 and n

    Source
    ------
    E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference,
    JASA 22, 209-212.
    """
    from scipy import special

    if n == 0:
        raise _too_few(0, 1)
    if not 0 <= successes <= n:
        raise LevelRefused(
            errors.Sentence(
                id=f"Jumlah {successes} dari {n} tidak mungkin. Periksa kembali kedua bilangan itu.",
                en=f"{successes} out of {n} is not possible. Check the two numbers.",
            )
        )
    z = float(special.ndtri(1 - _tail(level)))
    share = successes / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    # Rounding must not push a share of exactly 0 or 1 out of its own interval.
    low = 0.0 if successes == 0 else max(0.0, centre - half)
    high = 1.0 if successes == n else min(1.0, centre + half)
    return Interval(low, high, level)


def quantile_interval(
    values: Sequence[float] | NDArray[np.floating], q: float, *, level: float = 0.95
) -> Interval:
    """Estimate where a quantile lies, by order statistics; no shape of the distribution is assumed.

    Each side errs with a chance of at most ``(1 - level) / 2``. Where the sample is too small for that, the
    side is ``-inf`` or ``inf``: for example 10 cases cannot bound a 90th percentile from above.

    Parameters
    ----------
    values : at least one finite number, shape (n,)
    q : quantile, above 0 and below 1 (0.5 is the median)

    Source
    ------
    W. Q. Meeker, G. J. Hahn, L. A. Escobar (2017), Statistical Intervals, 2nd ed., section 5.2.
    """
    import numpy as np

    sample = _sample(values, least=1)
    if not 0 < q < 1:
        raise _out_of_range("q", q)
    lower, upper = _order_ranks(sample.size, q, _tail(level))
    wanted = [rank - 1 for rank in (lower, upper) if 1 <= rank <= sample.size]
    ordered = np.partition(sample, wanted) if wanted else sample
    low = float(ordered[lower - 1]) if lower >= 1 else -math.inf
    high = float(ordered[upper - 1]) if upper <= sample.size else math.inf
    return Interval(low, high, level)


def bootstrap_interval(
    values: Sequence[float] | NDArray[np.floating],
    statistic: Callable[[NDArray[np.floating]], float],
    rng: np.random.Generator,
    *,
    draws: int = 999,
    level: float = 0.95,
    method: Literal["bca", "percentile"] = "bca",
) -> Interval:
    """Estimate where any statistic lies, by drawing the cases again with replacement.

    Parameters
    ----------
    values : cases, shape (n,) or (n, k); rows are drawn whole
    statistic : figure of one sample of cases
    rng : seeded stream, see :mod:`saindege.base.chance`
    method : ``bca`` corrects bias and skewness, ``percentile`` does not

    Source
    ------
    B. Efron (1987), Better bootstrap confidence intervals, JASA 82, 171-185. The acceleration comes from
    leaving out one case at a time, or one of 200 groups of cases where there are more than 200.
    """
    import numpy as np

    sample = _sample(values, least=2)
    tail = _tail(level)
    picks = (rng.integers(0, len(sample), len(sample)) for _ in range(draws))
    drawn = np.sort(np.array([statistic(sample[pick]) for pick in picks], dtype=float))
    shares = np.array([tail, 1 - tail])
    if method == "bca":
        shares = _corrected_shares(sample, statistic, drawn, shares)
    low, high = np.quantile(drawn, shares)
    return Interval(float(low), float(high), level)


def _corrected_shares(
    sample: NDArray[np.floating],
    statistic: Callable[[NDArray[np.floating]], float],
    drawn: NDArray[np.floating],
    shares: NDArray[np.floating],
) -> NDArray[np.floating]:
    import numpy as np
    from scipy import special

    seen = statistic(sample)
    below = (np.count_nonzero(drawn < seen) + np.count_nonzero(drawn <= seen)) / (2 * len(drawn))
    if not 0 < below < 1:
        return shares
    groups = np.array_split(np.arange(len(sample)), min(len(sample), 200))
    left_out = np.array([statistic(np.delete(sample, group, axis=0)) for group in groups], dtype=float)
    pull = left_out.mean() - left_out
    spread = float((pull**2).sum()) ** 1.5
    acceleration = float((pull**3).sum()) / (6 * spread) if spread > 0 else 0.0
    bias = special.ndtri(below)
    z = bias + special.ndtri(shares)
    corrected: NDArray[np.floating] = special.ndtr(bias + z / (1 - acceleration * z))
    return corrected


def _order_ranks(n: int, q: float, tail: float) -> tuple[int, int]:
    """Return the ranks (1 to n) of the two ends; 0 and n + 1 mean that the sample cannot bound the side."""
    import numpy as np
    from scipy import special

    width = int(12 * math.sqrt(n * q * (1 - q))) + 12
    counts = np.arange(max(0, int(n * q) - width), min(n, int(n * q) + width) + 1)
    at_most = special.bdtr(counts.astype(float), n, q)
    # The lower end of rank r is too high when fewer than r values lie below the quantile: P(B <= r - 1).
    fitting = counts[at_most <= tail]
    lower = int(fitting[-1]) + 1 if fitting.size else 0
    # The upper end of rank r is too low when at least r values lie below it: 1 - P(B <= r - 1).
    enough = counts[1 - at_most <= tail]
    upper = int(enough[0]) + 1 if enough.size else n + 1
    return lower, upper


def _sample(
    values: Sequence[float] | NDArray[np.floating] | NDArray[np.integer], *, least: int
) -> NDArray[np.float64]:
    import numpy as np

    sample = np.asarray(values, dtype=np.float64)
    if len(sample) < least:
        raise _too_few(len(sample), least)
    if not np.isfinite(sample).all():
        raise NothingToEstimate(
            errors.Sentence(
                id="Ada nilai kosong atau tak hingga. Buang dulu nilai itu, lalu hitung lagi.",
                en="A value is missing or infinite. Leave it out first, then compute again.",
            )
        )
    return sample


def _tail(level: float) -> float:
    if not 0 < level < 1:
        raise _out_of_range("level", level)
    return (1 - level) / 2


def _out_of_range(name: str, value: float) -> LevelRefused:
    return LevelRefused(
        errors.Sentence(
            id=f"Nilai {name} = {value} harus lebih dari 0 dan kurang dari 1.",
            en=f"{name} = {value} must be above 0 and below 1.",
        )
    )


def _too_few(n: int, least: int) -> NothingToEstimate:
    return NothingToEstimate(
        errors.Sentence(
            id=f"Hanya ada {n} nilai; selang membutuhkan paling sedikit {least}. Tambahkan data.",
            en=f"There are only {n} values; the interval needs at least {least}. Add data.",
        )
    )
