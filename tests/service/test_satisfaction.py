"""The satisfaction index: a published quarter, letters at their borders, blanks, refusals."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.base.errors import BadInput
from saindege.service.satisfaction import (
    answer_matrix,
    find_grade,
    measure_satisfaction,
    parse_weight,
    round_half_up,
)
from saindege.service.satisfaction_rules import load_rules

# How often the 29 respondents of a ministry's provincial office (quarter III) answered 4, 3 and 2 to each element.
PUBLISHED_COUNTS = [
    (18, 11, 0), (14, 15, 0), (15, 12, 2), (29, 0, 0), (15, 14, 0), (18, 11, 0), (19, 10, 0), (18, 11, 0), (28, 1, 0),
]  # fmt: skip
PUBLISHED = np.array([[4] * fours + [3] * threes + [2] * twos for fours, threes, twos in PUBLISHED_COUNTS]).T


@pytest.mark.parametrize(("weight", "ikm"), [("1/9", 91.4751), ("0.11", 90.5603), ("0.111", 91.3836)])
def test_published_quarter_is_met_with_each_weight_in_use(weight, ikm):
    found = measure_satisfaction(PUBLISHED, weight=weight)

    # The report prints four decimals of the means.
    assert found.ikm == pytest.approx(ikm, abs=0.0001)
    assert [round(one.mean, 4) for one in found.elements] == [
        3.6207, 3.4828, 3.4483, 4.0, 3.5172, 3.6207, 3.6552, 3.6207, 3.9655,
    ]  # fmt: skip
    assert (found.n, found.grade.letter, found.missing) == (29, "A", 0)


def test_published_single_answer_of_all_fours_is_a_full_hundred():
    found = measure_satisfaction(np.full((1, 9), 4))

    assert (found.ikm, found.ikm_ci95, found.grade.letter) == (100.0, None, "A")


def test_lowest_three_are_named_equal_ones_by_number():
    answers = np.array([[4, 2, 4, 2, 4, 1, 2, 4, 4]])

    assert measure_satisfaction(answers).lowest == ("KOMPETENSI", "PROSEDUR", "BIAYA")


def test_blank_answers_are_counted_and_leave_the_mean():
    sheets = [
        dict.fromkeys(load_rules().codes, 4),
        {**dict.fromkeys(load_rules().codes, 2), "WAKTU": None},
        {},
    ]

    found = measure_satisfaction(answer_matrix(sheets))

    assert (found.n, found.missing, found.unanswered) == (2, 1, 1)
    assert [(one.code, one.mean, one.answered) for one in found.elements][:3] == [
        ("PERSYARATAN", 3.0, 2),
        ("PROSEDUR", 3.0, 2),
        ("WAKTU", 4.0, 1),
    ]


def test_interval_agrees_with_a_count_by_hand():
    found = measure_satisfaction(np.array([[4] * 9, [3] * 9, [2] * 9]))

    # Own indices 100, 75, 50: mean 75, standard deviation 25, n 3.
    assert found.ikm_ci95 is not None
    assert (found.ikm_ci95.low, found.ikm_ci95.high) == pytest.approx((75 - 28.2896, 75 + 28.2896), abs=1e-4)


def test_interval_of_a_respondent_with_a_blank_uses_the_answers_given():
    answers = np.array([[4] * 8 + [0], [2] * 9])

    found = measure_satisfaction(answers)

    # Own indices 100 and 50.
    assert found.ikm_ci95 is not None
    assert (found.ikm_ci95.low + found.ikm_ci95.high) / 2 == pytest.approx(75)


@pytest.mark.parametrize(
    ("index", "letter"),
    [("88.30", "B"), ("88.305", "A"), ("76.60", "C"), ("76.605", "B"), ("76.61", "B"), ("64.99", "D"),
     ("64.995", "C"), ("65.00", "C"), ("25", "D"), ("24.75", "D"), ("100", "A")],
)  # fmt: skip
def test_letter_follows_the_index_rounded_half_up(index, letter):
    assert find_grade(Fraction(index)).letter == letter


def test_rounding_the_means_first_can_be_asked_for():
    answers = np.array([[4] * 9, [4] * 9, [3] * 9])

    assert measure_satisfaction(answers, rounding="means").elements[0].mean == 3.67
    assert measure_satisfaction(answers, rounding="means").ikm == pytest.approx(91.75, abs=1e-12)


@pytest.mark.parametrize("text", ["0", "-1/9", "1/8", "abc", "1/0", "", "nan"])
def test_weight_that_cannot_be_is_refused(text):
    with pytest.raises(BadInput) as refusal:
        parse_weight(text)

    assert refusal.value.code == "out_of_range"


def test_decimal_comma_in_a_weight_is_understood():
    assert parse_weight("0,111") == Fraction(111, 1000)


def test_answer_outside_1_to_4_is_refused():
    with pytest.raises(BadInput) as refusal:
        measure_satisfaction(np.array([[4] * 8 + [5]]))

    assert refusal.value.code == "out_of_range"


def test_no_answer_at_all_and_none_to_an_element_are_refused():
    with pytest.raises(BadInput) as nobody:
        measure_satisfaction(np.zeros((0, 9), dtype=np.int64))
    with pytest.raises(BadInput) as silent:
        measure_satisfaction(np.array([[4] * 8 + [0]]))

    assert (nobody.value.code, silent.value.code) == ("nothing_to_estimate", "nothing_to_estimate")
    assert [problem.column for problem in silent.value.problems] == ["U9"]


def test_every_element_has_its_code_number_and_four_options():
    rules = load_rules()

    assert rules.codes == (
        "PERSYARATAN", "PROSEDUR", "WAKTU", "BIAYA", "PRODUK", "KOMPETENSI", "PERILAKU", "SARANA", "PENGADUAN",
    )  # fmt: skip
    assert [element.column for element in rules.elements] == [f"U{number}" for number in range(1, 10)]
    assert all(len(element.options) == 4 for element in rules.elements)
    assert all(grade.least == round_half_up(grade.least, rules.decimals) for grade in rules.grades)


@given(st.lists(st.lists(st.integers(1, 4), min_size=9, max_size=9), min_size=1, max_size=20), st.randoms())
def test_index_lies_between_its_ends_and_order_of_sheets_does_not_matter(rows, random):
    shuffled = rows[:]
    random.shuffle(shuffled)

    found, again = measure_satisfaction(np.array(rows)), measure_satisfaction(np.array(shuffled))

    assert 25 <= found.ikm <= 100
    assert found.ikm == again.ikm and found.elements == again.elements
