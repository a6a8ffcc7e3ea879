"""Offices called to training after a bad quarter recover unaided; that must not be called proven."""

from __future__ import annotations

import numpy as np
import pytest

from saindege.impact.effect import Options, as_json, estimate_effect
from saindege.impact.effect.earlier import measure_from_earlier
from saindege.impact.panel import LongColumns, Panel, build_panel

MONTHS, TRAINED_IN = 18, 13


def after_a_bad_quarter(seed: int, *, effect: float = 0.0, by_lot: bool = False) -> Panel:
    """Forty-five offices by months; the fifteen slowest of the last quarter, against their own usual, are trained."""
    rng = np.random.default_rng(seed)
    outcome = (
        rng.normal(3, 0.3, (45, 1))
        + np.cumsum(rng.normal(0, 0.03, MONTHS))
        + rng.normal(0, 0.1, (45, MONTHS))
    )
    quarter = outcome[:, TRAINED_IN - 4 : TRAINED_IN - 1].mean(axis=1)
    bad = quarter - outcome[:, : TRAINED_IN - 4].mean(axis=1)
    order = rng.normal(size=45) if by_lot else bad
    first = np.where(np.argsort(np.argsort(order)) >= 30, TRAINED_IN, 0)
    on = (np.arange(1, MONTHS + 1) >= TRAINED_IN) & (first[:, None] > 0)
    units, times = np.indices(outcome.shape)
    values = (outcome + effect * on).ravel()
    return build_panel(LongColumns(units.ravel(), times.ravel() + 1, values, np.repeat(first, MONTHS)))


def test_recovery_from_a_bad_quarter_is_seldom_proven_and_says_why():
    options = Options(draws=0, permutations=99)

    found = [estimate_effect(after_a_bad_quarter(seed), options) for seed in range(40)]

    announced = [one for one in found if one.numbers.simple.excludes_zero]
    assert len(announced) >= 25  # the interval alone is deceived
    assert sum(one.verdict.word != "belum_terbukti" for one in found) <= 2
    assert sum("rests_on_last_periods" in one.verdict.reasons for one in announced) >= 0.8 * len(announced)


def test_an_effect_on_offices_drawn_by_lot_is_not_held_back():
    options = Options(draws=0, permutations=99, assignment="lottery")

    found = [
        estimate_effect(after_a_bad_quarter(seed, effect=-0.2, by_lot=True), options) for seed in range(10)
    ]

    assert sum(one.verdict.word == "terbukti_membaik" for one in found) >= 8


def test_where_dates_were_drawn_by_lot_nothing_is_set_aside():
    panel = after_a_bad_quarter(1)

    assert measure_from_earlier(panel, Options(assignment="lottery")) == (None, 0)


@pytest.mark.parametrize(("periods", "expected"), [(2, 0), (3, 1), (4, 2), (6, 3), (9, 3)])
def test_as_many_periods_are_set_aside_as_the_past_allows(noisy_panel, long_panel, periods, expected):
    rng = np.random.default_rng(periods)
    values = {f"K{i}": rng.normal(size=periods + 2).tolist() for i in range(8)}
    long = long_panel(values, dict.fromkeys(["K0", "K1", "K2"], periods))

    _, aside = measure_from_earlier(build_panel(long), Options())

    assert aside == expected


def test_the_answer_holds_second_opinion_sensitivity_and_two_way_figures():
    found = as_json(estimate_effect(after_a_bad_quarter(3, effect=-0.3, by_lot=True), Options(draws=0)))

    assert found["second_opinion"]["method"] == "imputation" and found["second_opinion"]["agrees"] is True
    assert found["two_way"]["ci95"][1] < 0
    assert [bound["strength"] for bound in found["sensitivity"]["bounds"]] == [0.0, 0.5, 1.0, 1.5, 2.0]
    assert 0 < found["sensitivity"]["breakdown"] <= 10
    states = {one["id"]: one["state"] for one in found["assumptions"]}
    assert (states["usual_before"], states["second_opinion"]) == ("green", "green")
