"""One person written down by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from saindege.people.app import actions
from saindege.people.app.models import Person
from tests.people.app.conftest import ANI, AT, EKA, LATER

EKA_FACTS = actions.Facts(
    name="Eka Contoh", nip="19950505 202012 2 001", status="pns", office="1001", rank="II/c"
)


def _version(person: Person) -> int:
    last = person.changes.order_by("-pk").first()
    return last.pk if last else 0


def test_person_is_added_with_who_and_when(register, officer) -> None:
    made = actions.add_person(officer, EKA_FACTS, at=AT)

    change = made.changes.get()
    assert (made.nip, made.office.name) == (EKA[0], "Kelurahan Wek V")
    assert (change.field, change.after, change.by, change.at) == ("new", "Eka Contoh", officer, AT)


@pytest.mark.parametrize(
    ("number", "status", "words"),
    [
        (ANI[0], "pns", "milik Ani Contoh"),
        ("199513052020122001", "pns", "bukan tanggal"),
        ("", "pns", "Isi 18 angkanya"),
    ],
)
def test_number_that_cannot_be_is_refused(register, officer, number, status, words) -> None:
    with pytest.raises(actions.NumberRefused) as refused:
        actions.add_person(officer, replace(EKA_FACTS, nip=number, status=status), at=AT)

    assert words in refused.value.sentence.id
    assert Person.objects.count() == 4


def test_guest_needs_no_number(register, officer) -> None:
    made = actions.add_person(officer, replace(EKA_FACTS, nip="", status="non_asn"), at=AT)

    assert made.nip is None


def test_changed_facts_are_written_down_and_the_old_superior_does_not_go_along(register, officer) -> None:
    ani = register["Ani"]
    facts = actions.Facts(
        name=ani.name, nip=ani.nip, status="pns", office="DINKES", rank="III/c",
        birth_date=ani.birth_date, sex=ani.sex,
    )  # fmt: skip

    changed = actions.change_person(officer, ani.pk, facts, version=_version(ani), at=LATER)

    ani.refresh_from_db()
    assert (ani.office.code, ani.rank, ani.superior, changed) == ("DINKES", "III/c", None, 3)
    assert {(each.field, each.before, each.after) for each in ani.changes.all()} == {
        ("rank", "III/b", "III/c"),
        ("office", "Kelurahan Wek V", "Dinas Kesehatan"),
        ("superior", "Budi Contoh", ""),
    }


def test_two_forms_of_one_person_do_not_overwrite_each_other(register, officer) -> None:
    ani = register["Ani"]
    facts = actions.Facts(
        name=ani.name, nip=ani.nip, status="pns", office="1001", rank="III/c", birth_date=ani.birth_date,
        sex=ani.sex,
    )  # fmt: skip
    actions.change_person(officer, ani.pk, facts, version=0, at=AT)

    with pytest.raises(actions.ChangedMeanwhile):
        actions.change_person(officer, ani.pk, replace(facts, rank="IV/a"), version=0, at=LATER)
