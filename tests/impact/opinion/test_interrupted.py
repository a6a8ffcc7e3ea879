"""Interrupted series: by hand, against statsmodels, with neighbours that resemble one another."""

from __future__ import annotations

import numpy as np
import pytest

from saindege.impact.opinion.interrupted import SeriesTooShort, fit_interrupted
from tests.impact.opinion.make_references import CHANGED_AT, SERIES


def test_a_jump_and_a_new_slope_without_noise_are_found_exactly():
    t = np.arange(20.0)
    series = 5 + 0.5 * t + (t >= 12) * (-3 - 0.25 * (t - 12))

    found = fit_interrupted(series, 12)

    assert (found.trend.att, found.level.att, found.slope.att) == (
        pytest.approx(0.5), pytest.approx(-3), pytest.approx(-0.25),
    )  # fmt: skip
    assert (found.mean.att, found.last.att) == (pytest.approx(-3 - 0.25 * 3.5), pytest.approx(-3 - 0.25 * 7))


@pytest.mark.parametrize("lags", [1, 2, 3])
def test_errors_of_newey_and_west_equal_those_of_statsmodels(references, lags):
    expected = references["interrupted"]["newey_west"][str(lags)]

    found = fit_interrupted(SERIES, CHANGED_AT, lags=lags)

    figures = (found.trend, found.level, found.slope)
    assert [one.att for one in figures] == pytest.approx(expected["params"][1:], abs=1e-10)
    assert [one.se for one in figures] == pytest.approx(expected["bse"][1:], abs=1e-10)
    assert found.durbin_watson == pytest.approx(references["interrupted"]["durbin_watson"], abs=1e-10)


def test_prais_and_winsten_is_least_squares_weighed_by_the_settled_correlation():
    found = fit_interrupted(SERIES, CHANGED_AT, error_kind="prais_winsten")

    t = np.arange(len(SERIES))
    after = (t >= CHANGED_AT).astype(float)
    design = np.column_stack([np.ones(len(t)), t, after, after * (t - CHANGED_AT)])
    inverse = np.linalg.inv(found.correlation ** np.abs(t[:, None] - t[None, :]))
    weighed = np.linalg.solve(design.T @ inverse @ design, design.T @ inverse @ np.array(SERIES))
    assert found.level.att == pytest.approx(weighed[2], abs=1e-6)


def test_months_that_resemble_their_neighbours_need_wider_intervals():
    rng = np.random.default_rng(4)
    wrong = {"plain": 0, "prais_winsten": 0}
    for _ in range(200):
        noise = np.zeros(60)
        for at in range(1, 60):
            noise[at] = 0.6 * noise[at - 1] + rng.normal()
        robust = fit_interrupted(noise, 30, error_kind="prais_winsten").level
        plain = fit_interrupted(noise, 30, lags=0).level
        wrong["plain"] += plain.excludes_zero
        wrong["prais_winsten"] += robust.excludes_zero

    assert wrong["prais_winsten"] < 0.7 * wrong["plain"]
    assert wrong["prais_winsten"] / 200 < 0.2


@pytest.mark.parametrize(("periods", "changed_at"), [(20, 7), (20, 17), (5, 3)])
def test_too_few_periods_are_refused_with_what_to_do(periods, changed_at):
    with pytest.raises(SeriesTooShort, match="sedikitnya 8 dan 4"):
        fit_interrupted(np.arange(float(periods)), changed_at)


def test_a_gap_is_refused():
    with pytest.raises(SeriesTooShort):
        fit_interrupted([*SERIES[:5], float("nan"), *SERIES[6:]], CHANGED_AT)
