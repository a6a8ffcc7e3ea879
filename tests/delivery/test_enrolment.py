"""Seats and the line of a batch: never above capacity, nobody twice, first come first served."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.base.errors import SaindegeError
from saindege.delivery import enrolment
from saindege.delivery.enrolment import Change, Place, Roll

OFFICES = ["camat", "lurah", ""]
PEOPLE = range(10)
person = st.sampled_from(PEOPLE)
quotas = st.dictionaries(st.sampled_from(OFFICES[:2]), st.integers(0, 3))
acts = st.lists(
    st.one_of(
        st.tuples(st.just("enrol"), person, st.just(0)),
        st.tuples(st.just("withdraw"), person, st.just(0)),
        st.tuples(st.just("substitute"), person, person),
        st.tuples(st.just("seats"), st.integers(0, 8), st.just(0)),
        st.tuples(st.just("quota"), st.sampled_from([0, 1]), st.integers(0, 4)),
    ),
    min_size=1,
    max_size=25,
)


def _place(number: int) -> Place:
    # The seventh has not finished what comes first.
    return Place(f"p{number}", OFFICES[number % 3], is_ready=number != 7)


@st.composite
def crowded(draw):
    """A class that people came to in some order: most sit, some wait."""
    roll = Roll(draw(st.integers(0, 6)), draw(quotas))
    for number in draw(st.permutations(PEOPLE))[: draw(st.integers(0, 10))]:
        roll = enrolment.enrol(roll, _place(number)).roll
    return roll


def _do(roll: Roll, act: tuple[str, int, int]) -> Change:
    kind, first, second = act
    if kind == "enrol":
        return enrolment.enrol(roll, _place(first))
    if kind == "withdraw":
        return enrolment.withdraw(roll, f"p{first}")
    if kind == "seats":
        return enrolment.fill(replace(roll, capacity=first))
    if kind == "quota":
        return enrolment.fill(replace(roll, quotas={**roll.quotas, OFFICES[first]: second}))
    return enrolment.substitute(roll, f"p{first}", _place(second))


def _taken(roll: Roll, office: str) -> int:
    return sum(one.office == office for one in roll.seated)


def _could_sit(roll: Roll, place: Place) -> bool:
    is_free = len(roll.seated) < roll.capacity
    return place.is_ready and is_free and _taken(roll, place.office) < roll.quotas.get(place.office, 10**6)


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


def test_class_with_too_many_people_has_no_seat_free():
    assert Roll(1, {}, seated=(Place("a"), Place("b"))).free == 0


def test_seat_goes_from_one_to_another_of_an_office_that_has_its_quota():
    roll = Roll(2, {"lurah": 1}, seated=(Place("a", "lurah"), Place("b")), waiting=(Place("c", "lurah"),))

    handed = enrolment.substitute(roll, "a", Place("c", "lurah"))

    assert handed.roll.seated == (Place("b"), Place("c", "lurah"))
    assert handed.roll.waiting == ()


def test_quota_that_a_substitute_leaves_free_serves_the_line():
    seated, line = (Place("a", "lurah"), Place("b")), (Place("c", "lurah"),)

    change = enrolment.substitute(Roll(3, {"lurah": 1}, seated, line), "a", Place("d"))

    assert change.moved_up == (Place("c", "lurah"),)


@given(crowded(), acts)
def test_nobody_gets_a_seat_above_capacity_and_quota(roll, acts):
    for _, before, change in _steps(roll, acts):
        after = change.roll
        assert len(after.seated) <= max(after.capacity, len(before.seated))
        for office, bound in after.quotas.items():
            assert _taken(after, office) <= max(bound, _taken(before, office))


@given(crowded(), acts)
def test_nobody_stands_twice_and_only_who_leaves_is_gone(roll, acts):
    for (kind, first, second), before, change in _steps(roll, acts):
        people = [one.person for one in (*change.roll.seated, *change.roll.waiting)]
        known = {one.person for one in (*before.seated, *before.waiting)}
        come = {"enrol": {f"p{first}"}, "substitute": {f"p{second}"}}.get(kind, set())
        gone = {f"p{first}"} if kind in ("withdraw", "substitute") else set()
        assert len(people) == len(set(people))
        assert set(people) == (known | come) - gone


@given(crowded(), acts)
def test_order_of_the_line_is_kept(roll, acts):
    for _, before, change in _steps(roll, acts):
        old = [one for one in before.waiting if one in change.roll.waiting]
        assert list(change.roll.waiting)[: len(old)] == old


@given(crowded(), acts)
def test_nobody_waits_beside_a_seat_that_they_could_have(roll, acts):
    for _, _, change in _steps(roll, acts):
        assert not any(_could_sit(change.roll, place) for place in change.roll.waiting)


@given(crowded(), acts)
def test_line_is_served_one_by_one_by_whoever_may_sit_first(roll, acts):
    for (kind, first, second), before, change in _steps(roll, acts):
        left = replace(
            change.roll,
            seated=tuple(
                one for one in before.seated if one.person != f"p{first}" or kind in ("seats", "quota")
            ),
        )
        line = [one for one in before.waiting if kind != "withdraw" or one.person != f"p{first}"]
        if kind == "enrol":
            line.append(_place(first))
        if kind == "substitute":
            left = replace(left, seated=(*left.seated, _place(second)))
            line = [one for one in line if one.person != f"p{second}"]
        served = []
        while next_one := next((one for one in line if _could_sit(left, one)), None):
            left = replace(left, seated=(*left.seated, next_one))
            line.remove(next_one)
            served.append(next_one)
        assert list(change.moved_up) == served
        assert change.roll.seated == left.seated
        assert list(change.roll.waiting) == line
