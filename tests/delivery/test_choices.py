"""Options of a question: a hand-worked test, edges, a refusal, properties, and scipy as a second opinion."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from saindege.delivery import choices, items

RULES = choices.load_rules()
FOUR = replace(RULES, least_people=4, group_share=0.25)
ABC = choices.AskedItem("s1", ("a", "b", "c"), frozenset({0}))


def analyse(picked, totals, rules=RULES, item=ABC):
    """One question; ``picked`` holds the place that each person chose, None where nothing."""
    chosen = [[frozenset() if one is None else frozenset({one})] for one in picked]
    right = np.array([[float(one in item.key)] for one in picked])
    found = choices.analyse_choices([item], chosen, right, total=np.array(totals, dtype=float), rules=rules)
    return found, found.items[0]


def test_options_worked_by_hand():
    # Eight people, groups of two. Totals 9 8 7 6 5 4 3 2; a is right.
    # a is chosen by totals 9, 8, 7, 4; b by 6, 5, 3; c by 2. Rest: 8 7 6 6 5 3 3 2, mean 5.
    found, item = analyse([0, 0, 0, 1, 1, 0, 1, 2], [9, 8, 7, 6, 5, 4, 3, 2], FOUR)

    a, b, c = item.choices
    assert (found.n, found.group, item.blank) == (8, 2, 0)
    assert [(one.n, one.share, one.upper, one.lower) for one in (a, b, c)] == [
        (4, 0.5, 1.0, 0.0),
        (3, 0.375, 0.0, 0.5),
        (1, 0.125, 0.0, 0.5),
    ]
    # a against rest: sum of products of deviations 4, sums of squares 2 and 32: 4 / sqrt(64) = 0.5.
    assert a.correlation == pytest.approx(0.5)
    # b: mean of rest 14/3 against 5: 3 (14/3 - 5) = -1; squares 15/8 and 32: -1 / sqrt(60).
    assert b.correlation == pytest.approx(-1 / 60**0.5)
    # c: 2 - 5 = -3; squares 7/8 and 32: -3 / sqrt(28).
    assert c.correlation == pytest.approx(-3 / 28**0.5)
    assert [one.finding for one in (a, b, c)] == ["", "", ""] and not item.is_odd


def test_people_level_at_the_border_share_its_last_seats():
    # Groups of two of eight: one stands above, three are level for one seat; one of them chose b.
    _, item = analyse([0, 1, 0, 0, 2, 2, 2, 2], [9, 7, 7, 7, 1, 1, 1, 1], FOUR)

    assert item.choices[1].upper == pytest.approx((1 / 3) / 2)
    assert item.choices[0].upper == pytest.approx((1 + 2 / 3) / 2)
    assert item.choices[2].lower == 1.0


def test_what_each_option_should_be_looked_at_for():
    # The best choose b, the worst the key; nobody chooses c.
    _, item = analyse([1] * 10 + [0] * 10, [*range(20, 10, -1), *range(10, 0, -1)])

    assert [one.finding for one in item.choices] == ["key_fails", "attracts_strong", "nobody"]
    assert item.is_odd


def test_option_that_hardly_anybody_chooses_does_no_work():
    _, item = analyse([0] * 24 + [2] * 15 + [1], range(40, 0, -1))

    assert [one.finding for one in item.choices] == ["", "few", ""]
    assert item.choices[1].share == 1 / 40


def test_question_that_was_left_blank_is_counted():
    _, item = analyse([None, *[0] * 19], range(20))

    assert (item.blank, item.choices[0].n, item.choices[0].share) == (1, 19, 0.95)


def test_equal_scores_have_no_correlation_and_no_fault_but_what_nobody_chose():
    # Everybody has the same number of other questions right.
    _, item = analyse([0] * 10 + [1] * 10, [5] * 10 + [4] * 10)

    assert [one.correlation for one in item.choices] == [None, None, None]
    assert [one.finding for one in item.choices] == ["", "", "nobody"]


def test_few_sheets_are_not_judged():
    with pytest.raises(choices.TooFewSheets) as refusal:
        analyse([0] * 19, range(19))

    assert "Baru 19 lembar" in refusal.value.sentence.id


SHEETS = st.lists(
    st.tuples(st.lists(st.sampled_from([None, 0, 1, 2]), min_size=4, max_size=4)), min_size=20, max_size=40
)


@given(SHEETS)
def test_shares_add_up_and_right_answer_has_the_discrimination_of_its_question(sheets):
    picked = [row for (row,) in sheets]
    right = np.array([[float(one == 0) for one in row] for row in picked])
    asked = [replace(ABC, name=f"s{number}") for number in range(4)]
    found = choices.analyse_choices(
        asked,
        [[frozenset() if one is None else frozenset({one}) for one in row] for row in picked],
        right,
        total=right.sum(axis=1),
        rules=RULES,
    )
    known = items.analyse_items([one.name for one in asked], right)

    for place, item in enumerate(found.items):
        blank = np.array([row[place] is None for row in picked], dtype=float)
        assert sum(one.n for one in item.choices) + item.blank == len(picked)
        for one in item.choices:
            assert -1e-12 <= one.lower <= 1 + 1e-12 and -1e-12 <= one.upper <= 1 + 1e-12
        assert sum(one.upper for one in item.choices) <= 1 + 1e-12
        if not blank.any():
            assert sum(one.upper for one in item.choices) == pytest.approx(1)
        key = item.choices[0].correlation
        assert key == (None if known.items[place].discrimination is None else pytest.approx(known.items[place].discrimination))  # fmt: skip


def test_correlation_is_the_point_biserial_of_scipy():
    rng = np.random.Generator(np.random.PCG64(7))
    picked = [int(one) for one in rng.integers(0, 3, 60)]
    totals = rng.integers(2, 20, 60)
    _, item = analyse(picked, totals)
    rest = totals - np.array([one == 0 for one in picked])

    for option, one in enumerate(item.choices):
        other = stats.pointbiserialr([each == option for each in picked], rest)
        assert one.correlation == pytest.approx(float(other.statistic))


def test_groups_are_those_that_sorting_gives_where_nobody_is_level():
    rng = np.random.Generator(np.random.PCG64(8))
    picked, totals = [int(one) for one in rng.integers(0, 3, 37)], rng.permutation(37)
    found, item = analyse(picked, totals)
    best = [picked[place] for place in np.argsort(totals)[-found.group :]]

    assert found.group == 10
    assert [one.upper for one in item.choices] == pytest.approx(
        [best.count(option) / 10 for option in range(3)]
    )
