"""From influence to errors, intervals, p-values, bands and the Wald pre-test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from saindege.base import chance
from saindege.impact.panel import Floats

# Below this share of the outcome's scale a standard error is rounding, not chance.
ROUNDING = 1e-13


@dataclass(frozen=True, slots=True)
class Figure:
    """One estimated effect in the unit of the outcome.

    Attributes
    ----------
    att : average effect on the treated, None where nothing could be estimated
    se : influence-function standard error, None where it cannot be told
    low, high : 95 % interval, widened by sqrt(G / (G - 1)), t with G - 1 degrees of freedom
    p_value : two-sided, of the same t
    """

    att: float | None
    se: float | None = None
    low: float | None = None
    high: float | None = None
    p_value: float | None = None

    @property
    def excludes_zero(self) -> bool:
        """Whether the interval lies wholly on one side of zero."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def standard_errors(variances: Floats, scale: float) -> Floats:
    """Square roots of the variances, NaN where they are rounding only."""
    errors = np.sqrt(np.maximum(variances, 0.0))
    return np.where(errors > ROUNDING * scale, errors, np.nan)


def figure(att: float, se: float, clusters: int) -> Figure:
    """Put interval and p-value to an effect and its error, `clusters` being the number of independent units."""
    return figures(np.array([att]), np.array([se]), clusters)[0]


def figures(effects: Floats, errors: Floats, clusters: int) -> Sequence[Figure]:
    """Put intervals and p-values to effects and their errors, both of shape (q,)."""
    if clusters < 2:
        return [Figure(att if np.isfinite(att) else None) for att in effects.tolist()]
    wide = errors * widening(clusters)
    reach = wide * t_quantile(0.975, clusters - 1)
    from scipy import special

    known = np.isfinite(errors) & np.isfinite(effects)
    statistic = np.divide(effects, wide, out=np.zeros_like(effects), where=known)
    p_values = np.minimum(1.0, 2 * special.stdtr(clusters - 1, -np.abs(statistic)))
    columns = (effects, errors, effects - reach, effects + reach, p_values)
    rows = zip(*(column.tolist() for column in columns), known.tolist(), strict=True)
    return [
        Figure(att, se, low, high, p_value) if is_known else Figure(att if np.isfinite(att) else None)
        for att, se, low, high, p_value, is_known in rows
    ]


def widening(clusters: int) -> float:
    """Factor against too small errors with few clusters."""
    return float(np.sqrt(clusters / (clusters - 1)))


def t_quantile(share: float, degrees: int) -> float:
    """Quantile of Student's t."""
    from scipy import special

    return float(special.stdtrit(degrees, share))


def t_p_value(statistic: float, degrees: int) -> float:
    """Two-sided p-value of Student's t."""
    from scipy import special

    return min(1.0, 2 * float(special.stdtr(degrees, -abs(statistic))))


@dataclass(frozen=True, slots=True)
class WaldTest:
    """Joint test that all effects before treatment are zero.

    Attributes
    ----------
    statistic, p_value : None where the covariance is singular or there is no cell
    df : number of cells tested
    """

    statistic: float | None
    df: int
    p_value: float | None


def wald_test(effects: Floats, covariance: Floats, clusters: int) -> WaldTest:
    """Test effects, shape (m,), with their covariance, shape (m, m)."""
    spread = np.sqrt(np.diag(covariance))
    told = spread > 0
    effects, spread = effects[told], spread[told]
    df = len(effects)
    # Influence sums to nothing over the clusters, so their covariance has at most G - 1 directions.
    if df == 0 or df >= clusters:
        return WaldTest(None, df, None)
    correlation = covariance[np.ix_(told, told)] / np.outer(spread, spread)
    if np.linalg.eigvalsh(correlation)[0] <= 1e-12 * df:
        return WaldTest(None, df, None)
    standard = effects / spread
    statistic = float(standard @ np.linalg.solve(correlation, standard))
    from scipy import special

    return WaldTest(statistic, df, float(special.chdtrc(df, statistic)))


def simultaneous_factor(influence: Floats, errors: Floats, draws: int, seed: int, units: int) -> float | None:
    """Critical value of a band that covers all effects at once with 95 %, by the multiplier bootstrap.

    Parameters
    ----------
    influence : per cluster, shape (G, q); errors : shape (q,), NaN for effects that get no band
    units : what the sum of the influence is divided by
    """
    told = np.isfinite(errors)
    if draws < 1 or not told.any():
        return None
    standard = influence[:, told] / (errors[told] * units)
    rng = chance.stream(seed, "multiplier bootstrap")
    largest = np.empty(draws)
    for start in range(0, draws, 128):
        count = min(128, draws - start)
        bits = np.unpackbits(
            rng.integers(0, 256, size=(count, -(-len(standard) // 8)), dtype=np.uint8), axis=1
        )
        # With signs s in -1, 1 as 2b - 1 one product of bits suffices.
        sums = 2 * (bits[:, : len(standard)].astype(np.float64) @ standard) - standard.sum(axis=0)
        largest[start : start + count] = np.abs(sums).max(axis=1)
    clusters = len(influence)
    return max(float(np.quantile(largest, 0.95)), t_quantile(0.975, clusters - 1)) * widening(clusters)
