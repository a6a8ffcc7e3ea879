"""Gaps of many people: counted by office, rolled up, put in order."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.people import competency, gap_groups
from saindege.people.gap_groups import Member, Tally

STANDARDS = {"lurah": {1: 3, 2: 2}}
MEMBERS = [Member(f"p{number}", 10 if number < 6 else 11, "lurah") for number in range(8)]


def test_gaps_are_counted_by_office_and_competency() -> None:
    held = gap_groups.join_levels(
        [("p0", 1, "test", 1), ("p1", 1, "test", 3), ("p1", 1, "superior", 0), ("p6", 1, "practice", 2)]
    )

    table = gap_groups.tally_gaps(MEMBERS, STANDARDS, held)

    # p0 lacks 2 levels, p1 holds (2 x 3 + 0) / 3 = 2 and lacks 1; p6 lacks 1.
    assert table[10, 1] == Tally(6, 2, 2, 3.0, Counter(test=2, superior=1))
    assert table[11, 1] == Tally(2, 1, 1, 1.0, Counter(practice=1))
    assert table[10, 2] == Tally(6)


def test_somebody_without_a_standard_is_named_by_the_post() -> None:
    members = [*MEMBERS, Member("x", 10, "penjaga malam"), Member("y", 11, "penjaga malam")]

    assert gap_groups.people_without_standard(members, STANDARDS) == Counter({"penjaga malam": 2})


def test_offices_are_counted_into_the_one_above() -> None:
    table = {(10, 1): Tally(6, 6, 2, 3.0), (11, 1): Tally(2, 2, 1, 1.0), (12, 1): Tally(9, 9, 9, 9.0)}

    rolled = gap_groups.roll_up(table, {10: 1, 11: 1})

    assert rolled == {(1, 1): Tally(8, 8, 3, 4.0)}


def test_needs_stand_in_order_with_what_they_rest_on() -> None:
    table = {(10, 1): Tally(10, 10, 2, 3.0), (11, 1): Tally(4, 4, 4, 4.0), (10, 2): Tally(10, 10, 8, 8.0)}

    first, second, third = gap_groups.rank_needs(table, {2: 3, 3: 1}, {2: 1})

    assert (first.competency, first.tally.gap_sum, first.asked, first.urgent) == (2, 8.0, 3, 1)
    assert (first.share, first.offices) == (0.8, ((10, 8),))
    assert first.share_interval == pytest.approx((0.4902, 0.9433), abs=1e-4)  # Wilson, 8 of 10
    # Four people are too few to be named as an office.
    assert (second.competency, second.offices) == (1, ((10, 2),))
    assert (third.competency, third.share, third.asked) == (3, None, 1)


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["a", "b", "c"]), st.integers(1, 3), st.sampled_from(competency.SOURCES)),
        st.integers(0, 5),
    )
)
def test_many_at_once_are_joined_as_one_by_one(levels: dict[tuple[str, int, str], int]) -> None:
    day = date(2026, 11, 1)

    joined = gap_groups.join_levels(
        [(person, number, source, level) for (person, number, source), level in levels.items()]
    )

    for person, number in {(person, number) for person, number, _ in levels}:
        alone = competency.held_level(
            [
                competency.Assessed(source, level, day)
                for (who, what, source), level in levels.items()
                if (who, what) == (person, number)
            ],
            as_of=day,
        )
        assert alone is not None
        assert joined[person][number] == (pytest.approx(alone.level), alone.sources)
