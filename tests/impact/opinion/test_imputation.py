"""Imputation: by hand, against diff-diff, by property, and where it stays silent."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saindege.impact.opinion.imputation import impute_effect
from saindege.impact.panel import LongColumns, build_panel

# diff-diff stops its iterations at about this distance.
TOLERANCE = 1e-9


def made(changes: dict[str, list[float]], first: dict[str, float]):
    rows = [(unit, t, y) for unit, values in changes.items() for t, y in enumerate(values, start=1)]
    units, times, values = zip(*rows, strict=True)
    return build_panel(LongColumns(units, times, values, [first.get(unit, 0) for unit in units]))


def test_two_offices_and_two_periods_give_the_difference_of_differences():
    found = impute_effect(made({"A": [10, 7], "B": [5, 6], "C": [8, 9]}, {"A": 2}))

    assert found is not None
    assert found.simple.att == pytest.approx((7 - 10) - 1)
    assert (found.cells, found.left_out) == (1, 0)


def test_all_periods_before_serve_as_comparison_not_the_last_alone():
    # Before: A stands at 10, 12; the others stay at 5. Expected after: the mean 11.
    found = impute_effect(made({"A": [10, 12, 8], "B": [5, 5, 5], "C": [5, 5, 5]}, {"A": 3}))

    assert found is not None
    assert found.simple.att == pytest.approx(8 - 11)


def test_figures_equal_those_of_diff_diff(panel, references):
    expected = references["imputation"]

    found = impute_effect(panel)

    assert found is not None
    assert found.simple.att == pytest.approx(expected["att"], abs=TOLERANCE)
    assert found.simple.se == pytest.approx(expected["se"], abs=TOLERANCE)
    for event, (att, se) in expected["events"].items():
        figure = found.by_event[int(event)]
        assert (figure.att, figure.se) == (
            pytest.approx(att, abs=TOLERANCE),
            pytest.approx(se, abs=TOLERANCE),
        )


@given(
    levels=st.lists(st.floats(-100, 100), min_size=30, max_size=30),
    moves=st.lists(st.floats(-100, 100), min_size=6, max_size=6),
)
@settings(max_examples=20, deadline=None)
def test_levels_of_offices_and_months_change_nothing(panel, levels, moves):
    shifted = replace(panel, outcome=panel.outcome + np.array(levels)[:, None] + np.array(moves))

    found, other = impute_effect(panel), impute_effect(shifted)

    assert other.simple.att == pytest.approx(found.simple.att, abs=1e-9)
    assert other.simple.se == pytest.approx(found.simple.se, abs=1e-9)


def test_a_constant_effect_is_found_exactly_where_there_is_no_noise():
    rng = np.random.default_rng(5)
    first = np.array([0, 0, 0, 3, 3, 4, 4, 5])
    t = np.arange(1, 7)
    outcome = (
        rng.normal(size=(8, 1)) + rng.normal(size=6) - 0.3 * ((t >= first[:, None]) & (first[:, None] > 0))
    )
    outcome[1, 2] = np.nan
    units, times = np.indices(outcome.shape)
    panel = build_panel(LongColumns(units.ravel(), times.ravel() + 1, outcome.ravel(), np.repeat(first, 6)))

    found = impute_effect(panel)

    assert found.simple.att == pytest.approx(-0.3)
    assert found.simple.se is None  # rounding is no chance


def test_a_period_in_which_everybody_is_treated_is_left_out():
    found = impute_effect(made({"A": [1, 2, 3], "B": [2, 2, 3], "C": [4, 4, 6]}, {"A": 2, "B": 3, "C": 3}))

    assert (found.cells, found.left_out) == (1, 3)


def test_weighted_panels_get_no_second_opinion(panel):
    weighted = replace(panel, weight=np.ones(panel.outcome.shape))

    assert impute_effect(weighted) is None
