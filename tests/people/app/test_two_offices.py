"""One person in two offices of one list: told apart from a plain double, and nobody is moved by the second row."""

from __future__ import annotations

from django.urls import reverse

from saindege.people.app.models import Person
from tests.people.app.conftest import ANI, BUDI, CITRA, DEDI


def test_person_in_two_offices_of_one_list_is_told_and_only_the_first_row_counts(
    register, upload, check, apply, officer, client_for
):
    elsewhere = (*ANI[:2], "Dinas Kesehatan", ANI[3])

    came = check(upload(ANI, BUDI, CITRA, DEDI, elsewhere))
    page = client_for(officer).get(reverse("people:staff_import", args=[came.pk])).content.decode()
    apply(came)

    assert "di dua kantor: Kelurahan Wek V (baris 2) dan Dinas Kesehatan di sini" in page
    assert "pastikan kantor yang benar menurut SK" in page
    assert Person.objects.get(nip=ANI[0]).office.name == "Kelurahan Wek V"
