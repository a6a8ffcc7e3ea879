"""Correction for several questions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.impact.multiple import holm


def test_hand_worked_example() -> None:
    corrected = holm({"time": 0.01, "rework": 0.04, "satisfaction": 0.03, "lateness": 0.005})

    # 4 x 0.005, 3 x 0.01, 2 x 0.03, then 1 x 0.04 may not fall below the one before.
    assert corrected == pytest.approx({"lateness": 0.02, "time": 0.03, "satisfaction": 0.06, "rework": 0.06})


def test_one_question_needs_no_correction() -> None:
    assert holm({"time": 0.2}) == {"time": 0.2}


def test_no_question_gives_no_answer() -> None:
    assert holm({}) == {}


@given(st.dictionaries(st.text(min_size=1), st.floats(0, 1), min_size=1, max_size=9))
def test_correction_never_makes_evidence_stronger_and_keeps_the_order(p_values: dict[str, float]) -> None:
    corrected = holm(p_values)

    assert all(p_values[name] <= corrected[name] <= 1 for name in p_values)
    by_raw = sorted(p_values, key=lambda name: (p_values[name], name))
    assert [corrected[name] for name in by_raw] == sorted(corrected.values())
