"""The calendar of Indonesian government offices, against the regulation and the decrees."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from saindege.base import period
from saindege.base.period.office import NoOfficeHours


def week_hours(calendar, monday):
    return sum(calendar.open_seconds(monday + timedelta(days=ahead)) for ahead in range(7)) / 3600


@pytest.mark.parametrize("pattern", ["five_day", "six_day"])
def test_week_has_the_hours_of_the_regulation_and_fewer_in_ramadan(pattern):
    calendar = period.office_calendar(first_year=2026, last_year=2026, pattern=pattern)

    assert week_hours(calendar, date(2026, 11, 2)) == 37.5
    assert week_hours(calendar, date(2026, 3, 2)) == 32.5


def test_friday_breaks_for_ninety_minutes():
    calendar = period.office_calendar(first_year=2026, last_year=2026)

    morning, afternoon = calendar.windows_on(date(2026, 11, 6))

    assert afternoon.opens - morning.closes == 90 * 60


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),
        date(2026, 8, 17),
        date(2026, 12, 25),
        date(2026, 5, 1),
        date(2026, 3, 20),
        date(2026, 12, 24),
        date(2025, 8, 18),
        date(2026, 11, 7),
    ],
)
def test_holidays_joint_leave_and_weekends_are_closed(day):
    assert not period.office_calendar(first_year=2025, last_year=2026).is_working_day(day)


def test_saturday_is_open_in_a_six_day_week_only():
    saturday = date(2026, 11, 7)

    assert period.office_calendar(first_year=2026, last_year=2026, pattern="six_day").is_working_day(saturday)
    assert not period.office_calendar(first_year=2026, last_year=2026).is_working_day(saturday)


def test_known_year_has_no_warning_and_a_far_one_says_what_is_not_known():
    known = period.office_calendar(first_year=2026, last_year=2026)
    far = period.office_calendar(first_year=2040, last_year=2040)

    assert known.warnings == () and known.version.startswith("Perpres 21/2023")
    assert [warning.id.split()[0] for warning in far.warnings] == ["Cuti", "Jam"]


def test_years_before_the_rule_say_so():
    warnings = period.office_calendar(first_year=2020, last_year=2020).warnings

    assert "2023-04-12" in warnings[0].id


@pytest.mark.parametrize(
    "asked",
    [
        {"first_year": 2027, "last_year": 2026},
        {"first_year": 1900, "last_year": 1901},
        {"first_year": 2026, "last_year": 2026, "pattern": "four_day"},
    ],
)
def test_years_or_pattern_that_nobody_knows_are_refused(asked):
    with pytest.raises(NoOfficeHours) as caught:
        period.office_calendar(**asked)

    assert caught.value.code == "out_of_range"
