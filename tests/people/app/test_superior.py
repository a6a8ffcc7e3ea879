"""Who a person's superior is."""

import pytest
from django.urls import reverse

from saindege.base.app.access import NotAllowed
from saindege.people.app import actions, queries
from saindege.people.app.models import Person, PersonChange

from .conftest import AT


def superiors():
    return dict(Person.objects.values_list("name", "superior__name"))


def test_superior_is_stored_with_its_history(register, officer):
    count = actions.set_superior(
        officer, register["Citra"].pk, register["Dedi"].pk, also_without=False, at=AT
    )

    change = PersonChange.objects.get()
    assert (count, superiors()["Citra Contoh"]) == (1, "Dedi Contoh")
    assert (change.field, change.before, change.after) == ("superior", "", "Dedi Contoh")


def test_whole_office_without_a_superior_gets_one_in_one_act(register, officer, offices):
    Person.objects.create(name="Eka Contoh", status="non_asn", office=offices["wek5"])
    Person.objects.filter(name="Ani Contoh").update(superior=None)

    count = actions.set_superior(officer, register["Ani"].pk, register["Budi"].pk, also_without=True, at=AT)

    assert count == 2
    assert superiors() == {
        "Ani Contoh": "Budi Contoh", "Budi Contoh": None, "Citra Contoh": None, "Dedi Contoh": None,
        "Eka Contoh": "Budi Contoh",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["Budi", "Ani"])
def test_nobody_is_above_himself(register, officer, name):
    with pytest.raises(actions.NotASuperior, match="ia sendiri atau bawahannya"):
        actions.set_superior(officer, register["Budi"].pk, register[name].pk, also_without=False, at=AT)

    assert superiors()["Budi Contoh"] is None


def test_saying_the_same_again_changes_nothing(register, officer):
    count = actions.set_superior(officer, register["Ani"].pk, register["Budi"].pk, also_without=False, at=AT)

    assert (count, PersonChange.objects.count()) == (0, 0)


def test_superior_herself_may_not_say_so(register, account):
    with pytest.raises(NotAllowed):
        actions.set_superior(account("atasan"), register["Ani"].pk, None, also_without=False, at=AT)


def test_leaders_are_offered_first(register, offices):
    Person.objects.filter(name="Dedi Contoh").update(office=offices["wek5"], post_type="pengawas")

    offered = [person.name for person in queries.possible_superiors(register["Ani"])]

    assert offered == ["Dedi Contoh", "Budi Contoh"]


def test_superior_is_chosen_on_the_page_of_a_person(client_for, officer, register):
    address = reverse("people:person", args=[register["Citra"].pk])

    page = client_for(officer).post(address, {"superior": str(register["Dedi"].pk)}, follow=True)

    assert "Atasan disimpan untuk 1 orang." in page.content.decode()
    assert superiors()["Citra Contoh"] == "Dedi Contoh"


def test_somebody_from_nowhere_near_is_not_chosen(client_for, officer, register):
    address = reverse("people:person", args=[register["Citra"].pk])

    page = client_for(officer).post(address, {"superior": str(register["Ani"].pk)})

    assert "Pilih satu orang dari daftar." in page.content.decode()
    assert superiors()["Citra Contoh"] is None


def test_people_without_a_superior_are_found(register, officer):
    found = queries.search_people(officer, queries.StaffFilter(without_superior=True))

    assert [person.name for person in found] == ["Budi Contoh", "Citra Contoh", "Dedi Contoh"]
    assert queries.without_superior_count() == 3
