"""Agreement of observers against values worked out by hand and published ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.delivery.exam.agreement import Agreement, in_words, intraclass, weighted_kappa

# Shrout and Fleiss (1979), table 2: six people, four judges.
PUBLISHED = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


def test_intraclass_correlation_is_that_of_the_published_table():
    found = intraclass(PUBLISHED)

    assert (found.n, found.raters) == (6, 4)
    assert found.icc_single == pytest.approx(0.29, abs=0.005)
    assert found.icc_mean == pytest.approx(0.62, abs=0.005)


def test_weighted_kappa_is_the_hand_worked_value():
    """Four people, levels 1 to 3. Seen: one step apart once, so 1. Expected: sums of rows (2, 1, 1), columns (1, 2, 1):
    (2*2 + 2*1*4 + 1*1 + 1*1 + 1*1*4 + 1*2) / 4 = 20 / 4 = 5. Kappa 1 - 1 / 5.
    """
    assert weighted_kappa([1, 1, 2, 3], [1, 2, 2, 3], levels=3) == pytest.approx(0.8)


def test_observers_who_always_agree_reach_one():
    assert weighted_kappa([1, 2, 4], [1, 2, 4], levels=4) == 1.0
    assert intraclass([[1, 1], [2, 2], [4, 4]]).icc_single == pytest.approx(1.0)


def test_one_stricter_observer_lowers_the_agreement():
    assert intraclass([[1, 2], [2, 3], [3, 4]]).icc_single == pytest.approx(2 / 3)


def test_nothing_can_be_said_of_one_person_or_one_level():
    assert weighted_kappa([1], [1], levels=4) is None
    assert weighted_kappa([2, 2], [2, 2], levels=4) is None
    assert intraclass([[1, 2]]) == Agreement(1, 2, None, None)
    assert intraclass([[2, 2], [2, 2]]).icc_single is None


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=2, max_size=20))
def test_kappa_does_not_care_who_is_named_first(pairs):
    one, other = [pair[0] for pair in pairs], [pair[1] for pair in pairs]

    forth, back = weighted_kappa(one, other, levels=4), weighted_kappa(other, one, levels=4)

    assert forth == back or forth == pytest.approx(back)


def test_coefficients_have_words():
    assert [in_words(value)[1] for value in (0.9, 0.7, 0.5, 0.3, 0.1, -0.1)] == [
        "almost perfect", "substantial", "moderate", "fair", "slight", "worse than chance",
    ]  # fmt: skip
