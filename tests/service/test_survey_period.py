"""Quarters, half-years, years."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.service.survey_period import (
    SurveyPeriod,
    WrongPeriod,
    following,
    last_periods,
    parse_period,
    period_of,
    previous,
)

days = st.dates(date(1971, 1, 1), date(2099, 12, 31))
kinds = st.sampled_from(["quarter", "half", "year"])


@pytest.mark.parametrize(
    ("text", "first", "last", "name"),
    [
        ("2026-T3", date(2026, 7, 1), date(2026, 9, 30), "triwulan III 2026"),
        ("2026-s2", date(2026, 7, 1), date(2026, 12, 31), "semester II 2026"),
        (" 2024 ", date(2024, 1, 1), date(2024, 12, 31), "tahun 2024"),
    ],
)
def test_period_is_read_with_its_days_and_its_name(text, first, last, name):
    period = parse_period(text)

    assert (period.first_on, period.last_on, period.name.id) == (first, last, name)
    assert period.code == text.strip().upper()


@pytest.mark.parametrize(
    "text", ["", "2026-T5", "2026-S3", "2026-S0", "26", "2026-T", "2026 T1", "9999", "٢٠٢٦"]
)
def test_another_way_of_writing_is_refused_with_ours(text):
    with pytest.raises(WrongPeriod) as refused:
        parse_period(text)

    assert "2026-T3" in refused.value.sentence.id


@given(days, kinds)
def test_day_lies_in_its_period_and_periods_touch(day, kind):
    period = period_of(day, kind)

    assert period.first_on <= day <= period.last_on
    assert parse_period(period.code) == period
    assert following(previous(period)) == period
    assert following(period).first_on == period.last_on + timedelta(days=1)


def test_last_periods_end_with_that_of_the_day():
    found = last_periods(date(2026, 2, 10), "quarter", 3)

    assert found == [
        SurveyPeriod("quarter", 2025, 3),
        SurveyPeriod("quarter", 2025, 4),
        SurveyPeriod("quarter", 2026, 1),
    ]
