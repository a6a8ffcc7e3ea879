"""Intervals, against values worked out by hand or published."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.base import chance, interval


def ends(found):
    return (found.low, found.high)


def test_mean_of_one_to_five_by_students_t():
    # Mean 3, standard deviation sqrt(2.5), t(4; 0.975) = 2.776445105: half width 1.963243161.
    found = interval.mean_interval([1, 2, 3, 4, 5])

    assert ends(found) == pytest.approx((3 - 1.963243161, 3 + 1.963243161), abs=1e-8)
    assert found.level == 0.95


def test_mean_at_another_level_uses_its_own_quantile():
    # t(4; 0.995) = 4.604094871.
    found = interval.mean_interval([1, 2, 3, 4, 5], level=0.99)

    assert found.high - 3 == pytest.approx(4.604094871 * math.sqrt(0.5), abs=1e-8)


def test_equal_values_have_an_interval_of_no_width():
    assert ends(interval.mean_interval([2.0, 2.0, 2.0])) == (2.0, 2.0)


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [
        # Wilson's score interval as published packages give it (statsmodels, method "wilson").
        (8, 10, 0.490162, 0.943318),
        (0, 10, 0.0, 0.277533),
        (10, 10, 0.722467, 1.0),
        (81, 263, 0.255331, 0.366236),
        (15, 148, 0.062386, 0.160471),
    ],
)
def test_share_by_wilsons_score(successes, n, low, high):
    # The last two are examples of Newcombe (1998), Statistics in Medicine 17, table I, rounded there to 4 places.
    assert ends(interval.share_interval(successes, n)) == pytest.approx((low, high), abs=5e-5)


def test_share_of_nothing_or_of_more_than_all_is_refused():
    with pytest.raises(interval.NothingToEstimate):
        interval.share_interval(0, 0)
    with pytest.raises(interval.LevelRefused):
        interval.share_interval(11, 10)


@pytest.mark.parametrize(
    ("n", "q", "expected"),
    [
        # Binomial(10, 1/2): P(B <= 1) = 0.0107, P(B <= 2) = 0.0547: second and ninth value.
        (10, 0.5, (2, 9)),
        (6, 0.5, (1, 6)),
        (5, 0.5, (-math.inf, math.inf)),
        # Binomial(10, 0.9): P(B <= 6) = 0.0128, P(B <= 7) = 0.0702; 0.9^10 = 0.35, so that nothing bounds it above.
        (10, 0.9, (7, math.inf)),
        (20, 0.5, (6, 15)),
    ],
)
def test_quantile_by_order_statistics(n, q, expected):
    assert ends(interval.quantile_interval(list(range(1, n + 1)), q)) == expected


@pytest.mark.parametrize("q", [0, 1, -0.5, math.nan])
def test_quantile_outside_its_range_is_refused(q):
    with pytest.raises(interval.LevelRefused):
        interval.quantile_interval([1, 2, 3], q)


@pytest.mark.parametrize("level", [0, 1, 1.5])
def test_level_outside_its_range_is_refused(level):
    with pytest.raises(interval.LevelRefused):
        interval.mean_interval([1, 2], level=level)


@pytest.mark.parametrize("values", [[], [1.0], [1.0, math.nan], [1.0, math.inf]])
def test_too_few_or_infinite_values_are_refused(values):
    with pytest.raises(interval.NothingToEstimate) as caught:
        interval.mean_interval(values)

    assert caught.value.code == "nothing_to_estimate"


def test_bootstrap_of_a_mean_agrees_with_students_t():
    sample = chance.stream(1, "test.sample").normal(10, 2, 400)

    drawn = interval.bootstrap_interval(sample, np.mean, chance.stream(1, "test.draws"), draws=1999)

    # Monte Carlo error of an end at 1,999 draws is about 0.005; the two methods differ by less than 0.02 here.
    assert ends(drawn) == pytest.approx(ends(interval.mean_interval(sample)), abs=0.03)


def test_bootstrap_corrects_the_skew_of_its_cases():
    sample = chance.stream(2, "test.sample").exponential(1, 40)

    plain = interval.bootstrap_interval(sample, np.mean, chance.stream(2, "d"), method="percentile")
    corrected = interval.bootstrap_interval(sample, np.mean, chance.stream(2, "d"))

    assert corrected.low > plain.low and corrected.high > plain.high


def test_bootstrap_with_the_same_seed_gives_the_same_interval_and_draws_whole_rows():
    rows = np.array([[1.0, 2.0], [3.0, 6.0], [5.0, 10.0]])

    def ratio(sample):
        return float(sample[:, 1].sum() / sample[:, 0].sum())

    first, second = (
        interval.bootstrap_interval(rows, ratio, chance.stream(5, "d"), draws=99) for _ in range(2)
    )

    assert first == second and ends(first) == (2.0, 2.0)


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30))
def test_mean_lies_in_its_interval(values):
    found = interval.mean_interval(values)

    assert found.covers(float(np.mean(values))) or found.low == pytest.approx(found.high)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_share_lies_in_its_interval_inside_nought_and_one(counted):
    successes, n = counted

    found = interval.share_interval(successes, n)

    assert 0 <= found.low <= successes / n <= found.high <= 1
    assert interval.share_interval(n - successes, n).low == pytest.approx(1 - found.high, abs=1e-12)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60), st.floats(0.05, 0.95))
def test_order_of_values_does_not_matter_to_a_quantile(values, q):
    assert interval.quantile_interval(values, q) == interval.quantile_interval(sorted(values), q)
