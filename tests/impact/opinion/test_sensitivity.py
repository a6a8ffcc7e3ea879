"""Bounds under drift: by hand, against HonestDiD's ranges, by property."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saindege.impact.effect import Options
from saindege.impact.effect.numbers import estimate_numbers
from saindege.impact.opinion.sensitivity import Question, bound_effect, question_of


def asked(effect: float = -1.0, movements: tuple[float, ...] = (0.1, -0.2), error: float = 0.1) -> Question:
    size = 1 + len(movements)
    return Question(effect, 2.0, np.array(movements), error**2 * np.eye(size), clusters=10_000)


def test_drift_as_large_as_before_widens_the_range_by_its_size_times_the_reach():
    found = bound_effect(asked(), (0.0, 1.0))

    none, same = found.bounds
    assert (none.low, none.high) == (-1.0, -1.0)
    assert (same.low, same.high) == (pytest.approx(-1.4), pytest.approx(-0.6))
    assert (found.largest_before, found.periods_before) == (0.2, 2)
    # The end at the movement of -0.2: -1 + 0.4, and 1.96 errors of both, sqrt(1 + 2^2) * 0.1.
    assert same.ci_high == pytest.approx(-0.6 + 1.9603 * 0.1 * 5**0.5, abs=1e-3)


def test_breakdown_is_where_the_interval_reaches_zero():
    found = bound_effect(asked())

    at, beyond = (bound_effect(asked(), (found.breakdown + step,)).bounds[0] for step in (-1e-6, 1e-6))
    assert at.excludes_zero and not beyond.excludes_zero


def test_an_effect_that_is_not_told_apart_from_zero_has_no_breakdown():
    assert bound_effect(asked(effect=-0.1)).breakdown is None


def test_ranges_equal_those_of_honest_did(references):
    expected = references["honest"]
    effects = {int(time): value for time, value in expected["effects"].items()}
    early = [effects[time] for time in sorted(effects) if time < 0]
    late = [effects[time] for time in sorted(effects) if time >= 0]
    question = Question(
        effect=float(np.mean(late)),
        reach=float(np.mean(np.arange(len(late)) + 1)),
        movements=np.diff(early),
        covariance=np.eye(len(early)),
        clusters=30,
    )

    found = bound_effect(question, [float(strength) for strength in expected["ranges"]])

    ranges = {str(bound.strength): [bound.low, bound.high] for bound in found.bounds}
    assert ranges == {strength: pytest.approx(ends) for strength, ends in expected["ranges"].items()}


@given(strength=st.floats(0, 5), more=st.floats(0, 5))
@settings(max_examples=40, deadline=None)
def test_more_drift_never_narrows_range_or_interval(strength, more):
    less, wider = bound_effect(asked(), (strength, strength + more)).bounds

    assert wider.low <= less.low and wider.high >= less.high
    assert wider.ci_low <= less.ci_low + 1e-12 and wider.ci_high >= less.ci_high - 1e-12


def test_without_drift_the_interval_is_that_of_the_estimate(panel):
    numbers = estimate_numbers(panel, Options(draws=0, permutations=0))

    found = bound_effect(question_of(numbers), (0.0,)).bounds[0]

    assert (found.ci_low, found.ci_high) == (
        pytest.approx(numbers.simple.low),
        pytest.approx(numbers.simple.high),
    )


def test_without_a_movement_before_there_is_no_question(panel):
    dates = np.where(np.isfinite(panel.first_treated), 2.0, np.inf)
    short = replace(panel, first_treated=dates)

    assert question_of(estimate_numbers(short, Options(draws=0, permutations=0))) is None
