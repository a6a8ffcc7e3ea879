"""Effects that can be worked out on paper."""

from __future__ import annotations

import math

import pytest

from saindege.impact.effect import Options, as_json, estimate_effect
from saindege.impact.panel import build_panel

# Two trained in period 2, three never; changes -3, -2 and 1, 0, -1.
TWO_BY_TWO = {"A": [10, 7], "B": [12, 10], "C": [10, 11], "D": [8, 8], "E": [9, 8]}
# Trained in 2 (A, B) and 3 (C); nobody else moves.
STAGGERED = {"A": [10, 8, 7], "B": [12, 10, 9], "C": [10, 10, 6], "D": [8, 8, 8], "E": [9, 9, 9]}
DATES = {"A": 2, "B": 2, "C": 3}


def test_two_groups_and_two_periods_give_the_difference_of_differences(long_panel):
    panel = build_panel(long_panel(TWO_BY_TWO, {"A": 2, "B": 2}))

    found = as_json(estimate_effect(panel, Options(draws=0)))

    # -2.5 - 0; variance (0.25 + 0.25) / 2² + (1 + 0 + 1) / 3²; t with four degrees of freedom, widened by 5/4.
    assert found["simple"]["att"] == pytest.approx(-2.5, abs=1e-12)
    assert found["simple"]["se"] == pytest.approx(math.sqrt(0.125 + 2 / 9), abs=1e-12)
    assert found["simple"]["ci95"] == pytest.approx([-2.5 - 1.8291438189272562, -2.5 + 1.8291438189272562])
    assert found["simple"]["p_value"] == pytest.approx(0.019190465578292987)


def test_few_assignments_are_all_compared(long_panel):
    panel = build_panel(long_panel(TWO_BY_TWO, {"A": 2, "B": 2}))

    found = as_json(estimate_effect(panel, Options(draws=0)))

    # Of the ten ways to choose two of five changes only 1 and 0 differ as much from the rest as -3 and -2 do.
    assert found["randomisation"]["p_value"] == pytest.approx(0.2)
    assert (found["randomisation"]["draws"], found["randomisation"]["exact"]) == (10, True)


@pytest.mark.parametrize("control", ["never", "notyet"])
def test_averages_weigh_each_group_by_its_share(long_panel, control):
    panel = build_panel(long_panel(STAGGERED, DATES))

    found = as_json(estimate_effect(panel, Options(control=control, draws=0)))

    cells = {(cell["group"], cell["time"]): cell["att"] for cell in found["group_time"]}
    assert cells == pytest.approx({(2, 2): -2, (2, 3): -3, (3, 2): 0, (3, 3): -4}, abs=1e-12)
    assert found["simple"]["att"] == pytest.approx(0.4 * -2 + 0.4 * -3 + 0.2 * -4)
    events = {entry["event_time"]: entry["att"] for entry in found["dynamic"]["by_event_time"]}
    assert events == pytest.approx({-1: 0, 0: -8 / 3, 1: -3}, abs=1e-12)
    assert found["dynamic"]["overall"]["att"] == pytest.approx(-17 / 6)
    groups = {entry["group"]: entry["att"] for entry in found["by_group"]["groups"]}
    assert groups == pytest.approx({2: -2.5, 3: -4})
    assert found["by_group"]["overall"]["att"] == pytest.approx(-3)
    times = {entry["time"]: entry["att"] for entry in found["by_time"]["times"]}
    assert times == pytest.approx({2: -2, 3: -10 / 3})
    assert found["by_time"]["overall"]["att"] == pytest.approx(-8 / 3)


def test_before_and_after_alone_is_told_apart_from_the_effect(long_panel):
    drifting = {unit: [y + 3 * t for t, y in enumerate(values)] for unit, values in STAGGERED.items()}
    panel = build_panel(long_panel(drifting, DATES))

    found = as_json(estimate_effect(panel, Options(draws=0)))

    # Everything rises by 3 a period: the trained look worse than before although training lowered the figure.
    assert found["simple"]["att"] == pytest.approx(-2.8)
    assert found["before_after"]["difference"] == pytest.approx((2.0 + 2.0 + 0.5) / 3)


def test_anticipation_moves_the_base_period_back(long_panel):
    panel = build_panel(long_panel(STAGGERED | {"C": [10, 9, 6]}, {"C": 3}), anticipation=1)

    found = as_json(estimate_effect(panel, Options(anticipation=1, control="never", draws=0)))

    cells = {(cell["group"], cell["time"]): cell["att"] for cell in found["group_time"]}
    others = {2: (-2 - 2 + 0 + 0) / 4, 3: (-3 - 3 + 0 + 0) / 4}
    assert cells == pytest.approx({(3, 2): -1 - others[2], (3, 3): -4 - others[3]})


def test_units_that_share_a_cluster_and_a_fate_count_once(long_panel):
    single = build_panel(long_panel(TWO_BY_TWO, {"A": 2, "B": 2}))
    twins = {unit + twin: values for unit, values in TWO_BY_TWO.items() for twin in "12"}
    doubled = long_panel(twins, {"A1": 2, "A2": 2, "B1": 2, "B2": 2})
    clustered = type(doubled)(
        unit=doubled.unit,
        time=doubled.time,
        outcome=doubled.outcome,
        first_treated=doubled.first_treated,
        cluster=[str(unit)[0] for unit in doubled.unit],
    )

    alone = as_json(estimate_effect(single, Options(draws=0)))
    together = as_json(estimate_effect(build_panel(clustered), Options(draws=0)))

    assert together["clusters"] == 5
    assert together["simple"]["se"] == pytest.approx(alone["simple"]["se"], abs=1e-12)
    assert together["simple"]["ci95"] == pytest.approx(alone["simple"]["ci95"])
    assert together["randomisation"]["p_value"] == pytest.approx(0.2)
