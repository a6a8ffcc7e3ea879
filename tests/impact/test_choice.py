"""Doubts about a plan: no comparison, and offices chosen because they were bad, or good."""

from __future__ import annotations

import numpy as np
import pytest

from saindege.impact.choice import doubt_choice, doubt_sizes, look_at_choice


def past(seed: int = 1) -> np.ndarray:
    """Thirty offices in eighteen months: a level each, a common drift, noise without memory."""
    rng = np.random.default_rng(seed)
    return rng.normal(3, 0.3, (30, 1)) + np.cumsum(rng.normal(0, 0.05, 18)) + rng.normal(0, 0.1, (30, 18))


def codes(found) -> list[str]:
    return [notice.code for notice in found]


def test_a_swing_without_memory_is_expected_to_go_back_almost_wholly():
    outcome = past()
    swing = outcome[:, -3:].mean(axis=1) - outcome[:, :-3].mean(axis=1)
    chosen = set(np.argsort(swing)[-10:].tolist())

    found = look_at_choice(outcome, range(30), chosen)

    assert found.recent_gap > 0.07 and found.recent_p < 0.01
    assert found.returning_share > 0.75
    assert found.expected_return == pytest.approx(-found.returning_share * found.recent_gap)
    assert "chosen_after_bad_spell" in codes(doubt_choice(found, "lower"))
    assert "chosen_after_good_spell" in codes(doubt_choice(found, "higher"))


@pytest.mark.parametrize(("better", "code"), [("lower", "chosen_worst"), ("higher", "chosen_best")])
def test_offices_of_the_highest_level_are_named_worst_or_best(better, code):
    outcome = past()
    chosen = set(np.argsort(outcome.mean(axis=1))[-10:].tolist())

    found = look_at_choice(outcome, range(30), chosen)

    assert code in codes(doubt_choice(found, better))


def test_offices_picked_by_lot_seldom_look_chosen_by_the_outcome():
    rng = np.random.default_rng(3)
    looks = [
        look_at_choice(past(seed), range(30), set(rng.permutation(30)[:10].tolist())) for seed in range(60)
    ]

    assert np.mean([look.recent_p < 0.1 for look in looks]) < 0.2
    assert np.mean([look.level_p < 0.1 for look in looks]) < 0.2


def test_hand_worked_gaps():
    # Usual levels 1, 1 against 3, 3; in the last three months the chosen rise by 1 against their usual.
    outcome = np.array([[1, 1, 2, 2, 2], [1, 1, 2, 2, 2], [3, 3, 3, 3, 3], [3, 3, 3, 3, 3.0]])

    found = look_at_choice(outcome, "ABCD", {"A", "B"})

    assert (found.level_gap, found.recent_gap) == (pytest.approx(-2), pytest.approx(1))
    assert (found.chosen, found.others, found.returning_share) == (2, 2, None)


def test_gaps_in_the_past_are_left_out():
    outcome = past()
    outcome[0, :] = np.nan
    outcome[1, -2] = np.nan
    outcome[:, 4] = np.nan

    found = look_at_choice(outcome, range(30), {0, 1, 2})

    assert (found.chosen, found.others) == (2, 27)
    assert np.isfinite([found.level_gap, found.recent_gap, found.returning_share]).all()


@pytest.mark.parametrize(("columns", "chosen"), [(4, {0}), (18, set()), (18, set(range(30)))])
def test_without_a_past_or_one_side_there_is_nothing_to_look_at(columns, chosen):
    assert look_at_choice(past()[:, :columns], range(30), chosen) is None


@pytest.mark.parametrize(
    ("sizes", "waiting", "expected"),
    [
        ([20], 0, ["all_start_at_once", "few_control_units"]),
        ([10, 10], 0, ["nobody_waits"]),
        ([10], 10, []),
        ([3], 20, ["few_treated_units"]),
        ([10], 2, ["few_control_units"]),
    ],
)
def test_what_speaks_against_the_sizes_of_waves(sizes, waiting, expected):
    assert codes(doubt_sizes(sizes, waiting)) == expected
