"""The panel of a study and the seal on its plan."""

from __future__ import annotations

import random
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.base.errors import BadInput
from saindege.impact import study
from saindege.impact.panel import NothingToEstimate
from saindege.impact.study import OfficeMonth, build_study_panel

MONTHS = (date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1))
TRAINED = {"wek-i": date(2026, 2, 17), "wek-ii": None}
ROWS = [
    OfficeMonth(office, month, value, cases)
    for office, values in (("wek-i", (8.0, 6.0, None)), ("wek-ii", (8.5, 8.0, 7.5)))
    for month, value, cases in zip(MONTHS, values, (10, 12, 0), strict=True)
]


def test_office_counts_as_trained_from_the_month_of_its_date() -> None:
    made = build_study_panel(ROWS, TRAINED)

    february = study.month_number(date(2026, 2, 1))
    assert made.panel.units == ("wek-i", "wek-ii")
    assert made.panel.first_treated.tolist() == [february, np.inf]
    assert made.panel.label(february) == "2026-02"
    assert np.isnan(made.panel.outcome[0, 2])
    assert (made.cases, made.first_month, made.last_month) == (44, MONTHS[0], MONTHS[2])


def test_office_outside_the_study_is_left_out() -> None:
    stranger = OfficeMonth("disdukcapil", MONTHS[0], 3.0, 9)

    made = build_study_panel([*ROWS, stranger], TRAINED)

    assert made.panel.units == ("wek-i", "wek-ii")


def test_study_without_any_month_says_what_to_do() -> None:
    with pytest.raises(NothingToEstimate) as refused:
        build_study_panel([], TRAINED)

    assert "Unggah log" in refused.value.sentence.id


def test_month_that_stands_twice_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        build_study_panel([*ROWS, ROWS[0]], TRAINED)

    assert refused.value.code == "duplicate"


@given(st.integers(1, 9999), st.integers(1, 12))
def test_month_and_its_number_belong_together(year: int, month: int) -> None:
    first = date(year, month, 1)

    assert study.month_of(study.month_number(first)) == first


@given(st.randoms(use_true_random=False))
def test_order_of_the_rows_changes_nothing(rng: random.Random) -> None:
    shuffled = rng.sample(ROWS, len(ROWS))

    made = build_study_panel(shuffled, TRAINED)

    assert made.rows == build_study_panel(ROWS, TRAINED).rows


def test_plan_keeps_its_seal_whatever_the_order_of_its_words() -> None:
    plan = {"service": "SKD", "outcome": "working_hours"}

    assert study.plan_hash(plan) == study.plan_hash(dict(reversed(plan.items())))
    assert study.plan_hash(plan) != study.plan_hash({**plan, "outcome": "rework_share"})


def test_moved_training_date_changes_the_data_hash() -> None:
    moved = {**TRAINED, "wek-i": date(2026, 3, 17)}

    assert study.data_hash(ROWS, TRAINED) != study.data_hash(ROWS, moved)
