"""Where each row of a long panel belongs."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from saindege.impact.layout import lay_out
from saindege.impact.panel import LongColumns, build_panel


def test_rows_one_unit_after_the_other_lie_in_the_matrix_already() -> None:
    laid = lay_out(np.array(["a", "a", "b", "b"]), np.array([1.0, 2.0, 1.0, 2.0]))

    assert (laid.labels.tolist(), laid.periods.tolist()) == (["a", "b"], [1.0, 2.0])
    assert laid.cell is None
    assert_array_equal(laid.wide([1, 2, 3, np.inf]), [[1, 2], [3, np.nan]])


def test_a_unit_without_a_period_is_placed_by_its_codes() -> None:
    laid = lay_out(np.array(["a", "a", "b"]), np.array([1.0, 2.0, 2.0]))

    assert_array_equal(laid.wide([1, 2, 3]), [[1, 2], [np.nan, 3]])
    assert laid.unit_of(2) == 1


def test_units_out_of_order_are_not_taken_for_blocks() -> None:
    laid = lay_out(np.array(["b", "b", "a", "a"]), np.array([1.0, 2.0, 1.0, 2.0]))

    assert laid.labels.tolist() == ["a", "b"]
    assert_array_equal(laid.wide([1, 2, 3, 4]), [[3, 4], [1, 2]])


def test_a_unit_that_comes_back_later_shares_its_periods_with_itself() -> None:
    laid = lay_out(np.array([1, 1, 2, 2, 1, 1]), np.array([1.0, 2.0, 1.0, 2.0, 1.0, 2.0]))

    assert laid.repeated().tolist() == [0, 1, 4, 5]


@given(st.integers(1, 6), st.integers(2, 5), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(units: int, periods: int, random: object) -> None:
    unit, time = (found.ravel() for found in np.indices((units, periods)))
    first = np.where(unit % 2 == 0, 1, 0)
    outcome = np.arange(len(unit), dtype=np.float64)
    order = list(range(len(unit)))
    random.shuffle(order)  # type: ignore[attr-defined]

    kept = build_panel(LongColumns(unit, time, outcome, first))
    shuffled = build_panel(LongColumns(unit[order], time[order], outcome[order], first[order]))

    assert kept.units == shuffled.units
    assert_array_equal(kept.outcome, shuffled.outcome)
    assert_array_equal(kept.first_treated, shuffled.first_treated)
