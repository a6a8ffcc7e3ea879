"""What can be no panel, and who is left out of it."""

from __future__ import annotations

import numpy as np
import pytest

from saindege.base.errors import BadInput
from saindege.impact.panel import LongColumns, NothingToEstimate, build_panel


def long(rows: list[tuple[str, int, float, float]], **more) -> LongColumns:
    unit, time, outcome, first = zip(*rows, strict=True)
    return LongColumns(list(unit), list(time), list(outcome), list(first), **more)


def rows_of(first: dict[str, float], periods: int = 3) -> list[tuple[str, int, float, float]]:
    return [(unit, t, 1.0 * t, g) for unit, g in first.items() for t in range(1, periods + 1)]


def test_first_treated_zero_blank_or_endless_means_never():
    panel = build_panel(long(rows_of({"A": 2, "B": 0, "C": np.nan, "D": np.inf})))

    assert panel.first_treated.tolist() == [2, np.inf, np.inf, np.inf]


def test_units_treated_in_the_first_period_are_left_out_and_counted():
    panel = build_panel(long(rows_of({"A": 1, "B": 2, "C": 0})))

    assert (panel.units, panel.left_out) == (("B", "C"), 1)


def test_anticipation_leaves_out_who_has_no_clean_period():
    panel = build_panel(long(rows_of({"A": 2, "B": 3, "C": 0})), anticipation=1)

    assert (panel.units, panel.left_out) == (("B", "C"), 1)


def test_unit_without_a_period_or_an_outcome_is_incomplete():
    rows = [row for row in rows_of({"A": 2, "B": 0, "C": 0}) if row[:2] != ("B", 2)]
    rows[-1] = ("C", 3, np.inf, 0)

    panel = build_panel(long(rows))

    assert panel.incomplete == 2 and np.isnan(panel.outcome[1, 1]) and np.isnan(panel.outcome[2, 2])


def test_all_contradictions_are_named_at_once_with_their_rows():
    rows = [*rows_of({"A": 2, "B": 0}), ("A", 1, 5.0, 2), ("B", 4, 5.0, 3)]

    with pytest.raises(BadInput) as refusal:
        build_panel(long(rows))

    found = [(problem.code, problem.row, problem.column) for problem in refusal.value.problems]
    assert found == [("duplicate", 8, "unit"), ("conflict", 9, "first_treated")]


@pytest.mark.parametrize(
    "rows",
    [
        rows_of({"A": 1, "B": 1}),
        rows_of({"A": 1, "B": 0}),
        rows_of({"A": 0, "B": 0}),
        rows_of({"A": 9, "B": 0}),
        rows_of({"A": 1, "B": 0}, periods=1),
    ],
)
def test_panel_without_any_comparison_over_time_is_refused_with_what_to_do(rows):
    with pytest.raises(NothingToEstimate) as refusal:
        build_panel(long(rows))

    assert refusal.value.code == "nothing_to_estimate"
    assert any(word in refusal.value.sentence.id for word in ("Tambahkan", "Periksa"))
