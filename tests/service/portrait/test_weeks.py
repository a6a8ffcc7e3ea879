"""Weeks, the usual range, and what makes a signal."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.service.portrait import load_rules
from saindege.service.portrait.cases import Cases
from saindege.service.portrait.weeks import UsualRange, list_months, list_weeks, usual_range

MONDAY = date(2026, 1, 5)


def cases_of(weekly_hours: list[list[float]]) -> Cases:
    """Make cases that finished on the Wednesdays of consecutive weeks."""
    hours = np.array([hour for week in weekly_hours for hour in week])
    days = [MONDAY + timedelta(weeks=at, days=2) for at, week in enumerate(weekly_hours) for _ in week]
    size = len(hours)
    nothing = np.zeros(size, dtype=np.int64)
    return Cases(
        finished=np.ones(size, dtype=bool),
        first_at=nothing,
        last_at=nothing,
        finished_on=np.array([(day - date(1970, 1, 1)).days for day in days], dtype=np.int64),
        hours=hours,
        on_time=hours <= 8,
        reworked=np.zeros(size, dtype=bool),
        office=np.zeros(size, dtype=np.int32),
    )


def series_of(levels: list[float], until: date | None = None):
    last = MONDAY + timedelta(weeks=len(levels) - 1, days=4)
    return list_weeks(cases_of([[level] * 6 for level in levels]), until or last, None, load_rules())


def test_the_usual_range_is_that_of_the_handbook():
    # NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2: flow rates of ten batches. It divides by 1.128
    # where Wheeler multiplies by 2.66, so the limits agree to two decimals.
    rates = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]

    found = usual_range(rates)

    assert found.centre == pytest.approx(50.81)
    assert (found.low, found.high) == pytest.approx((45.8159, 55.8041), abs=0.01)


def test_no_limit_lies_below_zero():
    assert usual_range([1.0, 9.0, 1.0, 9.0]) == UsualRange(5.0, 0.0, pytest.approx(26.28), 4)


def test_eight_weeks_below_the_centre_are_faster():
    series = series_of([6.0, 7.0] * 8 + [5.9] * 8)

    assert (series.trend, series.run) == ("faster", 8)
    assert series.usual is not None and series.usual.weeks == 16


def test_seven_weeks_below_the_centre_are_no_signal():
    series = series_of([6.0, 7.0] * 8 + [6.6] + [5.9] * 7)

    assert (series.trend, series.run) == ("none", 7)


def test_one_last_week_above_the_range_is_slower():
    series = series_of([6.0, 7.0] * 12 + [12.0])

    assert series.trend == "slower"
    assert series.weeks[-1].outside == "above"


def test_few_weeks_give_no_range_and_no_signal():
    series = series_of([6.0, 7.0] * 8)

    assert (series.usual, series.trend) == (None, "none")


def test_a_week_that_is_not_over_is_left_out():
    levels = [6.0] * 20

    series = series_of(levels, until=MONDAY + timedelta(weeks=19, days=2))

    assert series.weeks[-1].monday == MONDAY + timedelta(weeks=18)


def test_a_week_with_few_cases_has_no_value():
    weeks = list_weeks(
        cases_of([[6.0] * 4, [], [6.0] * 5]), MONDAY + timedelta(weeks=2, days=6), None, load_rules()
    )

    assert [(week.n, week.median) for week in weeks.weeks] == [(4, None), (0, None), (5, 6.0)]


def test_no_finished_case_makes_no_week():
    assert list_weeks(cases_of([]), MONDAY, None, load_rules()).weeks == ()


def test_months_hold_their_cases_with_intervals():
    months = list_months(cases_of([[6.0] * 10, [], [], [], [9.0] * 10]))

    assert [(month.month, month.hours.value, month.hours.n, month.on_time.value) for month in months] == [
        ("2026-01", 6.0, 10, 1.0),
        ("2026-02", 9.0, 10, 0.0),
    ]


@given(st.lists(st.floats(0.1, 100), min_size=2, max_size=40))
def test_the_centre_lies_inside_its_range(values: list[float]):
    found = usual_range(values)

    assert 0 <= found.low <= found.centre + 1e-9
    assert found.centre <= found.high + 1e-9
