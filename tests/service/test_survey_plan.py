"""How many answers a service still needs."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from saindege.service.survey_plan import SamplePlan, plan_sample

YEAR = {"first_on": date(2026, 1, 1), "last_on": date(2026, 12, 31)}


def test_half_way_through_worked_by_hand():
    # 1000 served: the table says 278; 118 came; 160 are missing in 184 days, 27 weeks: 6.09 a week.
    # 1000 * 184 / 365 = 504 citizens to come; half of those asked answer, so 320 must be asked: every first.
    plan = plan_sample(1000, 118, today=date(2026, 7, 1), **YEAR)

    assert plan == SamplePlan(1000, 278, 118, 160, 7, 1, "ask_all")


def test_a_large_service_asks_every_so_manieth():
    # 20000 served: 377; none came; half a year is left: 10082 to come, 754 to ask: every 13th.
    plan = plan_sample(20000, 0, today=date(2026, 7, 1), **YEAR)

    assert (plan.needed, plan.missing, plan.a_week, plan.one_in, plan.advice) == (
        377,
        377,
        15,
        13,
        "ask_some",
    )


def test_enough_is_enough_and_a_period_that_is_over_gives_no_pace():
    enough = plan_sample(1000, 278, today=date(2026, 7, 1), **YEAR)
    over = plan_sample(1000, 100, today=date(2027, 1, 1), **YEAR)

    assert (enough.missing, enough.advice) == (0, "enough")
    assert (over.missing, over.a_week, over.one_in) == (178, None, None)


def test_without_a_log_the_least_that_may_be_shown_is_asked_for():
    plan = plan_sample(None, 4, today=date(2026, 7, 1), **YEAR)

    assert plan == SamplePlan(None, 10, 4, 6, None, None, "unknown")


@given(st.integers(0, 10**6), st.integers(0, 2000), st.dates(date(2025, 6, 1), date(2027, 6, 1)))
def test_needed_answers_never_outnumber_those_served(served, had, today):
    plan = plan_sample(served, had, today=today, **YEAR)

    assert plan.needed <= served
    assert plan.missing == max(0, plan.needed - had)
    assert plan.one_in is None or plan.one_in >= 1
