"""The tree of offices: made, renamed, moved, closed, with its history; never a ring."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saindege.base.app.access import NotAllowed
from saindege.people.app import actions
from saindege.people.app.models import Office, OfficeChange
from tests.people.app.conftest import AT, LATER


def _change(officer, office, **changed):
    values = {"name": office.name, "kind": office.kind, "parent": office.parent, **changed}
    return actions.change_office(officer, office.pk, **values, at=LATER)


def test_office_is_made_and_its_history_begins(offices, officer) -> None:
    made = actions.make_office(officer, name="UPTD Pasar", kind="unit", parent=offices["health"], at=AT)

    assert (made.code, made.parent.name) == ("K0004", "Dinas Kesehatan")
    assert [(each.field, each.after, each.by) for each in made.changes.all()] == [
        ("made", "UPTD Pasar", officer)
    ]


def test_two_of_one_place_may_not_share_a_name(offices, officer) -> None:
    with pytest.raises(actions.OfficeNameTaken):
        actions.make_office(officer, name="Kel. Wek 5", kind="urban_village", parent=None, at=AT)

    elsewhere = actions.make_office(
        officer, name="Kelurahan Wek V", kind="urban_village", parent=offices["health"], at=AT
    )
    assert elsewhere.parent == offices["health"]


def test_rename_and_move_keep_what_was_said_before(offices, officer) -> None:
    _change(officer, offices["wek5"], name="Kelurahan Wek Lima Baru", parent=offices["health"])

    assert {(each.field, each.before, each.after) for each in OfficeChange.objects.all()} == {
        ("name", "Kelurahan Wek V", "Kelurahan Wek Lima Baru"),
        ("parent", "", "Dinas Kesehatan"),
    }


def test_saying_the_same_changes_nothing(offices, officer) -> None:
    assert _change(officer, offices["wek5"]) == []


def test_office_that_is_its_own_parent_is_refused(offices, officer) -> None:
    with pytest.raises(actions.NoSuchTree) as refused:
        _change(officer, offices["wek5"], parent=offices["wek5"])

    assert refused.value.sentence.id == (
        "Kelurahan Wek V tidak dapat berada di bawah dirinya sendiri. Pilih kantor lain."
    )
    _change(officer, offices["wek5"], parent=offices["health"])
    with pytest.raises(actions.NoSuchTree):
        _change(officer, offices["health"], parent=Office.objects.get(code="1001"))


def test_office_closes_when_nobody_is_left_and_opens_again(register, officer) -> None:
    wek5, wek6 = (Office.objects.get(code=code) for code in ("1001", "1002"))

    with pytest.raises(actions.StillInUse) as refused:
        actions.close_office(officer, wek5.pk, on=AT.date(), at=AT)
    closed = actions.close_office(officer, wek6.pk, on=AT.date(), at=AT)
    opened = actions.reopen_office(officer, wek6.pk, at=LATER)

    assert "2 orang" in refused.value.sentence.id
    assert (closed.closed_on, opened.closed_on) == (AT.date(), None)
    assert [each.field for each in wek6.changes.all()] == ["closed_on", "closed_on"]


def test_others_leave_the_tree_alone(offices, account) -> None:
    with pytest.raises(NotAllowed):
        actions.make_office(account("atasan"), name="X", kind="unit", parent=None, at=AT)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from([None, 0, 1, 2])), max_size=8))
def test_no_path_of_moves_makes_a_ring(offices, officer, moves) -> None:
    keys = [each.pk for each in offices.values()]
    Office.objects.update(parent=None)

    for child, parent in moves:
        office = Office.objects.get(pk=keys[child])
        try:
            _change(officer, office, parent=None if parent is None else Office.objects.get(pk=keys[parent]))
        except actions.NoSuchTree:
            continue

    parents = dict(Office.objects.values_list("pk", "parent_id"))
    for key in keys:
        seen = []
        while key is not None:
            assert key not in seen
            seen.append(key)
            key = parents[key]
