"""When something is proven, and every reason why it is not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from saindege.impact.effect import Options, as_json, estimate_effect
from saindege.impact.effect.inference import Figure
from saindege.impact.effect.verdict import REASONS, Evidence, Verdict, decisive_pretrend_p, judge
from saindege.impact.panel import LongColumns, build_panel

PROVEN = Evidence(
    simple=Figure(-0.2, 0.04, -0.28, -0.12, 0.0001),
    randomisation_p=0.001,
    pretrend_p=0.6,
    before=Figure(0.01, 0.04, -0.07, 0.09, 0.8),
    treated=12,
    compared=9,
)


def test_everything_in_order_proves_a_smaller_figure_better_or_worse():
    assert judge(PROVEN, "lower") == Verdict("terbukti_membaik")
    assert judge(PROVEN, "higher") == Verdict("terbukti_memburuk")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"simple": Figure(-0.2, 0.2, -0.6, 0.2, 0.3)}, "interval_includes_zero"),
        ({"randomisation_p": 0.05}, "randomisation_not_significant"),
        ({"pretrend_p": 0.049}, "pretrend_rejected"),
        ({"before": Figure(0.1, 0.02, 0.06, 0.14, 0.001)}, "effect_before_treatment"),
        ({"treated": 5}, "few_treated_units"),
        ({"compared": 5}, "few_control_units"),
        ({"failed_checks": ("case_mix_changed",)}, "case_mix_changed"),
        ({"failed_checks": ("open_cases_changed",)}, "open_cases_changed"),
        ({"simple": Figure(None)}, "nothing_estimated"),
    ],
)
def test_one_thing_amiss_leaves_it_unproven_with_its_reason(changed, reason):
    found = judge(replace(PROVEN, **changed), "lower")

    assert found == Verdict("belum_terbukti", (reason,))
    assert reason in REASONS


def test_what_did_not_run_does_not_count_against():
    silent = replace(PROVEN, randomisation_p=None, pretrend_p=None, before=None)

    assert judge(silent, "lower") == Verdict("terbukti_membaik")


def test_permutation_decides_the_pretrend_up_to_two_hundred_units_and_wald_above():
    assert decisive_pretrend_p(200, 0.4, 0.001) == 0.4
    assert decisive_pretrend_p(201, 0.4, 0.001) == 0.001
    assert decisive_pretrend_p(12, None, 0.001) == 0.001


def test_planted_effect_is_recovered_and_proven(noisy_panel):
    found = estimate_effect(noisy_panel(3, effect=-0.25), Options())

    assert found.verdict == Verdict("terbukti_membaik")
    assert found.numbers.simple.low < -0.25 < found.numbers.simple.high
    assert found.numbers.simple.att == pytest.approx(-0.25, abs=0.08)


def test_training_without_effect_is_seldom_called_proven(noisy_panel):
    verdicts = [estimate_effect(noisy_panel(seed), Options(draws=0)).verdict.word for seed in range(60)]

    assert verdicts.count("belum_terbukti") >= 57


def test_offices_chosen_because_they_were_slow_are_not_called_proven():
    # Training goes to whoever had the worst last month; the bad month passes by itself.
    words = []
    for seed in range(20):
        rng = np.random.default_rng(seed)
        outcome = rng.normal(3, 0.05, (30, 1)) + rng.normal(0, 0.2, (30, 8))
        first = np.zeros(30)
        first[np.argsort(outcome[:, 3])[-12:]] = 5
        units, times = np.indices(outcome.shape)
        panel = build_panel(
            LongColumns(units.ravel(), times.ravel() + 1, outcome.ravel(), np.repeat(first, 8))
        )
        words.append(estimate_effect(panel, Options(draws=0)).verdict.word)

    assert words.count("belum_terbukti") == 20


def test_check_of_open_cases_that_moves_forbids_a_verdict(noisy_panel):
    panel = noisy_panel(3, effect=-0.25)
    share = 0.02 * panel.outcome + 0.1 * (panel.periods >= panel.first_treated[:, None])
    watched = replace(panel, checks={"open": share, "kind": np.zeros_like(share)})

    found = estimate_effect(watched, Options(open_share=("open",), case_mix=("kind",)))

    assert found.verdict == Verdict("belum_terbukti", ("open_cases_changed",))
    states = {one.id: one.state for one in found.assumptions}
    assert (states["open_cases"], states["case_mix"]) == ("red", "green")


def test_fewer_than_five_units_are_only_described(long_panel):
    panel = build_panel(long_panel({"A": [3, 1], "B": [3, 3], "C": [4, 4]}, {"A": 2}))

    found = as_json(estimate_effect(panel, Options()))

    assert found["verdict_reasons"] == ["too_few_units"] and found["simple"]["att"] is None
    assert found["description"][0] == {
        "unit": "A", "first_treated": 2, "mean_before": 3.0, "mean_after": 1.0,
    }  # fmt: skip


def test_one_treated_office_has_an_estimate_and_no_verdict(long_panel):
    changes = {f"U{k}": [1.0 + k, 1.0 + k + 0.1 * k, 2.0 + k] for k in range(8)}
    panel = build_panel(long_panel(changes, {"U3": 3}))

    found = as_json(estimate_effect(panel, Options(draws=0)))

    assert "few_treated_units" in found["verdict_reasons"]
    assert "single_unit_groups" in {warning["code"] for warning in found["warnings"]}
    assert found["randomisation"]["exact"] and found["randomisation"]["draws"] == 8


def test_constant_outcome_has_no_error_and_says_so(long_panel):
    panel = build_panel(long_panel({f"U{k}": [2.0, 2.0, 2.0] for k in range(8)}, {"U0": 2, "U1": 3}))

    found = as_json(estimate_effect(panel, Options()))

    assert found["simple"] == {"att": 0.0, "se": None, "ci95": None, "p_value": None}
    assert found["verdict"] == "belum_terbukti"
    assert "constant_outcome" in {warning["code"] for warning in found["warnings"]}


def test_cells_with_a_single_office_to_compare_with_are_dropped_and_named(long_panel):
    changes = {f"U{k}": [1.0 * k, 2.0 * k, 2.5 * k, 2.0 * k] for k in range(6)}
    dates = {"U0": 2, "U1": 2, "U2": 4, "U3": 4, "U4": 3}
    panel = build_panel(long_panel(changes, dates))

    found = as_json(estimate_effect(panel, Options(control="never", draws=0)))

    assert {cell["reason"] for cell in found["dropped"]} == {"too_few_controls"}
    assert found["group_time"] == [] and found["verdict_reasons"] == ["nothing_estimated"]
    assert "dropped_cells" in {warning["code"] for warning in found["warnings"]}


def test_without_a_never_trained_office_the_last_group_stands_in(long_panel):
    changes = {f"U{k}": [1.0 * k, 1.1 * k, 1.3 * k, 1.2 * k] for k in range(9)}
    dates = {f"U{k}": 2 + k % 3 for k in range(9)}
    panel = build_panel(long_panel(changes, dates))

    found = as_json(estimate_effect(panel, Options(draws=0)))

    assert {cell["time"] for cell in found["group_time"]} == {2, 3}
    assert "no_never_treated" in {warning["code"] for warning in found["warnings"]}
    assert {cell["reason"] for cell in found["dropped"]} == {"no_controls_left", "last_group_is_comparison"}


def test_band_covers_more_than_the_single_intervals(noisy_panel):
    found = estimate_effect(noisy_panel(3, effect=-0.25), Options(draws=499))

    for entry in found.numbers.by_event:
        low, high = entry.band
        assert low < entry.figure.low and entry.figure.high < high
