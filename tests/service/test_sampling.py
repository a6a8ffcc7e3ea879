"""The classic table of sample sizes, and its ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.base.errors import BadInput
from saindege.service.sampling import sample_size

# Krejcie and Morgan (1970), rows of the published table.
TABLE = {
    10: 10, 20: 19, 30: 28, 40: 36, 50: 44, 60: 52, 70: 59, 80: 66, 90: 73, 100: 80, 110: 86, 120: 92, 130: 97,
    150: 108, 180: 123, 200: 132, 220: 140, 250: 152, 280: 162, 300: 169, 340: 181, 380: 191, 400: 196, 440: 205,
    500: 217, 600: 234, 700: 248, 800: 260, 900: 269, 1000: 278, 1100: 285, 1200: 291, 1500: 306, 1700: 313,
    2000: 322, 2400: 331, 2800: 338, 3000: 341, 4000: 351, 5000: 357, 7000: 364, 10000: 370, 20000: 377,
    50000: 381, 1000000: 384,
}  # fmt: skip


def test_published_table_is_met_row_by_row():
    assert {population: sample_size(population) for population in TABLE} == TABLE


def test_one_person_is_asked_and_a_smaller_error_asks_more():
    assert sample_size(1) == 1
    assert sample_size(1000, error=0.01) == 906


@pytest.mark.parametrize(
    ("population", "error"), [(0, 0.05), (-4, 0.05), (100, 0.0), (100, 1.0), (100, -0.1)]
)
def test_impossible_numbers_are_refused(population, error):
    with pytest.raises(BadInput) as refusal:
        sample_size(population, error=error)

    assert refusal.value.code == "out_of_range"


@given(st.integers(1, 10**9), st.floats(0.001, 0.5))
def test_sample_is_never_larger_than_the_population(population, error):
    assert 1 <= sample_size(population, error=error) <= population
