"""Who runs a batch: the rules, and what is pointed out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.delivery import committee
from saindege.delivery.committee import Seat

CHAIR = Seat("Lenni Tanjung", "p1", "chair", "k1")
MEMBER = Seat("Dr. Marwan Lubis, M.Si", "", "member", "k2")


@pytest.mark.parametrize(
    ("new", "refusal"),
    [
        (Seat("Lenni Tanjung, S.E.", "p1", "member"), committee.OnCommitteeAlready),
        (Seat("marwan lubis", "", "member"), committee.OnCommitteeAlready),
        (Seat("Ida Pulungan", "p2", "chair"), committee.RoleTaken),
        (Seat("Marwan Lubis", "", "chair", "k2"), committee.RoleTaken),
    ],
)
def test_nobody_sits_twice_and_there_is_one_chair(new, refusal):
    with pytest.raises(refusal):
        committee.require_fit([CHAIR, MEMBER], new)


def test_namesakes_of_the_staff_list_are_two_people():
    committee.require_fit([CHAIR, MEMBER], Seat("Lenni Tanjung", "p9", "member"))


def test_role_of_somebody_is_changed_to_one_that_is_free():
    committee.require_fit([CHAIR, MEMBER], Seat("Lenni Tanjung", "p1", "lead", "k1"))
    committee.require_fit([CHAIR, MEMBER], Seat("Lenni Tanjung", "p1", "chair", "k1"))


def test_who_also_teaches_or_learns_is_pointed_out():
    teaches = committee.warnings_of(MEMBER, speakers=[Seat("Marwan Lubis")], participants=[])
    learns = committee.warnings_of(CHAIR, speakers=[Seat("Ida")], participants=[Seat("L. Tanjung", "p1")])

    assert [one.id.partition(" angkatan")[0] for one in teaches] == ["Dr. Marwan Lubis, M.Si juga narasumber"]
    assert [one.id.partition(" angkatan")[0] for one in learns] == ["Lenni Tanjung juga peserta"]


@given(st.text())
def test_plain_name_of_a_plain_name_is_itself(name):
    assert committee.plain_name(committee.plain_name(name)) == committee.plain_name(name)
