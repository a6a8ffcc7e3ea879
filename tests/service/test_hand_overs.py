"""Who hands over to whom, as groups: counts worked by hand, small groups joined, nobody alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.service.group_rules import GroupRules
from saindege.service.hand_overs import group_hand_overs
from saindege.service.lifecycle import Instances

TWO = GroupRules("uji", least_people=2, least_cases=1, least_tasks=1)
HOUR = 3_600_000_000
NAMES = ("Terima", "Periksa", "Teken")


def log_of(rows: list[tuple[int, int, int]], resource: bool = True) -> Instances:
    """Return instances of (case, step, officer), an hour apart."""
    case, activity, officer = (np.array(column, dtype=np.int32) for column in zip(*rows, strict=True))
    n = len(case)
    return Instances(
        np.arange(n), case, activity, np.arange(n) * HOUR, np.zeros(n, dtype=np.int64),
        officer if resource else None, np.ones(n, dtype=bool), 0,
    )  # fmt: skip


def months(n: int) -> np.ndarray:
    return np.full(n, np.datetime64("2026-03"))


def hand_overs(rows: list[tuple[int, int, int]], rules: GroupRules = TWO):
    n = max(case for case, _, _ in rows) + 1
    return group_hand_overs(log_of(rows), NAMES, [0, 1, 2], months(n), np.ones(n, dtype=bool), rules)


# Officers 0, 1 receive; 2, 3 check; 4, 5 sign.
CASES = [
    (0, 0, 0), (0, 1, 2), (0, 2, 4),
    (1, 0, 1), (1, 1, 3), (1, 2, 5),
    (2, 0, 0), (2, 0, 1), (2, 1, 3), (2, 1, 3), (2, 2, 4),
]  # fmt: skip


def test_counts_worked_by_hand() -> None:
    found = hand_overs(CASES)

    assert found is not None
    assert [(group.step, group.people) for group in found.groups] == [
        ("Terima", 2),
        ("Periksa", 2),
        ("Teken", 2),
    ]
    assert [(one.giver, one.taker, one.count, one.median_hours) for one in found.cells] == [
        (0, 1, 3, 1.0),
        (1, 2, 3, 1.0),
        (0, 0, 1, 1.0),
    ]
    assert found.kept == 1
    assert [(one.month, one.cases, one.per_case) for one in found.months] == [
        ("2026-03", 3, pytest.approx(7 / 3))
    ]


def test_groups_that_are_too_small_are_joined_until_they_are_not() -> None:
    # One officer alone signs: joined with the smaller of the other two groups.
    rows = [(0, 0, 0), (0, 1, 2), (0, 2, 4), (1, 0, 1), (1, 1, 3), (1, 2, 4), (2, 0, 6), (2, 1, 3), (2, 2, 4)]

    found = hand_overs(rows)

    assert found is not None
    assert [(group.step, group.people) for group in found.groups] == [("Terima", 3), ("", 3)]


def test_too_few_officers_tell_of_no_group() -> None:
    assert hand_overs([(0, 0, 0), (0, 1, 0)]) is None
    assert (
        group_hand_overs(
            log_of(CASES, resource=False), NAMES, [0, 1, 2], months(3), np.ones(3, dtype=bool), TWO
        )
        is None
    )


def test_unknown_officers_hand_over_nothing() -> None:
    found = hand_overs([*CASES, (3, 0, 0), (3, 1, -1), (3, 2, 5)])

    assert found is not None and sum(one.count for one in found.cells) == 7


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 2), st.integers(-1, 9)), min_size=2, max_size=60),
    st.integers(2, 6),
)
def test_no_group_is_ever_smaller_than_the_least(rows: list[tuple[int, int, int]], least: int) -> None:
    found = hand_overs(sorted(rows, key=lambda row: row[0]), GroupRules("uji", least, 1, 1))

    if found is not None:
        assert all(group.people >= least for group in found.groups)
        assert sum(group.people for group in found.groups) == len({who for _, _, who in rows if who >= 0})


def test_a_step_outside_the_usual_order_names_no_group() -> None:
    n = 3
    found = group_hand_overs(log_of(CASES), NAMES, [0, 1], months(n), np.ones(n, dtype=bool), TWO)

    assert found is not None
    assert [group.step for group in found.groups] == ["Terima", "Periksa", ""]
