"""Open time between moments: by hand, across a change of the zone's offset, and against a plain count."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.base import period
from saindege.base.period.clock import microseconds

JAKARTA = timezone(timedelta(hours=7))
ALL_DAY = (period.Window(0, 86_400),)
AMSTERDAM = period.WorkCalendar("Europe/Amsterdam", (ALL_DAY,) * 7)
SHIFTS = period.WorkCalendar(
    "Asia/Jakarta",
    (
        (period.Window(27000, 43200), period.Window(46800, 57600)),
        (period.Window(0, 10),),
        (),
        ALL_DAY,
        (period.Window(86_390, 86_400),),
        (),
        (),
    ),
    frozenset({date(2026, 1, 15)}),
)


def hours(calendar, start, end):
    return period.working_seconds_between(calendar, start, end) / 3600


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (datetime(2026, 11, 2, 11, 30), datetime(2026, 11, 2, 13, 30), 1.0),
        (datetime(2026, 11, 6, 11, 0), datetime(2026, 11, 6, 13, 30), 1.0),
        (datetime(2026, 11, 6, 16, 0), datetime(2026, 11, 9, 8, 0), 1.0),
        (datetime(2026, 8, 14, 15, 0), datetime(2026, 8, 18, 9, 0), 3.0),
        (datetime(2026, 11, 7, 9, 0), datetime(2026, 11, 8, 17, 0), 0.0),
        (datetime(2026, 11, 2, 0, 0), datetime(2026, 11, 9, 0, 0), 37.5),
        (datetime(2026, 3, 18, 14, 0), datetime(2026, 3, 20, 9, 0), 2.0),
        (datetime(2026, 11, 2, 13, 30), datetime(2026, 11, 2, 11, 30), -1.0),
    ],
)
def test_working_hours_worked_out_by_hand(office, start, end, expected):
    assert hours(office, start, end) == expected


def test_moment_with_offset_and_moment_without_mean_the_same_instant(office):
    plain = hours(office, datetime(2026, 11, 2, 8), datetime(2026, 11, 2, 10))
    shifted = hours(office, datetime(2026, 11, 2, 1, tzinfo=UTC), datetime(2026, 11, 2, 10, tzinfo=JAKARTA))

    assert plain == shifted == 2.0


def test_day_of_twenty_three_and_of_twenty_five_hours_counts_what_elapsed():
    assert hours(AMSTERDAM, datetime(2026, 3, 29), datetime(2026, 3, 30)) == 23
    assert hours(AMSTERDAM, datetime(2026, 10, 25), datetime(2026, 10, 26)) == 25
    assert hours(AMSTERDAM, datetime(2026, 7, 1), datetime(2026, 7, 2)) == 24


def test_clock_is_exact_to_the_microsecond(office):
    start = datetime(2026, 11, 2, 11, 59, 59, 999_999)

    assert period.working_seconds_between(office, start, datetime(2026, 11, 2, 13, 0, 0, 1)) == 2e-6


def test_working_dates_begun_are_counted_for_many_moments(office):
    clock = period.WorkClock(office, date(2026, 8, 14), date(2026, 8, 19))
    moments = np.array([microseconds(datetime(2026, 8, day, 9), office) for day in (14, 15, 17, 18, 19)])

    assert clock.working_days(moments).tolist() == [1, 1, 1, 2, 3]


def test_shape_is_kept_and_nothing_gives_nothing(office):
    clock = period.WorkClock(office, date(2026, 11, 2), date(2026, 11, 3))
    at = microseconds(datetime(2026, 11, 2, 8, 30), office)

    assert clock.working_seconds(np.full((2, 3), at)).tolist() == [[3600.0] * 3] * 2
    assert clock.working_microseconds(np.zeros(0, dtype=np.int64)).size == 0


@pytest.mark.parametrize("moment", [datetime(2026, 11, 1, 23, 59, 59), datetime(2026, 11, 4)])
def test_moment_outside_the_days_of_the_clock_is_refused(office, moment):
    clock = period.WorkClock(office, date(2026, 11, 2), date(2026, 11, 3))

    with pytest.raises(period.OutsideClock) as caught:
        clock.working_seconds(np.array([microseconds(moment, office)]))

    assert caught.value.code == "out_of_range"


MOMENTS = st.datetimes(datetime(2026, 1, 5), datetime(2026, 1, 20)).map(lambda at: at.replace(microsecond=0))


@given(MOMENTS, MOMENTS)
def test_clock_agrees_with_a_plain_sum_over_windows(start, end):
    start, end = sorted((start, end))
    expected = 0.0
    day = start.date()
    while day <= end.date():
        midnight = datetime.combine(day, datetime.min.time())
        for window in SHIFTS.windows_on(day):
            opens, closes = (
                midnight + timedelta(seconds=window.opens),
                midnight + timedelta(seconds=window.closes),
            )
            expected += max(0.0, (min(closes, end) - max(opens, start)).total_seconds())
        day += timedelta(days=1)

    assert period.working_seconds_between(SHIFTS, start, end) == expected


@given(MOMENTS, MOMENTS, MOMENTS)
def test_time_of_parts_adds_up_and_never_runs_back(first, second, third):
    first, second, third = sorted((first, second, third))

    whole = period.working_seconds_between(SHIFTS, first, third)
    parts = [
        period.working_seconds_between(SHIFTS, first, second),
        period.working_seconds_between(SHIFTS, second, third),
    ]

    assert whole == sum(parts) and min(parts) >= 0
    assert whole <= (third - first).total_seconds()
