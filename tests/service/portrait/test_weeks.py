"""Weeks and months, by the day on which cases finished."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from saindege.service.portrait import load_rules
from saindege.service.portrait.cases import Cases
from saindege.service.portrait.weeks import list_months, list_weeks

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


def test_a_week_that_is_not_over_is_left_out():
    levels = [6.0] * 20

    series = series_of(levels, until=MONDAY + timedelta(weeks=19, days=2))

    assert series[-1].monday == MONDAY + timedelta(weeks=18)


def test_a_week_with_few_cases_has_no_value():
    weeks = list_weeks(
        cases_of([[6.0] * 4, [], [6.0] * 5]), MONDAY + timedelta(weeks=2, days=6), None, load_rules()
    )

    assert [(week.n, week.median) for week in weeks] == [(4, None), (0, None), (5, 6.0)]


def test_no_finished_case_makes_no_week():
    assert list_weeks(cases_of([]), MONDAY, None, load_rules()) == ()


def test_months_hold_their_cases_with_intervals():
    months = list_months(cases_of([[6.0] * 10, [], [], [], [9.0] * 10]))

    assert [(month.month, month.hours.value, month.hours.n, month.on_time.value) for month in months] == [
        ("2026-01", 6.0, 10, 1.0),
        ("2026-02", 9.0, 10, 0.0),
    ]
