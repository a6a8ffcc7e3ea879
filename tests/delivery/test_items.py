"""Item analysis: a hand-worked value, edges, refusals, properties."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.base.errors import BadInput
from saindege.delivery import items

SHEETS = st.lists(st.lists(st.integers(0, 1), min_size=4, max_size=4), min_size=2, max_size=25)


def analyse(rows):
    return items.analyse_items(
        [f"s{place + 1}" for place in range(len(rows[0]))], np.array(rows, dtype=float)
    )


def test_alpha_worked_by_hand():
    # Scores 2, 1, 0: variance 1. Both items 2/3 and 1/3 right: variances 1/3 each. alpha = 2 (1 - 2/3) = 2/3.
    found = analyse([[1, 1], [1, 0], [0, 0]])

    assert found.alpha == pytest.approx(2 / 3)
    assert found.sem == pytest.approx((1 / 3) ** 0.5)
    assert [each.difficulty for each in found.items] == pytest.approx([2 / 3, 1 / 3])
    # Item 1 is 1, 1, 0 and the rest 1, 0, 0: correlation 1/2.
    assert [each.discrimination for each in found.items] == pytest.approx([0.5, 0.5])


def test_question_that_everybody_had_right_tells_nobody_apart():
    found = analyse([[1, 1], [1, 0], [1, 1]])

    assert found.items[0] == items.Item("s1", 1.0, None)


def test_equal_scores_have_no_alpha():
    found = analyse([[1, 0], [0, 1]])

    assert (found.alpha, found.sem) == (None, None)


def test_empty_test_is_refused():
    with pytest.raises(items.NothingToAnalyse):
        items.analyse_items([], np.zeros((3, 0)))


@given(SHEETS)
def test_alpha_equals_kr20_and_is_at_most_one(rows):
    answers = np.array(rows, dtype=float)
    found = analyse(rows)

    share, variance = answers.mean(axis=0), answers.sum(axis=1).var()
    if variance > 0:
        kr20 = 4 / 3 * (1 - (share * (1 - share)).sum() / variance)
        assert found.alpha == pytest.approx(kr20)
        assert found.alpha <= 1 + 1e-12
    else:
        assert found.alpha is None


def test_sheet_with_a_gap_is_left_out_and_counted(tmp_path):
    path = tmp_path / "jawaban.csv"
    path.write_text("nama,s1,s2\nA,1,0\nB,,1\nC,benar,salah\nD,0,0\n", encoding="utf-8")

    found = items.read_items(path)

    assert (found.n, found.dropped) == (3, 1)
    assert [each.difficulty for each in found.items] == pytest.approx([2 / 3, 0.0])


def test_answer_that_is_neither_right_nor_wrong_is_named(tmp_path):
    path = tmp_path / "jawaban.csv"
    path.write_text("person,s1,s2\nA,1,2\nB,0,1\n", encoding="utf-8")

    with pytest.raises(BadInput) as refused:
        items.read_items(path)

    assert [(each.row, each.column, each.code) for each in refused.value.problems] == [
        (2, "s2", "unknown_value")
    ]


@pytest.mark.parametrize(
    ("difficulty", "discrimination", "advice"),
    [
        (0.6, 0.2, ""),
        (0.6, 0.19, "tells_little"),
        (0.6, 0.0, "tells_little"),
        (0.6, -0.01, "check_key"),
        (1.0, None, "all_right"),
        (0.0, None, "all_wrong"),
    ],
)
def test_each_question_says_what_to_look_at(difficulty, discrimination, advice):
    assert items.Item("s1", difficulty, discrimination).advice == advice


def test_lists_of_offices_with_running_number_and_name_are_read(tmp_path):
    path = tmp_path / "jawaban.csv"
    path.write_text("No,NIP,Nama,1,2\n1,81,Siti,1.0,ya\n2,82,Siti,0,tidak\n3,83,Ida,-,1\n", encoding="utf-8")

    found = items.read_items(path)

    assert [(each.item, each.difficulty) for each in found.items] == [("1", 0.5), ("2", 0.5)]
    assert (found.n, found.dropped) == (2, 1)


def test_second_sheet_of_one_person_and_second_question_of_one_name_are_refused(tmp_path):
    path = tmp_path / "jawaban.csv"
    path.write_text("person,s1,s1\nA,1,0\nB,0,1\nA,1,1\n", encoding="utf-8")

    with pytest.raises(BadInput) as refused:
        items.read_items(path)

    assert [(each.row, each.column, each.code) for each in refused.value.problems] == [
        (None, "s1", "duplicate"),
        (4, "person", "duplicate"),
    ]
