"""From office-months to an answer with its verdict."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from saindege.impact import answer
from saindege.impact.answer import Records
from saindege.impact.panel import NothingToEstimate
from saindege.impact.study import OfficeMonth, month_number, month_of

FIRST = month_number(date(2025, 1, 1))
LAST = month_number(date(2026, 6, 1))


def _records(effect: float, *, waiting: int = 8) -> Records:
    """Twenty offices over 18 months: two waves of six trained by lot, the rest waiting."""
    rng = np.random.default_rng(7)
    trained_on = {
        f"kantor-{i:02d}": date(2025, 9, 17) if i < 6 else date(2026, 1, 21) if i < 12 else None
        for i in range(12 + waiting)
    }
    logs, hours = [], []
    for office, day in trained_on.items():
        level = 2 + rng.normal(0, 0.3)
        for month in range(FIRST, LAST + 1):
            is_trained = day is not None and month >= month_number(day)
            value = float(level + rng.normal(0, 0.08) + effect * is_trained)
            logs.append(OfficeMonth(office, month_of(month), value, 30, 0.02))
            hours.append(OfficeMonth(office, month_of(month), math.exp(value), 30, 0.02))
    months = {"log_working_hours": tuple(logs), "working_hours": tuple(hours)}
    return Records("log_working_hours", months, trained_on, "lottery")


def test_planted_effect_is_found_and_proven() -> None:
    found = answer.answer_study(_records(math.log(0.75)))

    assert found["main"]["verdict"] == "terbukti_membaik"
    low, high = found["main"]["simple"]["ci95"]
    assert low <= math.log(0.75) <= high
    assert found["panel"]["offices"] == 20
    assert found["panel"]["cases"] == 20 * 18 * 30


def test_training_that_did_nothing_is_not_proven() -> None:
    found = answer.answer_study(_records(0.0))

    assert found["main"]["verdict"] == "belum_terbukti"
    assert "interval_includes_zero" in found["main"]["verdict_reasons"]


def test_share_of_open_cases_is_checked() -> None:
    assumptions = answer.answer_study(_records(-0.3))["main"]["assumptions"]

    assert next(each["state"] for each in assumptions if each["id"] == "open_cases") != "amber"


def test_before_and_after_are_told_in_hours_where_the_outcome_is_a_logarithm() -> None:
    told = answer.answer_study(_records(-0.3))["before_and_after"]

    assert told["outcome"] == "working_hours"
    assert told["trained_after"] < told["trained_before"]
    assert (told["trained"], told["compared"]) == (12, 8)


def test_several_outcomes_are_corrected_for_their_number() -> None:
    corrected = answer.answer_study(_records(-0.3))["corrected"]

    assert set(corrected) == {"log_working_hours", "working_hours"}
    # The smallest p that 999 permutations can give is 0.001, twice that for two questions.
    assert min(corrected.values()) == pytest.approx(0.002)


def test_outcome_without_figures_says_what_to_upload() -> None:
    records = _records(0.0)

    with pytest.raises(NothingToEstimate) as refused:
        answer.answer_study(Records("satisfaction", records.months, records.trained_on))

    assert "Unggah log" in refused.value.sentence.id


def test_panel_file_gives_back_every_figure_to_the_last_digit() -> None:
    records = _records(-0.3)

    rows = list(csv.DictReader(io.StringIO(answer.panel_csv(records))))

    assert len(rows) == 20 * 18
    assert rows[0]["first_treated"] == "2025-09"
    assert rows[-1]["first_treated"] == ""
    values = sorted(float(row["log_working_hours"]) for row in rows)
    assert values == sorted(row.value for row in records.months["log_working_hours"])  # type: ignore[type-var]


def test_progress_ends_at_the_whole() -> None:
    told: list[tuple[int, int, str]] = []

    answer.answer_study(_records(0.0), tell=lambda done, total, message: told.append((done, total, message)))

    assert told[-1][:2] == (2, 2)


def test_same_records_give_the_same_answer_and_fingerprint() -> None:
    assert answer.answer_study(_records(-0.1)) == answer.answer_study(_records(-0.1))
    assert answer.fingerprint(_records(-0.1)) == answer.fingerprint(_records(-0.1))
    assert answer.fingerprint(_records(-0.1)) != answer.fingerprint(_records(-0.2))


def test_offices_that_all_began_together_still_have_a_line_of_their_own() -> None:
    records = _records(-0.3)
    trained = dict.fromkeys(records.trained_on, date(2025, 10, 8))

    found = answer.answer_study(replace(records, trained_on=trained))

    assert found["main"]["verdict_reasons"] == ["nothing_estimated"]
    line = found["interrupted"]
    assert (line["offices"], line["before"], line["after"]) == (20, 9, 9)
    assert line["mean"]["att"] < 0 and "pembanding" in line["sentence"]["id"]


def test_waves_have_no_line_of_their_own() -> None:
    assert answer.answer_study(_records(-0.3))["interrupted"] is None


def test_the_smallest_visible_effect_is_a_share_of_the_usual_figure() -> None:
    found = answer.answer_study(_records(0.0))

    reach = found["main"]["minimum_detectable_effect"]
    assert found["detectable_share"] == pytest.approx(1 - math.exp(-reach))
