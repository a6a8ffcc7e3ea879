"""How a change is said."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.impact.outcome import OUTCOMES, Change, UnknownOutcome, change_of, outcome_of, say_change


def test_fewer_hours_are_said_as_faster() -> None:
    hours = outcome_of("working_hours")

    change = change_of(hours, -2.1, (-3.4, -0.8))

    assert change == Change(2.1, 0.8, 3.4, good=True, proven=True)
    assert say_change(hours, change, "id") == "2,1 jam kerja lebih cepat (0,8 sampai 3,4)"
    assert say_change(hours, change, "en") == "2.1 working hours faster (0.8 to 3.4)"


def test_interval_that_holds_zero_shows_its_other_side_and_is_not_proven() -> None:
    satisfaction = outcome_of("satisfaction")

    change = change_of(satisfaction, 1.1, (-1.4, 3.6))

    assert (change.low, change.high, change.proven) == (-1.4, 3.6, False)
    assert say_change(satisfaction, change, "id") == "1,1 poin lebih puas (−1,4 sampai 3,6)"


def test_change_of_a_logarithm_is_shown_in_percent() -> None:
    change = change_of(outcome_of("log_working_hours"), math.log(0.75), (math.log(0.7), math.log(0.8)))

    assert change.size == pytest.approx(25.0)
    assert (change.low, change.high) == (pytest.approx(20.0), pytest.approx(30.0))
    assert change.good


def test_share_is_shown_in_points_and_more_rework_is_bad() -> None:
    rework = outcome_of("rework_share")

    change = change_of(rework, 0.046, None)

    assert say_change(rework, change, "id") == "4,6 poin persen lebih banyak"
    assert not change.good


def test_unknown_outcome_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownOutcome) as refused:
        outcome_of("happiness")

    assert "working_hours" in refused.value.sentence.en


@given(
    st.sampled_from(OUTCOMES),
    st.floats(-2, 2).filter(lambda effect: abs(effect) > 1e-6),
    st.floats(0.0, 2.0),
)
def test_size_is_never_negative_and_lies_within_its_interval(
    outcome: object, effect: float, reach: float
) -> None:
    change = change_of(outcome, effect, (effect - reach, effect + reach))  # type: ignore[arg-type]

    assert change.size > 0
    assert change.low is not None and change.high is not None
    assert change.low <= change.size + 1e-9 and change.size <= change.high + 1e-9
    assert change.proven == (abs(effect) > reach) or abs(abs(effect) - reach) < 1e-9
