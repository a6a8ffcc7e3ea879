"""What would change a verdict: a sentence for every reason, and for what would take a proof back."""

from __future__ import annotations

import pytest

from saindege.impact.effect import Options, as_json, estimate_effect
from saindege.impact.effect.mind import WOULD_CHANGE, what_would_change
from saindege.impact.effect.verdict import REASONS, Verdict
from saindege.impact.opinion.sensitivity import Sensitivity


def test_every_reason_has_its_sentence_in_both_languages():
    assert WOULD_CHANGE.keys() == REASONS.keys()
    assert all(sentence.id and sentence.en for sentence in WOULD_CHANGE.values())


def test_each_unmet_condition_says_what_would_meet_it():
    found = what_would_change(Verdict("belum_terbukti", ("few_treated_units", "pretrend_rejected")), None)

    assert [code for code, _ in found] == ["few_treated_units", "pretrend_rejected"]


@pytest.mark.parametrize(
    ("bounds", "first"),
    [(None, "fades"), (Sensitivity((), None, 0.1, 3), "fades"), (Sensitivity((), 1.25, 0.1, 3), "drift")],
)
def test_a_proof_says_what_would_take_it_back(bounds, first):
    found = what_would_change(Verdict("terbukti_membaik"), bounds)

    assert found[0][0] == first
    if first == "drift":
        assert "1,2 kali" in found[0][1].id and "1.2 times" in found[0][1].en


def test_the_answer_holds_the_sentences_and_the_share_that_would_be_seen(noisy_panel):
    found = as_json(estimate_effect(noisy_panel(3), Options(draws=0)))

    assert [one["code"] for one in found["would_change"]] == found["verdict_reasons"]
    mean = noisy_panel(3).outcome.mean()
    assert found["detectable_share"] == pytest.approx(found["minimum_detectable_effect"] / mean)
