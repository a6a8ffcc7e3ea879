"""XmR charts: limits by phase, and the weeks that speak."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.service.control import ControlChart, Phase, Rule, WeekValue, draw_chart
from saindege.service.portrait.rules import load_rules

FIRST = date(2026, 1, 5)
# Twelve weeks make the limits: mean 10, mean moving range 2, limits 10 +- 5.32, sigma 1.773.
BASE = [9.0, 11.0] * 6


def weeks(values: list[float | None]) -> list[WeekValue]:
    return [WeekValue(FIRST + timedelta(weeks=at), 20, value) for at, value in enumerate(values)]


def chart(*later: float | None, decisions: list[tuple[int, str]] = []) -> ControlChart:  # noqa: B006 - only read
    fixed = replace(load_rules(), baseline_weeks=12)
    told = [(FIRST + timedelta(weeks=at), reason) for at, reason in decisions]
    return draw_chart(weeks([*BASE, *later]), told, fixed)


def spoken(found: ControlChart) -> list[tuple[Rule, str, int, int]]:
    def place(day: date) -> int:
        return (day - FIRST).days // 7 - len(BASE)

    return [(one.rule, one.direction, place(one.first_on), place(one.last_on)) for one in found.signals]


def test_limits_are_two_and_two_thirds_mean_moving_ranges_about_the_mean() -> None:
    # Wheeler (2000), chapter 3: 10 +- 2.66 x 2; the moving range's limit is 3.268 x 2.
    (phase,) = chart().phases

    assert (phase.base_weeks, phase.centre, phase.low, phase.high) == (
        12,
        10.0,
        pytest.approx(4.68),
        pytest.approx(15.32),
    )
    assert (phase.range_centre, phase.range_limit, phase.sigma) == (
        2.0,
        pytest.approx(6.536),
        pytest.approx(1.773),
    )


def test_limits_are_those_of_the_handbook() -> None:
    # NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: flow rates of ten batches. It divides by 1.128
    # where Wheeler multiplies by 2.66, so the limits agree to two decimals.
    rates = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]

    (phase,) = draw_chart(weeks(rates), (), replace(load_rules(), least_baseline=10)).phases

    assert phase.centre == pytest.approx(50.81)
    assert (phase.low, phase.high) == pytest.approx((45.8159, 55.8041), abs=0.01)


@pytest.mark.parametrize(
    ("later", "standing", "first_told"),
    [
        ((), "steady", None),
        ((15.4,), "slower", "beyond"),
        ((10.5,) * 8, "slower", "run"),
        ((9.5,) * 8, "faster", "run"),
        ((9.5, *(10.5,) * 7), "steady", None),
        ((4.6,), "improving", "beyond"),
        ((13.6, 9.5, 13.6), "slowing", "two_of_three"),
        ((9.0, 9.3, 9.6, 10.2, 10.4, 10.6), "slowing", "drift"),
        # Eight weeks below the middle outweigh six that rise within them.
        ((9.9, 9.4, 9.0, 9.1, 9.2, 9.3, 9.4, 9.5), "faster", "run"),
        ((15.4, 10.0), "steady", None),
    ],
)
def test_one_word_says_what_the_told_signal_says(
    later: tuple[float, ...], standing: str, first_told: str | None
) -> None:
    found = chart(*later)

    assert found.standing == standing
    assert (found.told[0].rule if found.told else None) == first_told


def test_a_phase_that_is_too_young_has_no_word_yet() -> None:
    assert chart(30.0, 40.0, decisions=[(12, "Loket pindah")]).standing == "unknown"
    assert draw_chart([]).standing == "unknown"


def test_a_week_lies_outside_the_limits_of_its_own_phase() -> None:
    found = chart(15.4, 4.6, None, *[19.0, 21.0] * 6, decisions=[(15, "Aplikasi baru")])

    assert [found.side_of(point) for point in found.points[12:17]] == ["above", "below", None, None, None]


def test_weeks_within_the_limits_say_nothing() -> None:
    assert spoken(chart(9.5, 10.5, 9.0, 11.0)) == []


@pytest.mark.parametrize(
    ("later", "signal"),
    [
        ((11.0, 15.4), ("beyond", "above", 1, 1)),
        ((9.0, 4.6), ("beyond", "below", 1, 1)),
        ((13.6, 9.5, 13.6), ("two_of_three", "above", 0, 2)),
        ((11.9, 12.0, 9.5, 11.8, 11.9), ("four_of_five", "above", 0, 4)),
        ((9.5,) * 8, ("run", "below", 0, 7)),
        ((9.0, 9.3, 9.6, 10.2, 10.4, 10.6), ("drift", "above", 0, 5)),
        ((6.0, 12.6), ("jump", "above", 1, 1)),
    ],
)
def test_each_rule_speaks_by_itself(later: tuple[float, ...], signal: tuple[Rule, str, int, int]) -> None:
    found = chart(*later)

    assert signal in spoken(found)
    assert all(one.is_current for one in found.signals if one.last_on == found.points[-1].monday)


@pytest.mark.parametrize(
    "later",
    [(15.3,), (13.6, 9.5, 9.5, 13.6), (9.5,) * 7 + (10.5,), (9.0, 9.3, 9.6, 10.2, 10.4, 10.3), (6.2, 12.6)],
)
def test_one_less_says_nothing(later: tuple[float, ...]) -> None:
    assert [one for one in spoken(chart(*later)) if one[0] != "two_of_three"] == []


def test_limits_stay_however_long_a_phase_lasts() -> None:
    found = chart(*[20.0] * 100)

    assert found.phases[0].centre == 10.0
    # The last of the first twelve weeks already lay above.
    assert ("run", "above", -1, 99) in spoken(found)


def test_a_decision_begins_limits_of_its_own_and_ends_the_signal() -> None:
    found = chart(*[19.0, 21.0] * 6, decisions=[(12, "Aplikasi baru")])

    assert [(one.begins_on, one.reason, one.centre) for one in found.phases] == [
        (FIRST, "", 10.0),
        (FIRST + timedelta(weeks=12), "Aplikasi baru", 20.0),
    ]
    assert found.signals == ()


def test_a_young_phase_has_no_limits_and_says_nothing() -> None:
    found = chart(30.0, 40.0, decisions=[(12, "Loket pindah")])

    assert found.phases[1] == Phase(FIRST + timedelta(weeks=12), "Loket pindah", 2)
    assert found.signals == ()


def test_a_week_without_a_value_is_passed_over() -> None:
    found = chart(None, 15.4, None)

    assert spoken(found) == [("beyond", "above", 1, 1)]
    assert found.current == found.signals


def test_where_the_lower_limit_is_zero_nothing_lies_below() -> None:
    found = draw_chart(weeks([0.2, 3.0] * 6 + [0.0]), (), replace(load_rules(), baseline_weeks=12))

    assert found.phases[0].low == 0.0
    assert [one.rule for one in found.signals] == []


def test_no_week_has_no_chart() -> None:
    assert draw_chart([]) == ControlChart((), (), ())


@given(st.lists(st.one_of(st.none(), st.floats(0, 1000)), max_size=70))
def test_every_week_stands_in_one_phase_and_signals_lie_inside(values: list[float | None]) -> None:
    found = draw_chart(weeks(values), [(FIRST + timedelta(weeks=20), "x")])

    assert [one.monday for one in found.points] == [one.monday for one in weeks(values)]
    assert all(found.points[0].monday <= one.first_on <= one.last_on for one in found.signals)
