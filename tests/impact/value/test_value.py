"""Full cost, hours saved, break-even; nothing is counted from an effect that is not proven."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.impact.value import (
    CostInputs,
    EffectPerCase,
    Range,
    Stream,
    effect_per_case,
    full_cost,
    load,
    weigh,
)
from saindege.impact.value.rulebook import RangeRefused, read

COST = CostInputs(30e6, 6e6, 4e6, 40, 16, 35_000, cover_hours=80, cover_hour=20_000)


def effect(
    verdict: str = "terbukti_membaik", att: float = math.log(0.8), error: float = 0.02
) -> EffectPerCase:
    return EffectPerCase(verdict, att, error, 19, "logarithm", 10.0)


def certain(**ranges: float):
    """Assumptions without any spread."""
    found = load()
    fixed = {
        "office_share": 0.1,
        "citizen_share": 0.05,
        "office_hour": 40_000,
        "citizen_hour": 20_000,
        "months": 12,
    }
    for name, value in {**fixed, **ranges}.items():
        found = found.with_range(name, Range(value, value, value))
    return found


def test_full_cost_by_hand():
    found = full_cost(COST)

    # 40 people x 16 hours x 35,000 and 80 hours x 20,000.
    assert (found.salaries, found.cover, found.paid) == (22_400_000, 1_600_000, 40e6)
    assert (found.total, found.each) == (64e6, 1.6e6)


def test_batch_without_participants_has_no_cost_for_each():
    assert full_cost(CostInputs(1e6, 0, 0, 0, 8, 30_000)).each is None


def test_value_by_hand_where_nothing_is_uncertain():
    # 10 hours less a fifth: 2 saved; 100 cases x 12 months = 2,400 hours of turnaround.
    found = weigh([Stream("SKD", effect(error=1e-9), 100)], 5e6, certain())

    assert found.flows[0].hours_per_case.median == pytest.approx(2.0)
    assert found.hours.median == pytest.approx(2400 * 0.15, rel=0.02)
    # An hour of turnaround is worth 0.1 x 40,000 + 0.05 x 20,000 = 5,000.
    assert found.benefit.median == pytest.approx(12e6, rel=0.02)
    assert found.rupiah_per_hour.median == pytest.approx(5e6 / 360, rel=0.02)
    assert found.break_even_hours == pytest.approx(5e6 / (100 * 12 * 5000))
    assert found.break_even_months == pytest.approx(5.0)
    assert found.pays_share > 0.99


def test_uncertainty_of_the_effect_reaches_the_hours():
    found = weigh([Stream("SKD", effect(error=0.05), 100)], 5e6, certain())

    # t(19) 2.093 x 0.05 on the logarithm: 10 (1 - 0.8 e^0.1047) and 10 (1 - 0.8 e^-0.1047).
    assert found.flows[0].hours_per_case.low == pytest.approx(1.117, abs=0.04)
    assert found.flows[0].hours_per_case.high == pytest.approx(2.795, abs=0.04)


def test_no_benefit_is_counted_from_an_unproven_effect():
    found = weigh([Stream("SKD", effect("belum_terbukti"), 100)], 5e6, load())

    assert (found.counted, found.hours.high, found.benefit.high, found.net.median) == (False, 0, 0, -5e6)
    assert (found.rupiah_per_hour, found.break_even_months, found.swings, found.pays_share) == (
        None,
        None,
        (),
        0,
    )
    # What it would take is still told.
    assert found.break_even_hours > 0


def test_a_proven_harm_counts_as_a_loss():
    found = weigh([Stream("SKD", effect("terbukti_memburuk", att=math.log(1.2)), 100)], 5e6, load())

    assert found.counted and found.hours.high < 0 and found.net.high < -5e6
    assert (found.rupiah_per_hour, found.break_even_months) == (None, None)


def test_services_of_one_course_add_up_and_only_the_proven_count():
    proven, unproven = Stream("SKD", effect(error=1e-9), 100), Stream("SKU", effect("belum_terbukti"), 900)

    found = weigh([proven, unproven], 5e6, certain())

    alone = weigh([proven], 5e6, certain())
    assert found.middle == alone.middle and found.net.median == pytest.approx(alone.net.median, rel=0.01)
    assert [(flow.stream.name, flow.counted, flow.hours.high > 0) for flow in found.flows] == [
        ("SKD", True, True),
        ("SKU", False, False),
    ]
    # More cases to earn it on: each must save less.
    assert found.break_even_hours == pytest.approx(alone.break_even_hours / 10)


def test_course_without_a_study_is_worth_nothing_yet():
    found = weigh([], 5e6, load())

    assert (found.counted, found.net.median, found.break_even_hours, found.swings) == (False, -5e6, None, ())


def test_same_seed_gives_the_same_figures():
    assert weigh([Stream("SKD", effect(), 80)], 9e6, load()) == weigh(
        [Stream("SKD", effect(), 80)], 9e6, load()
    )


def test_swings_stand_in_the_order_of_what_matters():
    found = weigh([Stream("SKD", effect(), 100)], 5e6, load())

    widths = [swing.width for swing in found.swings]
    assert widths == sorted(widths, reverse=True) and len(widths) == 7
    by_name = {swing.kind: swing for swing in found.swings}
    assert by_name["months"].net_low < by_name["months"].net_high
    assert by_name["effect"].net_low < by_name["effect"].net_high


@given(st.floats(0, 1e9), st.floats(0, 5000))
def test_net_is_never_more_than_benefit_and_no_number_is_broken(cost, cases):
    found = weigh([Stream("SKD", effect(), cases)], cost, load())

    assert found.net.median <= found.benefit.median + 1e-6
    told = [found.pays_share, found.net.low, found.net.high, found.hours.low, found.hours.high]
    assert all(math.isfinite(value) for value in told)
    assert 0 <= found.pays_share <= 1


def test_effect_is_read_from_the_figures_of_a_study():
    figures = {
        "outcome": "log_working_hours",
        "main": {
            "verdict": "terbukti_membaik",
            "units": 20,
            "simple": {"att": -0.2, "ci95": [-0.24186, -0.15814]},
        },
        "before_and_after": {"outcome": "working_hours", "trained_before": 9.5},
    }

    found = effect_per_case(figures)

    assert (found.att, found.freedom, found.hours_before, found.scale) == (-0.2, 19, 9.5, "logarithm")
    # Half the interval over t(19) = 2.09302.
    assert found.error == pytest.approx(0.02, abs=1e-6)


def test_study_of_something_else_than_time_gives_no_hours():
    figures = {
        "outcome": "rework_share",
        "main": {"simple": {"att": -0.1, "ci95": [-0.2, 0]}},
        "before_and_after": None,
    }

    assert effect_per_case(figures) is None


@pytest.mark.parametrize("row", [(3, 2, 4), (-1, 0, 1), (0, 2, 1)])
def test_range_that_does_not_rise_is_refused(row):
    fixed = {"low": 0, "likely": 0.1, "high": 0.2}
    table = dict.fromkeys(("office_share", "citizen_share", "office_hour", "citizen_hour"), fixed)
    table["months"] = dict(zip(("low", "likely", "high"), row, strict=True))

    with pytest.raises(RangeRefused):
        read(table)
