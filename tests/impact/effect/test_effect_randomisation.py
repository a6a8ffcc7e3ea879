"""Permuting the dates: exact where few, within strata, uniform where nothing happened, and an interval."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from saindege.impact.effect import Options, design, estimate_effect
from saindege.impact.effect.assignments import count_assignments, draw_assignments
from saindege.impact.effect.cells import Estimator
from saindege.impact.effect.randomisation import permuted_averages
from saindege.impact.panel import build_panel


def test_all_assignments_are_listed_once_where_they_are_few():
    dates = np.array([2.0, 2.0, 3.0, np.inf, np.inf])

    drawn = draw_assignments(dates, strata=None, cluster=None, limit=30, seed=1)

    expected = sorted(set(itertools.permutations(dates.tolist())))
    assert drawn.exact and count_assignments(dates, np.zeros(5, dtype=np.int64)) == 30
    assert sorted(map(tuple, drawn.cohorts.tolist())) == expected


def test_dates_stay_within_their_stratum():
    dates = np.array([2.0, np.inf, 3.0, np.inf] * 4)
    strata = np.array([0, 0, 1, 1] * 4)

    drawn = draw_assignments(dates, strata=strata, cluster=None, limit=50, seed=1)

    assert not drawn.exact
    for row in drawn.cohorts:
        assert sorted(row[strata == 0]) == sorted(dates[strata == 0])
        assert sorted(row[strata == 1]) == sorted(dates[strata == 1])


def test_offices_of_a_cluster_with_one_date_move_together():
    dates = np.array([2.0, 2.0, np.inf, np.inf, np.inf, np.inf])
    cluster = np.array([0, 0, 1, 1, 2, 2])

    drawn = draw_assignments(dates, strata=None, cluster=cluster, limit=99, seed=1)

    assert len(drawn.cohorts) == 3
    assert all(row[0] == row[1] and row[2] == row[3] and row[4] == row[5] for row in drawn.cohorts)


def test_p_value_is_uniform_where_nothing_happened(noisy_panel):
    options = Options(draws=0, permutations=99)

    found = [estimate_effect(noisy_panel(seed), options).numbers.randomisation for seed in range(150)]

    effect, before = [one.p_value for one in found], [one.pretrend_p for one in found]
    assert stats.kstest(effect, "uniform").pvalue > 0.01
    assert stats.kstest(before, "uniform").pvalue > 0.01
    assert 0.01 <= np.mean(np.array(effect) <= 0.05) <= 0.10


def test_interval_holds_the_planted_effect_as_often_as_it_says(noisy_panel):
    options = Options(draws=0, permutations=99)

    intervals = [
        estimate_effect(noisy_panel(seed, effect=-0.2), options).numbers.randomisation for seed in range(80)
    ]

    covered = [one.low <= -0.2 <= one.high for one in intervals]
    assert 0.89 <= np.mean(covered) <= 1.0


def test_zero_lies_in_the_interval_exactly_where_the_test_does_not_reject(noisy_panel):
    options = Options(draws=0, permutations=99)

    for seed in range(20):
        one = estimate_effect(noisy_panel(seed, effect=-0.08), options).numbers.randomisation
        assert (one.low <= 0 <= one.high) == (one.p_value >= 0.05)


def test_large_panels_are_permuted_only_when_asked(noisy_panel):
    many = noisy_panel(1, dates=(0,) * 120 + (4,) * 90)

    silent, asked = (estimate_effect(many, Options(draws=0, permutations=n)).numbers for n in (None, 9))

    assert silent.randomisation is None and asked.randomisation.draws == 9


def test_covariates_and_gaps_are_permuted_too(offices):
    long = offices(covariates=True)
    holes = np.asarray(long.outcome).copy()
    holes[::17] = np.nan
    panel = build_panel(replace(long, outcome=holes))

    drawn = estimate_effect(panel, Options(covariates=("size",), draws=0, permutations=49)).numbers

    assert drawn.randomisation.p_value == pytest.approx(0.02, abs=0.02)
    assert drawn.randomisation.draws == 49


@pytest.mark.parametrize("words", [{}, {"weight": True}, {"cluster": True}, {"covariates": True}])
@pytest.mark.parametrize("gaps", [False, True])
def test_real_dates_among_the_permuted_ones_give_the_estimate_itself(offices, words, gaps):
    long = offices(**words)
    outcome = np.where(np.arange(len(long.unit)) % 13 == 0, np.nan, long.outcome) if gaps else long.outcome
    panel = build_panel(replace(long, outcome=outcome))
    options = Options(covariates=("size",) if "covariates" in words else (), draws=0, permutations=0)
    cohorts = design.effective_cohorts(panel, 0)
    planned, _ = design.plan_cells(panel, cohorts, options)

    estimator = Estimator(panel, planned, options)
    mean, influence = permuted_averages(
        estimator, cohorts[None], planned.post[None], estimator.effects(cohorts[None])
    )

    simple = estimate_effect(panel, options).numbers.simple
    assert mean[0, 0] == pytest.approx(simple.att, abs=1e-12)
    assert np.sqrt((influence[0, :, 0] ** 2).sum()) / len(panel.units) == pytest.approx(simple.se, abs=1e-12)
