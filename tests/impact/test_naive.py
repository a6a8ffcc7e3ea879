"""Before and after, which is no effect."""

from __future__ import annotations

import numpy as np
import pytest

from saindege.impact.naive import BeforeAndAfter, before_and_after
from saindege.impact.panel import Panel


def _panel(first: list[float], outcome: list[list[float]]) -> Panel:
    periods = np.arange(len(outcome[0]), dtype=float)
    return Panel(tuple(range(len(first))), periods, np.array(outcome), np.array(first))


def test_comparison_offices_are_read_around_the_dates_of_the_trained() -> None:
    panel = _panel([2.0, np.inf], [[9.0, 7.0, 5.0, 3.0], [8.0, 8.0, 7.0, 7.0]])

    found = before_and_after(panel)

    assert found == BeforeAndAfter(8.0, 4.0, 8.0, 7.0, trained=1, compared=1)
    assert (found.trained_change, found.compared_change) == (-4.0, -1.0)


def test_each_trained_office_counts_the_same() -> None:
    panel = _panel([1.0, 3.0], [[4.0, 2.0, 2.0, 2.0], [10.0, 10.0, 10.0, 7.0]])

    found = before_and_after(panel)

    assert found is not None
    assert (found.trained_before, found.trained_after) == (7.0, 4.5)
    assert found.compared_change is None


def test_months_without_a_figure_are_left_out() -> None:
    panel = _panel([2.0], [[np.nan, 6.0, 4.0, np.nan]])

    found = before_and_after(panel)

    assert found is not None
    assert found.trained_change == pytest.approx(-2.0)


def test_nobody_with_both_sides_gives_nothing() -> None:
    assert before_and_after(_panel([2.0], [[np.nan, np.nan, 4.0, 4.0]])) is None
