"""Different people in each period: by hand, against csdid, by property."""

from __future__ import annotations

import numpy as np
import pytest

from saindege.impact.effect import Options
from saindege.impact.opinion.cross_sections import estimate_cross_sections


def columns(rows):
    return tuple([float(row[name]) for row in rows] for name in ("period", "log_hours", "first_treated"))


def test_four_means_make_the_effect():
    time = [1, 1, 2, 2, 1, 1, 2, 2, 2]
    outcome = [10, 12, 6, 8, 5, 5, 6, 6, 6]
    first = [2, 2, 2, 2, 0, 0, 0, 0, 0]

    found = estimate_cross_sections(time, outcome, first)

    assert found.simple.att == pytest.approx((7 - 11) - (6 - 5))
    assert (found.rows, len(found.cells), found.dropped) == (9, 1, 0)


@pytest.mark.parametrize("control", ["never", "notyet"])
def test_figures_equal_those_of_csdid_without_a_panel(rows, references, control):
    found = estimate_cross_sections(*columns(rows), options=Options(control=control))

    expected = references["cross_sections"][control]
    assert found.simple.att == pytest.approx(expected["att"], abs=1e-12)
    assert found.simple.se == pytest.approx(expected["se"], abs=1e-12)


def test_people_of_one_office_count_together(rows):
    offices = [row["unit"] for row in rows]

    found = estimate_cross_sections(*columns(rows), cluster=offices)

    assert found.clusters == 30
    # Levels of the offices cancel within a balanced office, so that the error shrinks here.
    assert 0 < found.simple.se < estimate_cross_sections(*columns(rows)).simple.se


def test_a_period_without_people_on_one_side_is_dropped():
    time, first = np.array([1, 1, 2, 2, 3, 3.0]), np.array([2, 0, 2, 0, 0, 0])

    found = estimate_cross_sections(time, np.arange(6.0), first)

    assert [(group, at) for group, at, _ in found.cells] == [(2.0, 2.0)]


def test_rows_without_a_number_are_left_out_and_no_nan_leaves(rows):
    time, outcome, first = columns(rows)

    found = estimate_cross_sections(time, [float("nan"), *outcome[1:]], first)

    assert found.rows == 179
    assert np.isfinite([found.simple.att, found.simple.se]).all()
