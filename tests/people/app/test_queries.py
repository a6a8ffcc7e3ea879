"""Who sees whom, and how people and offices are found and counted."""

import pytest

from saindege.people.app import queries
from saindege.people.app.models import Office, Person
from saindege.people.app.queries import StaffFilter


def names(people):
    return [person.name for person in people]


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("bkpsdm", ["Ani Contoh", "Budi Contoh", "Citra Contoh", "Dedi Contoh"]),
        ("admin", ["Ani Contoh", "Budi Contoh", "Citra Contoh", "Dedi Contoh"]),
        ("atasan", ["Ani Contoh", "Budi Contoh"]),
        ("peserta", ["Budi Contoh"]),
        ("analis", ["Budi Contoh"]),
    ],
)
def test_everybody_sees_what_the_role_allows(register, account, role, seen):
    somebody = account(role)
    register["Budi"].account = somebody
    register["Budi"].save()

    assert names(queries.visible_to(somebody)) == seen


def test_superior_also_sees_direct_subordinates_elsewhere(register, account):
    superior = account("atasan")
    register["Budi"].account = superior
    register["Budi"].save()
    Person.objects.filter(name="Citra Contoh").update(superior=register["Budi"])

    assert names(queries.visible_to(superior)) == ["Ani Contoh", "Budi Contoh", "Citra Contoh"]


def test_account_without_a_person_or_that_is_closed_sees_nobody(register, account):
    assert names(queries.visible_to(account("walikota"))) == []
    assert names(queries.visible_to(account("bkpsdm", is_active=False))) == []


def test_old_and_new_spelling_of_a_name_are_found_alike(register, officer):
    Person.objects.filter(name="Dedi Contoh").update(name="Mhd. Soekarno Contoh")

    found = queries.search_people(officer, StaffFilter(text="muhammad sukarno"))

    assert names(found) == ["Mhd. Soekarno Contoh"]


def test_number_is_searched_with_or_without_spaces_by_those_who_may_see_it(register, officer, account):
    superior = account("atasan")
    register["Budi"].account = superior
    register["Budi"].save()

    assert names(queries.search_people(officer, StaffFilter(text="19870412 2010"))) == ["Ani Contoh"]
    assert names(queries.search_people(superior, StaffFilter(text="19870412"))) == []


def test_filters_add_up_and_an_office_holds_those_below_it(register, officer, offices):
    district = Office.objects.create(code="10", name="Kecamatan Selatan", kind="district")
    Office.objects.filter(code="1001").update(parent=district)
    Person.objects.filter(name="Ani Contoh").update(status="pppk")

    found = queries.search_people(officer, StaffFilter(office="10", status="pppk"))

    assert names(found) == ["Ani Contoh"]
    assert names(queries.search_people(officer, StaffFilter(office="tidak-ada"))) == []


def test_list_is_sorted_both_ways(register, officer):
    forth = names(queries.search_people(officer, StaffFilter(sort="golongan")))
    back = names(queries.search_people(officer, StaffFilter(sort="-golongan")))

    assert forth == ["Citra Contoh", "Ani Contoh", "Budi Contoh", "Dedi Contoh"]
    assert back == forth[::-1]


def test_flagged_people_are_found_and_in_no_head_count(register, officer):
    Person.objects.filter(name="Dedi Contoh").update(missing_since="2026-11-01")

    assert names(queries.search_people(officer, StaffFilter(flagged=True))) == ["Dedi Contoh"]
    assert queries.flagged_count() == 1
    assert queries.staff_counts() == {"pns": 3, "pppk": 0, "pppk_part_time": 0, "cpns": 0, "non_asn": 0}
    assert names(queries.people_of_office(register["Dedi"].office)) == ["Citra Contoh"]


def test_tree_counts_the_people_below(register, offices):
    district = Office.objects.create(code="10", name="Kecamatan Selatan", kind="district")
    Office.objects.filter(code__in=["1001", "1002"]).update(parent=district)

    rows = [(row.office.name, row.depth, row.own, row.below) for row in queries.office_tree()]

    assert rows == [
        ("Dinas Kesehatan", 0, 2, 2),
        ("Kecamatan Selatan", 0, 0, 2),
        ("Kelurahan Wek V", 1, 2, 2),
        ("Kelurahan Wek VI", 1, 0, 0),
    ]
    assert [row.office.name for row in queries.office_tree("wek vi")] == [
        "Kecamatan Selatan",
        "Kelurahan Wek VI",
    ]


def test_person_behind_an_account_is_found(register, account):
    somebody = account("peserta")
    register["Ani"].account = somebody
    register["Ani"].save()

    assert queries.person_of(somebody) == register["Ani"]
    assert queries.person_of(account("walikota")) is None
