"""One citizen's answer as it arrives."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.base.errors import BadInput
from saindege.service.satisfaction_rules import load_rules as load_elements
from saindege.service.survey_answer import SurveyAnswer, day_of_answer, read_answer
from saindege.service.survey_rules import load_rules

CODES = load_elements().codes


def test_every_element_has_its_question_and_four_options_in_both_languages():
    questions = load_rules().questions

    assert tuple(question.code for question in questions) == CODES
    assert {len(question.options) for question in questions} == {4}
    assert all(option.id and option.en for question in questions for option in question.options)


def test_answer_keeps_choices_and_blanks():
    answer = read_answer(
        {"WAKTU": "2", "BIAYA": " 4 ", "SARANA": "", "ANEH": "9"}, "  Antre lama.\n\nPanas. "
    )

    assert answer == SurveyAnswer(
        {**dict.fromkeys(CODES), "WAKTU": 2, "BIAYA": 4}, comment="Antre lama. Panas."
    )


@pytest.mark.parametrize("mark", ["0", "5", "-1", "2.5", "dua", "²"])
def test_a_choice_that_is_none_names_its_element(mark):
    with pytest.raises(BadInput) as refused:
        read_answer({"WAKTU": mark, "BIAYA": "4"})

    assert [(one.code, one.column) for one in refused.value.problems] == [("out_of_range", "WAKTU")]


def test_an_empty_sheet_is_refused():
    with pytest.raises(BadInput) as refused:
        read_answer({}, "Hanya komentar")

    assert refused.value.code == "nothing_to_estimate"


@given(st.text(max_size=2000))
def test_comment_never_outgrows_its_place(text):
    answer = read_answer({"WAKTU": "1"}, text)

    assert len(answer.comment) <= load_rules().most_comment
    assert answer.comment == answer.comment.strip()


@pytest.mark.parametrize(
    ("told", "counts_on"),
    [
        (None, date(2026, 11, 24)),
        (date(2026, 11, 24), date(2026, 11, 24)),
        # Sent two days later, when the phone had signal again.
        (date(2026, 11, 22), date(2026, 11, 22)),
        # A clock that runs ahead, one that is a year behind, and a day before the code existed.
        (date(2026, 11, 25), date(2026, 11, 24)),
        (date(2025, 11, 24), date(2026, 11, 24)),
        (date(2026, 11, 19), date(2026, 11, 24)),
    ],
)
def test_day_that_the_phone_tells_counts_only_where_it_can_be(told, counts_on):
    day = day_of_answer(told, opened_on=date(2026, 11, 20), today=date(2026, 11, 24))

    assert day == counts_on
