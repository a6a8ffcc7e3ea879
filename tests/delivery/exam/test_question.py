"""Questions: read from what an officer writes, marked by their kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.delivery.exam.question import KINDS, QuestionRefused, fits, read_question, score

ONE = read_question("one", "Ibu kota?", ["Medan", "* Jakarta", "Bandung"])
SEVERAL = read_question("several", "Warna bendera?", ["*merah", "*putih", "biru", "hijau"])
TRUTH = read_question("truth", "Arsip vital boleh dimusnahkan.", ["salah"])
NUMBER = read_question("number", "Berapa menit satu JP?", ["45"], tolerance="0,5")
WORDS = read_question("text", "Singkatan unit kerja?", ["OPD", "Perangkat Daerah"])
ORDER = read_question("order", "Urutkan.", ["terima", "periksa", "cetak", "serahkan"])
ALL = [ONE, SEVERAL, TRUTH, NUMBER, WORDS, ORDER]


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        (ONE, 1, 1.0),
        (ONE, 0, 0.0),
        (ONE, None, 0.0),
        (ONE, True, 0.0),
        (SEVERAL, [1, 0], 1.0),
        (SEVERAL, [0], 0.5),
        (SEVERAL, [0, 1, 2], 0.5),
        (SEVERAL, [0, 1, 2, 3], 0.0),
        (SEVERAL, [], 0.0),
        (TRUTH, False, 1.0),
        (TRUTH, 0, 0.0),
        (NUMBER, "45,5", 1.0),
        (NUMBER, "45.6", 0.0),
        (NUMBER, "empat lima", 0.0),
        (WORDS, " perangkat  DAERAH. ", 1.0),
        (WORDS, "dinas", 0.0),
        (ORDER, [0, 1, 2, 3], 1.0),
        (ORDER, [1, 2, 3, 0], 2 / 3),
        (ORDER, [3, 2, 1, 0], 0.0),
        (ORDER, [0, 0, 1, 2], 0.0),
    ],
)
def test_answers_are_marked_by_hand_worked_values(question, answer, expected):
    assert score(question, answer) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("one", ["a", "b"]),
        ("one", ["*a", "*b"]),
        ("one", ["*a"]),
        ("one", ["*a", "a"]),
        ("several", ["a", "b"]),
        ("truth", ["mungkin"]),
        ("number", ["empat"]),
        ("number", ["4", "5"]),
        ("text", []),
        ("order", ["satu"]),
        ("lain", ["a"]),
        ("text", ["x"] * 13),
    ],
)
def test_question_that_cannot_be_marked_is_refused(kind, lines):
    with pytest.raises(QuestionRefused):
        read_question(kind, "Apa?", lines)


def test_question_without_text_is_refused():
    with pytest.raises(QuestionRefused):
        read_question("text", "  ", ["a"])


@given(
    st.sampled_from(ALL),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
        lambda inner: st.lists(inner, max_size=5),
        max_leaves=6,
    ),
)
def test_whatever_is_sent_is_marked_between_nothing_and_all(question, answer):
    if fits(question, answer):
        assert 0.0 <= score(question, answer) <= 1.0


def test_every_kind_has_a_question_here():
    assert [one.kind for one in ALL] == list(KINDS)
