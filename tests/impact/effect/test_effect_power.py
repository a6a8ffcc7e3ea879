"""What a plan could show, tried out on the offices' own past."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from saindege.impact.effect import Options, estimate_effect
from saindege.impact.effect.power import PlanDoesNotFit, move_into_past, plan_power
from saindege.impact.panel import LongColumns, build_panel
from saindege.impact.panel_columns import PanelColumns
from saindege.impact.panel_file import read_long


def past(
    seed: int = 1, *, noise: float = 0.1, dates: tuple[float, ...] = (0,) * 12 + (13,) * 6 + (15,) * 6
) -> LongColumns:
    """Offices over twelve months without any training; plans for months to come."""
    rng = np.random.default_rng(seed)
    outcome = rng.normal(3, 0.4, (len(dates), 1)) + rng.normal(0, noise, (len(dates), 12))
    units, times = np.indices(outcome.shape)
    return LongColumns(units.ravel(), times.ravel() + 1, outcome.ravel(), np.repeat(dates, 12))


def test_plan_is_moved_back_until_its_follow_up_lies_in_the_past():
    moved, shift = move_into_past(past(), follow_up=3)

    # The last wave of month 15 begins in month 10, of which 10, 11 and 12 follow.
    assert shift == 5
    assert np.unique(moved.first_treated).tolist() == [0, 8, 10]


def test_dates_within_the_data_stay_and_are_remarked_upon():
    long = past(dates=(0,) * 12 + (6,) * 12)

    moved, shift = move_into_past(long, follow_up=3)
    found = plan_power(build_panel(moved), Options(), moved_back=shift)

    assert (moved, shift) == (long, 0)
    assert [notice.code for notice in found.notices] == ["dates_within_panel"]


def test_false_alarms_are_few_and_power_grows_with_the_effect():
    moved, shift = move_into_past(past(), follow_up=3)

    found = plan_power(build_panel(moved), Options(), moved_back=shift, follow_up=3)

    powers = [point.power for point in found.curve]
    assert powers[0] <= 0.055 and powers == sorted(powers) and powers[-1] > 0.99
    assert found.minimum_detectable_effect < 0 and found.curve[5].effect == found.minimum_detectable_effect
    assert powers[5] == pytest.approx(0.8, abs=0.01)
    assert (found.treated_units, found.control_units, found.periods, found.notices) == (12, 12, 12, ())


def test_smallest_effect_is_seen_as_often_as_promised_when_it_truly_comes():
    moved, _ = move_into_past(past(), follow_up=3)
    smallest = plan_power(build_panel(moved), Options()).minimum_detectable_effect
    rng = np.random.default_rng(9)

    seen = 0
    for seed in range(100, 260):
        long = past(seed, dates=tuple(rng.permutation([0] * 12 + [8] * 6 + [10] * 6)))
        treated = (np.asarray(long.first_treated) > 0) & (
            np.asarray(long.time) >= np.asarray(long.first_treated)
        )
        panel = build_panel(replace(long, outcome=np.asarray(long.outcome) + smallest * treated))
        seen += estimate_effect(panel, Options(draws=0, permutations=0)).numbers.simple.excludes_zero

    # 160 draws: three standard errors of a share of 0.8 are 0.095.
    assert 0.70 <= seen / 160 <= 0.90


def test_twice_the_noise_needs_twice_the_effect_in_the_good_direction():
    long = past()
    double = replace(long, outcome=2 * np.asarray(long.outcome))

    lower, higher = (
        plan_power(build_panel(move_into_past(one, 3)[0]), Options(better=better))
        for one, better in ((long, "lower"), (double, "higher"))
    )

    assert higher.error == pytest.approx(2 * lower.error)
    assert lower.minimum_detectable_effect < 0 < higher.minimum_detectable_effect
    assert higher.share_of_mean == pytest.approx(lower.share_of_mean, rel=0.25)


def test_longer_follow_up_shows_smaller_effects():
    short, long = (
        plan_power(build_panel(move_into_past(past(), follow_up)[0]), Options()) for follow_up in (1, 6)
    )

    assert abs(long.minimum_detectable_effect) < abs(short.minimum_detectable_effect)


def test_few_offices_are_remarked_upon():
    moved, shift = move_into_past(past(dates=(0,) * 4 + (13,) * 4), follow_up=3)

    found = plan_power(build_panel(moved), Options(), moved_back=shift)

    assert {notice.code for notice in found.notices} == {"few_treated_units", "few_control_units"}
    assert found.exact and found.draws == 70


@pytest.mark.parametrize(
    ("dates", "follow_up", "word"),
    [
        ((0,) * 12, 3, "direncanakan"),
        ((0,) * 6 + (13,) * 3 + (23,) * 3, 3, "Masa lalu terlalu pendek"),
    ],
)
def test_plan_that_cannot_be_tried_is_refused_with_what_to_do(dates, follow_up, word):
    with pytest.raises(PlanDoesNotFit) as refusal:
        move_into_past(past(dates=dates), follow_up)

    assert word in refusal.value.sentence.id and refusal.value.code == "nothing_to_estimate"


def test_plan_to_train_everybody_at_once_is_refused():
    moved, _ = move_into_past(past(dates=(13,) * 12), follow_up=3)

    with pytest.raises(PlanDoesNotFit, match="pembanding"):
        plan_power(build_panel(moved), Options())


@pytest.mark.data
def test_a_fifth_less_is_seen_on_a_real_panel(data_files):
    read = read_long(
        data_files / "panel_hosp45_const20.csv", PanelColumns("unit", "period", "y", "first_treated")
    )
    first, time = (np.asarray(column) for column in (read.long.first_treated, read.long.time))
    untreated = np.asarray(read.long.outcome) - np.log(0.8) * ((first > 0) & (time >= first))

    found = plan_power(
        read.build(replace(read.long, outcome=untreated)), Options(), effects=(0.0, float(np.log(0.8)))
    )

    # Elsewhere -20 % was seen in 99.7 % of draws on this panel, with 4.0 % false alarms.
    assert found.curve[0].power <= 0.05 and found.curve[1].power >= 0.98
