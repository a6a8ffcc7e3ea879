"""Seats and the line of a batch: never above capacity, nobody twice, first come first served."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.base.errors import SaindegeError
from saindege.delivery import enrolment
from saindege.delivery.enrolment import Change, Place, Roll

OFFICES = ["camat", "lurah", ""]
acts = st.lists(
    st.tuples(
        st.sampled_from(["enrol", "withdraw", "substitute"]),
        st.integers(0, 9),
        st.integers(0, 9),
    ),
    max_size=40,
)
rolls = st.builds(
    Roll,
    capacity=st.integers(0, 6),
    quotas=st.dictionaries(st.sampled_from(OFFICES[:2]), st.integers(0, 3)),
)


def _place(number: int) -> Place:
    # The seventh has not finished what comes first.
    return Place(f"p{number}", OFFICES[number % 3], is_ready=number != 7)


def _do(roll: Roll, act: tuple[str, int, int]) -> Change:
    kind, first, second = act
    if kind == "enrol":
        return enrolment.enrol(roll, _place(first))
    if kind == "withdraw":
        return enrolment.withdraw(roll, f"p{first}")
    return enrolment.substitute(roll, f"p{first}", _place(second))


def _could_sit(roll: Roll, place: Place) -> bool:
    taken = sum(one.office == place.office for one in roll.seated)
    return place.is_ready and roll.free > 0 and taken < roll.quotas.get(place.office, 10**6)


def _steps(roll: Roll, acts: list[tuple[str, int, int]]):
    for act in acts:
        try:
            change = _do(roll, act)
        except SaindegeError:
            continue
        yield act, roll, change
        roll = change.roll


def test_class_of_two_with_a_quota_of_one():
    empty = Roll(2, {"lurah": 1})

    first = enrolment.enrol(empty, Place("Amran", "lurah")).roll
    second = enrolment.enrol(first, Place("Nur", "lurah")).roll
    third = enrolment.enrol(second, Place("Ida", "camat")).roll

    assert [one.person for one in third.seated] == ["Amran", "Ida"]
    assert (third.position("Nur"), third.position("Ida"), third.free) == (1, None, 0)
    assert enrolment.withdraw(third, "Ida").moved_up == ()
    assert enrolment.withdraw(third, "Amran").moved_up == (Place("Nur", "lurah"),)


def test_lowered_capacity_takes_nobody_out_and_lets_nobody_in():
    crowded = Roll(1, {}, seated=(Place("a"), Place("b")), waiting=(Place("c"),))

    change = enrolment.withdraw(crowded, "a")

    assert change.moved_up == ()
    assert change.roll.seated == (Place("b"),)


def test_raised_capacity_serves_the_line_in_order():
    grown = Roll(3, {}, seated=(Place("a"),), waiting=(Place("b"), Place("c"), Place("d")))

    change = enrolment.fill(grown)

    assert [one.person for one in change.moved_up] == ["b", "c"]


def test_who_is_not_ready_keeps_the_place_and_holds_up_nobody():
    line = (Place("a", is_ready=False), Place("b"), Place("c"))

    change = enrolment.fill(Roll(1, {}, waiting=line))

    assert [one.person for one in change.moved_up] == ["b"]
    assert [one.person for one in change.roll.waiting] == ["a", "c"]


@pytest.mark.parametrize(
    ("gone", "coming", "refusal"),
    [
        ("x", Place("c"), enrolment.NotEnrolled),
        ("a", Place("b"), enrolment.AlreadyEnrolled),
        ("b", Place("c", "lurah"), enrolment.QuotaFull),
    ],
)
def test_seat_that_cannot_be_handed_over(gone, coming, refusal):
    roll = Roll(2, {"lurah": 1}, seated=(Place("a", "lurah"), Place("b")))

    with pytest.raises(refusal):
        enrolment.substitute(roll, gone, coming)


@given(rolls, acts)
def test_seats_are_never_more_than_capacity_and_quota(roll, acts):
    for _, _, change in _steps(roll, acts):
        after = change.roll
        assert len(after.seated) <= after.capacity
        for office, bound in after.quotas.items():
            assert sum(one.office == office for one in after.seated) <= bound


@given(rolls, acts)
def test_nobody_stands_twice_and_nobody_is_lost(roll, acts):
    for act, before, change in _steps(roll, acts):
        people = [one.person for one in (*change.roll.seated, *change.roll.waiting)]
        known = {one.person for one in (*before.seated, *before.waiting)}
        assert len(people) == len(set(people))
        gone = {f"p{act[1]}"} if act[0] != "enrol" else set()
        assert known - set(people) <= gone


@given(rolls, acts)
def test_order_of_the_line_is_kept(roll, acts):
    for _, before, change in _steps(roll, acts):
        old = [one for one in before.waiting if one in change.roll.waiting]
        assert list(change.roll.waiting)[: len(old)] == old


@given(rolls, acts)
def test_nobody_waits_beside_a_seat_that_they_could_have(roll, acts):
    for _, _, change in _steps(roll, acts):
        assert not any(_could_sit(change.roll, place) for place in change.roll.waiting)


@given(rolls, acts)
def test_withdrawal_moves_exactly_the_next_who_may_sit(roll, acts):
    for act, before, change in _steps(roll, acts):
        sat = any(one.person == f"p{act[1]}" for one in before.seated)
        if act[0] == "withdraw" and sat:
            left = [one for one in before.seated if one.person != f"p{act[1]}"]
            freed = Roll(before.capacity, before.quotas, tuple(left), before.waiting)
            next_one = [one for one in before.waiting if _could_sit(freed, one)][:1]
            assert list(change.moved_up) == next_one
