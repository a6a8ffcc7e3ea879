"""Ratios of rates: by hand, against statsmodels, and nothing counted."""

from __future__ import annotations

import math

import pytest

from saindege.impact.opinion.rates import Count, NoRate, rate_ratio, ratio_of_ratios


def test_half_as_many_errors_among_as_many_cases_is_one_half():
    found = rate_ratio(Count(20, 1000), Count(40, 1000))

    assert found.ratio == pytest.approx(0.5)
    reach = 1.959963984540054 * math.sqrt(1 / 20 + 1 / 40)
    assert (found.low, found.high) == (
        pytest.approx(0.5 * math.exp(-reach)),
        pytest.approx(0.5 * math.exp(reach)),
    )


def test_ratio_of_ratios_equals_the_interaction_of_a_poisson_regression(references):
    found = ratio_of_ratios(Count(40, 400), Count(22, 410), Count(55, 500), Count(51, 520))

    expected = references["rates"]
    assert math.log(found.ratio) == pytest.approx(expected["log_ratio"], abs=1e-9)
    width = math.log(found.high / found.low) / (2 * 1.959963984540054)
    assert width == pytest.approx(expected["se"], abs=1e-6)


def test_the_same_change_on_both_sides_is_no_effect():
    found = ratio_of_ratios(Count(40, 100), Count(20, 100), Count(400, 500), Count(200, 500))

    assert (found.ratio, found.p_value) == (pytest.approx(1.0), pytest.approx(1.0))


@pytest.mark.parametrize("nothing", [Count(0, 100), Count(5, 0)])
def test_nothing_counted_has_no_ratio(nothing):
    with pytest.raises(NoRate, match="nol"):
        rate_ratio(nothing, Count(3, 10))
