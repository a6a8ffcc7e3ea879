"""A share of a finite number of cases from a sample."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.base.interval import share_interval
from saindege.service.finite_share import NotASample, estimate_share_of


@pytest.mark.parametrize(
    ("count", "n", "population", "least", "most"),
    [
        # Inversion of scipy.stats.hypergeom.sf and .cdf at 0.025 over all populations.
        (58, 60, 212, 191, 210),
        (0, 10, 50, 0, 13),
        (10, 10, 50, 37, 50),
        (5, 10, 12, 5, 7),
        (90, 100, 5000, 4123, 4752),
    ],
)
def test_the_exact_interval_is_every_population_that_the_sample_does_not_contradict(
    count: int, n: int, population: int, least: int, most: int
) -> None:
    found = estimate_share_of(count, n, population)

    assert (found.exact.low * population, found.exact.high * population) == pytest.approx((least, most))


def test_two_of_three_in_four_by_hand() -> None:
    # One case is unseen: 2 or 3 of the 4 are right, and neither is unlikely.
    found = estimate_share_of(2, 3, 4)

    assert (found.value, found.exact.low, found.exact.high) == (2 / 3, 0.5, 0.75)


def test_whoever_checked_everything_knows() -> None:
    found = estimate_share_of(27, 30, 30)

    assert (found.exact.low, found.exact.high, found.wilson.low, found.wilson.high) == (0.9, 0.9, 0.9, 0.9)


def test_from_a_great_many_the_correction_vanishes() -> None:
    plain, found = share_interval(90, 100), estimate_share_of(90, 100, 10_000_000).wilson

    assert (found.low, found.high) == pytest.approx((plain.low, plain.high), abs=1e-5)


@pytest.mark.parametrize(("count", "n", "population"), [(-1, 5, 9), (6, 5, 9), (5, 10, 9), (0, 0, 9)])
def test_what_is_no_sample_is_refused(count: int, n: int, population: int) -> None:
    with pytest.raises(NotASample) as caught:
        estimate_share_of(count, n, population)

    assert caught.value.code == "out_of_range"


@given(st.data())
def test_the_share_lies_in_its_intervals_and_they_in_what_is_possible(data: st.DataObject) -> None:
    population = data.draw(st.integers(1, 300))
    n = data.draw(st.integers(1, population))
    count = data.draw(st.integers(0, n))

    found = estimate_share_of(count, n, population)

    for ends in (found.exact, found.wilson):
        assert count / population - 1e-9 <= ends.low <= ends.high <= 1 - (n - count) / population + 1e-9
    # A population holds whole cases: the share may fall between two of them.
    one = 1 / population
    assert found.exact.low - one < found.value < found.exact.high + one
