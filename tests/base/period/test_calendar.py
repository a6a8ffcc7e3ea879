"""Which days an office is open, and from when to when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.base import period
from saindege.base.period.calendar import NeverOpen

FRIDAY = date(2026, 11, 6)
CLOSED = period.WorkCalendar("Asia/Jakarta", ((),) * 7)
WEEKDAYS_ONLY = period.WorkCalendar(
    "Asia/Jakarta", ((period.Window(0, 3600),),) * 5 + ((), ()), frozenset({date(2026, 8, 17)})
)


def hours(calendar, day):
    return calendar.open_seconds(day) / 3600


def test_hours_of_a_normal_week_with_its_friday(office):
    week = [hours(office, date(2026, 11, 2) + timedelta(days=ahead)) for ahead in range(7)]

    assert week == [7.5, 7.5, 7.5, 7.5, 7.5, 0, 0]
    assert office.windows_on(FRIDAY) == (period.Window(27000, 41400), period.Window(46800, 59400))


def test_exception_changes_the_hours_of_working_days_only_both_ends_included(office):
    assert [hours(office, date(2026, 2, day)) for day in (18, 19, 20, 21)] == [7.5, 6.5, 6.5, 0]
    assert [hours(office, date(2026, 3, day)) for day in (20, 23)] == [6.5, 7.5]


def test_holiday_beats_an_exception(office):
    assert hours(office, date(2026, 3, 19)) == 0
    assert not office.is_working_day(date(2026, 3, 19))


def test_empty_exception_closes_the_office():
    shut = period.WorkCalendar(
        "Asia/Jakarta",
        WEEKDAYS_ONLY.week,
        exceptions=(period.SpecialHours(date(2026, 12, 28), date(2026, 12, 31), ((),) * 7),),
    )

    assert [shut.is_working_day(date(2026, 12, day)) for day in (25, 28, 31)] == [True, False, False]


def test_case_received_on_friday_and_answered_on_monday_took_one_working_day(office):
    assert period.working_days_between(office, FRIDAY, date(2026, 11, 9)) == 1
    assert period.working_days_between(office, FRIDAY, FRIDAY) == 0
    assert period.working_days_between(office, date(2026, 11, 9), FRIDAY) == -1


def test_promise_counts_after_the_day_of_receipt_and_passes_over_a_holiday(office):
    assert period.add_working_days(office, FRIDAY, 3) == date(2026, 11, 11)
    assert period.add_working_days(office, date(2026, 8, 14), 1) == date(2026, 8, 18)
    assert period.add_working_days(office, date(2026, 11, 7), 1) == date(2026, 11, 9)
    assert period.add_working_days(office, date(2026, 11, 7), 0) == date(2026, 11, 7)


def test_calendar_that_never_opens_is_refused_instead_of_searched_for_ever():
    with pytest.raises(NeverOpen) as caught:
        period.add_working_days(CLOSED, FRIDAY, 1)

    assert caught.value.code == "out_of_range"


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 60))
def test_end_of_a_promise_is_a_working_day_that_many_days_on(day, count):
    end = period.add_working_days(WEEKDAYS_ONLY, day, count)

    assert WEEKDAYS_ONLY.is_working_day(end)
    assert period.working_days_between(WEEKDAYS_ONLY, day, end) == count


@given(*[st.dates(date(2026, 1, 1), date(2027, 1, 1))] * 3)
def test_working_days_of_parts_add_up(first, second, third):
    first, second, third = sorted((first, second, third))

    assert period.working_days_between(WEEKDAYS_ONLY, first, third) == period.working_days_between(
        WEEKDAYS_ONLY, first, second
    ) + period.working_days_between(WEEKDAYS_ONLY, second, third)
