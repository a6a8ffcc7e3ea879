"""Series of meetings."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.base import period
from saindege.programme import series
from saindege.programme.series import Pattern

CALENDAR = period.office_calendar(first_year=2026, last_year=2028)


def test_series_leaves_out_christmas_and_its_joint_leave():
    # Thursdays and Fridays from 17 December 2026; 24 is joint leave, 25 a holiday, 1 January too.
    pattern = Pattern(date(2026, 12, 17), frozenset({3, 4}), meetings=4)

    days = series.days_of(pattern, CALENDAR)

    assert days == [[date(2026, 12, 17), date(2026, 12, 18), date(2026, 12, 31), date(2027, 1, 7)]]
    assert series.skipped(pattern, CALENDAR, days[0]) == [
        date(2026, 12, 24), date(2026, 12, 25), date(2027, 1, 1),
    ]  # fmt: skip


def test_groups_meet_on_the_same_days_or_one_after_another():
    together = Pattern(date(2026, 11, 30), frozenset({0}), meetings=1, groups=2)
    after = Pattern(date(2026, 11, 30), frozenset({0}), meetings=1, groups=2, days_between_groups=7)

    assert series.days_of(together, CALENDAR) == [[date(2026, 11, 30)], [date(2026, 11, 30)]]
    assert series.days_of(after, CALENDAR) == [[date(2026, 11, 30)], [date(2026, 12, 7)]]


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        (Pattern(date(2026, 1, 5), frozenset(), 3), "Pilih paling sedikit satu hari"),
        (Pattern(date(2026, 1, 5), frozenset({9}), 3), "Pilih paling sedikit satu hari"),
        (Pattern(date(2026, 1, 5), frozenset({0}), 0), "1 sampai 60 pertemuan"),
        (Pattern(date(2026, 1, 5), frozenset({0}), 2, groups=13), "1 sampai 12 kelompok"),
        (Pattern(date(2026, 1, 3), frozenset({6}), 2), "Pilih hari kerja"),
    ],
)
def test_impossible_series_says_what_to_change(pattern, said):
    with pytest.raises(series.SeriesRefused, match=said):
        series.days_of(pattern, CALENDAR)


@given(
    first=st.dates(date(2026, 1, 1), date(2027, 6, 30)),
    weekdays=st.frozensets(st.integers(0, 4), min_size=1),
    meetings=st.integers(1, 20),
)
def test_every_meeting_falls_on_a_chosen_working_day_in_order(first, weekdays, meetings):
    (days,) = series.days_of(Pattern(first, weekdays, meetings), CALENDAR)

    assert len(days) == meetings
    assert days == sorted(set(days)) and days[0] >= first
    assert all(day.weekday() in weekdays and CALENDAR.is_working_day(day) for day in days)
