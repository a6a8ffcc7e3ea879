"""Interrupted time series: one series before and after a date, where there is nobody to compare with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from saindege.base.errors import BadInput, Sentence
from saindege.impact.effect import inference
from saindege.impact.effect.inference import Figure
from saindege.impact.panel import Floats

FEWEST_BEFORE = 8
FEWEST_AFTER = 4
ErrorKind = Literal["newey_west", "prais_winsten"]


@dataclass(frozen=True, slots=True)
class Interrupted:
    """A level and a slope that change at one date; never a verdict.

    Attributes
    ----------
    trend : change from period to period before the date, in the unit of the outcome
    level : jump at the date
    slope : change of the trend after it
    mean : mean distance of the line after the date from the line before it, carried on
    last : that distance in the last period
    durbin_watson : 2 where neighbouring residuals do not move together, below 1 or above 3 where they do
    correlation : of neighbouring residuals, -1 to 1
    error_kind, lags : how the errors allow for that
    before, after : number of periods
    """

    trend: Figure
    level: Figure
    slope: Figure
    mean: Figure
    last: Figure
    durbin_watson: float
    correlation: float
    error_kind: ErrorKind
    lags: int
    before: int
    after: int


class SeriesTooShort(BadInput):
    """Too few periods before or after the date for a line."""

    code = "nothing_to_estimate"


LIMITS = Sentence(
    id="Hanya satu deret, tanpa kantor pembanding: apa pun yang berubah pada tanggal yang sama (aplikasi baru, libur, "
    "pegawai baru) ikut terhitung. Karena itu hasil ini tidak pernah menjadi putusan “terbukti”.",
    en="One series only, without comparison offices: whatever else changed at that date (a new application, holidays, "
    "new staff) counts in. Therefore this is never a verdict of “proven”.",
)


def fit_interrupted(
    values: Sequence[float] | Floats,
    changed_at: int,
    *,
    error_kind: ErrorKind = "newey_west",
    lags: int | None = None,
) -> Interrupted:
    """Fit a line before and a line after a date, errors allowing for months that resemble their neighbours.

    Parameters
    ----------
    values : one figure a period, evenly spaced, without gaps
    changed_at : place in `values` of the first period after the date
    lags : of Newey and West; floor(4 (n / 100)^(2/9)), at least 1, when not given

    Raises
    ------
    SeriesTooShort : fewer than eight periods before or four after the date, or a gap

    Source: Newey and West, Econometrica 55 (1987), 703-708, with the factor n / (n - 4) for few periods; Prais and
    Winsten (1954), repeated until the correlation settles. Wagner and others, Journal of Clinical Pharmacy and
    Therapeutics 27 (2002), 299-309.
    Assumes that the line before would have gone on.
    """
    series = np.asarray(values, dtype=np.float64)
    after = len(series) - changed_at
    if changed_at < FEWEST_BEFORE or after < FEWEST_AFTER or not np.isfinite(series).all():
        raise _too_short(changed_at, after)
    design = _design(len(series), changed_at)
    if error_kind == "newey_west":
        lags = max(1, int(4 * (len(series) / 100) ** (2 / 9))) if lags is None else lags
        fitted = _newey_west(series, design, lags)
    else:
        lags, fitted = 1, _prais_winsten(series, design)
    coefficients, covariance = fitted
    residuals = series - design @ coefficients
    centre = np.arange(after).mean()
    rows = {
        "trend": [0, 1, 0, 0],
        "level": [0, 0, 1, 0],
        "slope": [0, 0, 0, 1],
        "mean": [0, 0, 1, centre],
        "last": [0, 0, 1, after - 1],
    }
    figures = {
        name: _figure(np.array(row, dtype=np.float64), coefficients, covariance, len(series))
        for name, row in rows.items()
    }
    return Interrupted(
        **figures,
        durbin_watson=_durbin_watson(residuals),
        correlation=_correlation(residuals),
        error_kind=error_kind,
        lags=lags,
        before=changed_at,
        after=after,
    )


def _design(periods: int, changed_at: int) -> Floats:
    time = np.arange(periods, dtype=np.float64)
    after = (time >= changed_at).astype(np.float64)
    return np.column_stack([np.ones(periods), time, after, after * (time - changed_at)])


def _newey_west(series: Floats, design: Floats, lags: int) -> tuple[Floats, Floats]:
    bread = np.linalg.inv(design.T @ design)
    coefficients = bread @ design.T @ series
    score = design * (series - design @ coefficients)[:, None]
    meat = score.T @ score
    for lag in range(1, min(lags, len(series) - 1) + 1):
        beside = score[lag:].T @ score[:-lag]
        meat += (1 - lag / (lags + 1)) * (beside + beside.T)
    few = len(series) / (len(series) - design.shape[1])
    return coefficients, few * bread @ meat @ bread


def _prais_winsten(series: Floats, design: Floats) -> tuple[Floats, Floats]:
    correlation = 0.0
    for _ in range(200):
        y, x = _whitened(series, correlation), _whitened(design, correlation)
        bread = np.linalg.inv(x.T @ x)
        coefficients = bread @ x.T @ y
        found = _correlation(series - design @ coefficients)
        if abs(found - correlation) < 1e-10:
            break
        correlation = found
    spread = float(((y - x @ coefficients) ** 2).sum()) / (len(series) - design.shape[1])
    return coefficients, spread * bread


def _whitened(values: Floats, correlation: float) -> Floats:
    first = np.sqrt(1 - correlation**2) * values[:1]
    return np.concatenate([first, values[1:] - correlation * values[:-1]])


def _correlation(residuals: Floats) -> float:
    square = float((residuals**2).sum())
    found = float((residuals[1:] * residuals[:-1]).sum()) / square if square > 0 else 0.0
    return min(0.99, max(-0.99, found))


def _durbin_watson(residuals: Floats) -> float:
    square = float((residuals**2).sum())
    return float((np.diff(residuals) ** 2).sum()) / square if square > 0 else 2.0


def _figure(row: Floats, coefficients: Floats, covariance: Floats, periods: int) -> Figure:
    effect, error = float(row @ coefficients), float(np.sqrt(max(0.0, float(row @ covariance @ row))))
    if error <= inference.ROUNDING * max(1.0, float(np.abs(coefficients).max())):
        return Figure(effect)
    degrees = periods - len(coefficients)
    reach = error * inference.t_quantile(0.975, degrees)
    p_value = inference.t_p_value(effect / error, degrees)
    return Figure(effect, error, effect - reach, effect + reach, p_value)


def _too_short(before: int, after: int) -> SeriesTooShort:
    return SeriesTooShort(
        Sentence(
            id=f"Ada {max(0, before)} periode sebelum dan {max(0, after)} sesudah tanggal itu; perlu sedikitnya "
            f"{FEWEST_BEFORE} dan {FEWEST_AFTER}, tanpa celah. Tambahkan bulan, atau sisakan kantor pembanding.",
            en=f"There are {max(0, before)} periods before and {max(0, after)} after that date; at least "
            f"{FEWEST_BEFORE} and {FEWEST_AFTER} are needed, without gaps. Add months, or keep comparison offices.",
        )
    )
