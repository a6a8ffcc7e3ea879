"""Periods as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.impact import periods
from saindege.impact.periods import Scale

MARCH = 2026 * 12 + 2


@pytest.mark.parametrize(
    "text", ["2026-03", "2026/03", "202603", "03/2026", "3-2026", "Maret 2026", "mar 2026", "March 2026", "2026 Maret"]
)  # fmt: skip
def test_month_is_read_however_it_is_written(text):
    assert periods.month_of(text) == MARCH


@pytest.mark.parametrize("text", ["2026-13", "Marat 2026", "2026", "17 Maret 2026", "", "5.351"])
def test_what_is_no_month_is_not_read_as_one(text):
    assert periods.month_of(text) is None


@pytest.mark.parametrize(
    "text", ["2026-Q1", "2026 Q1", "Q1 2026", "TW I 2026", "Triwulan 1 2026", "Kuartal I 2026"]
)
def test_quarter_is_read_however_it_is_written(text):
    assert periods.quarter_of(text) == 2026 * 4


@pytest.mark.parametrize("text", [None, "", "0", "0.0", "never", "Belum", "tidak pernah", "NA", "inf", "-"])
def test_many_words_say_that_a_unit_was_never_trained(text):
    assert periods.is_never(text)


@pytest.mark.parametrize("text", ["2004", "2026-03", "besok", "10"])
def test_a_date_or_an_unknown_word_is_not_never(text):
    assert not periods.is_never(text)


def test_months_that_lie_three_apart_are_one_step_apart():
    scale = periods.scale_of([MARCH, MARCH + 3, MARCH + 9], "month")

    assert scale == Scale("month", MARCH, 3)
    assert [scale.position(place) for place in (MARCH, MARCH + 3, MARCH + 5, MARCH + 9)] == [1, 2, 2, 4]
    assert [scale.label(position) for position in (1, 2, 4)] == ["2026-03", "2026-06", "2026-12"]


def test_what_lies_before_the_first_period_counts_as_the_first_and_never_as_zero():
    scale = periods.scale_of([MARCH, MARCH + 1], "month")

    assert scale.position(MARCH - 7) == 1


def test_days_on_the_same_day_of_each_month_are_months_and_weeks_are_not():
    firsts = [date(2026, month, 1) for month in (1, 2, 3)]
    lasts = [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]
    weeks = [date(2026, 1, 5), date(2026, 1, 12), date(2026, 1, 19)]

    assert [periods.days_kind(days) for days in (firsts, lasts, weeks)] == ["month", "month", "day"]


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_label_of_a_month_is_read_back_as_the_same_month(day):
    place = periods.place_of_day(day, "month")
    label = Scale("month", place, 1).label(1)

    assert periods.month_of(label) == place
