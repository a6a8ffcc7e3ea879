"""Clocks of complaints, in working days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.base.period import WorkCalendar, office_calendar
from saindege.service.complaint import Standing, StepRefused, Steps, load_rules, require_in_order, standing_of

CALENDAR: WorkCalendar = office_calendar(first_year=2025, last_year=2028)
MONDAY = date(2026, 11, 16)


def test_new_complaint_is_due_to_be_passed_on_in_three_working_days():
    # Received on Monday: Tuesday, Wednesday, Thursday; the answer after five working days is Monday next.
    standing = standing_of(Steps(MONDAY), "NORMATIVE", calendar=CALENDAR, today=date(2026, 11, 17))

    assert standing == Standing("received", date(2026, 11, 19), date(2026, 11, 23), 2, False, False)


def test_a_light_complaint_is_answered_before_it_would_be_passed_on():
    standing = standing_of(Steps(MONDAY), "LIGHT", calendar=CALENDAR, today=MONDAY)

    assert (standing.due_on, standing.answer_due_on) == (date(2026, 11, 18), date(2026, 11, 18))


def test_weekend_and_holiday_do_not_count():
    # Received on Wednesday 23 December 2026: 24 and 25 December are joint leave and Christmas, then a weekend.
    standing = standing_of(Steps(date(2026, 12, 23)), "LIGHT", calendar=CALENDAR, today=date(2026, 12, 28))

    assert standing.due_on == date(2026, 12, 29)
    assert not standing.is_overdue


def test_past_its_day_a_complaint_is_overdue_until_it_is_answered():
    steps = Steps(MONDAY, forwarded_on=date(2026, 11, 17))

    late = standing_of(steps, "NORMATIVE", calendar=CALENDAR, today=date(2026, 11, 25))
    answered = standing_of(
        Steps(MONDAY, date(2026, 11, 17), date(2026, 11, 25)),
        "NORMATIVE",
        calendar=CALENDAR,
        today=date(2026, 11, 25),
    )

    assert (late.state, late.days_left, late.is_overdue, late.answered_late) == ("forwarded", -2, True, True)
    assert (answered.state, answered.due_on, answered.is_overdue, answered.answered_late) == (
        "answered",
        date(2026, 12, 9),
        False,
        True,
    )


def test_closed_complaint_waits_for_nothing():
    steps = Steps(MONDAY, MONDAY, date(2026, 11, 18), date(2026, 11, 30))

    standing = standing_of(steps, "NORMATIVE", calendar=CALENDAR, today=date(2027, 6, 1))

    assert standing == Standing("closed", None, date(2026, 11, 23), None, False, False)


@given(
    st.dates(date(2026, 1, 1), date(2027, 6, 30)),
    st.sampled_from([clock.code for clock in load_rules().clocks]),
    st.integers(0, 120),
)
def test_next_step_is_never_due_before_receipt_nor_after_the_answer(received, clock, later):
    standing = standing_of(Steps(received), clock, calendar=CALENDAR, today=received + timedelta(days=later))

    assert standing.due_on is not None
    assert received < standing.due_on <= standing.answer_due_on
    assert standing.is_overdue == (received + timedelta(days=later) > standing.due_on)


@pytest.mark.parametrize(
    ("steps", "column"),
    [
        (Steps(date(2026, 11, 25)), "received_on"),
        (Steps(MONDAY, date(2026, 11, 13)), "forwarded_on"),
        (Steps(MONDAY, None, date(2026, 11, 13)), "answered_on"),
        (Steps(MONDAY, None, date(2026, 11, 18), date(2026, 11, 17)), "closed_on"),
    ],
)
def test_steps_out_of_order_or_in_the_future_are_refused(steps, column):
    with pytest.raises(StepRefused) as refused:
        require_in_order(steps, today=date(2026, 11, 24))

    assert refused.value.problems[0].column == column
