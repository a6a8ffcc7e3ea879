"""The professionalism index on its pages: from what stands on file, to whom it belongs, against the official result."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from saindege.base.app.models import AuditEntry
from saindege.delivery.app import actions as delivery_actions
from saindege.impact.app import queries
from saindege.impact.app.models import IndexFacts, OfficialIndex
from saindege.people.app import actions as people_actions
from saindege.people.app.models import Person
from saindege.programme.app.models import Session
from tests.impact.app.class_that_ended import ENDED_AT

YEAR = 2026


def upload(text: str, kind: str, name: str = "daftar.csv") -> dict[str, object]:
    file = io.BytesIO(text.encode())
    file.name = name
    return {"kind": kind, "year": str(YEAR), "file": file}


@pytest.fixture
def listed(ended, client_for):
    """Everybody's performance and discipline, brought in by the officer."""
    rows = [f"{person.nip},Baik,tidak ada" for person in ended.people]
    client = client_for("bkpsdm")
    client.post(reverse("impact:index_import"), upload("nip,kinerja,disiplin\n" + "\n".join(rows), "facts"))
    return ended


def test_certificate_of_twenty_hours_counts_as_technical_training(listed, account):
    Session.objects.update(closed_at=ENDED_AT)
    officer = account("bkpsdm")
    delivery_actions.issue_certificates(officer, listed.batch, at=ENDED_AT + timedelta(days=2))

    came = queries.person_index(listed.people[0], YEAR)
    away = queries.person_index(listed.people[-1], YEAR)

    # S1 15, technical 22.5, Baik 25, no punishment 5.
    assert (came.total, away.total) == (67.5, 45.0)
    assert [each.part for each in away.raises] == ["technical", "seminar"]


def test_list_is_taken_whole_and_recorded(listed):
    entry = AuditEntry.objects.get(action="impact.index_list_taken")

    assert IndexFacts.objects.filter(year=YEAR, performance="Baik", discipline="none").count() == 12
    assert entry.detail["rows"] == 12 and listed.people[0].nip not in str(entry.detail)


def test_list_with_one_fault_changes_nothing(ended, client_for):
    text = f"nip,kinerja\n{ended.people[0].nip},Baik\n{ended.people[1].nip},hebat\n"

    answer = client_for("bkpsdm").post(reverse("impact:index_import"), upload(text, "facts"))

    assert answer.status_code == 422 and "hebat" in answer.content.decode()
    assert not IndexFacts.objects.exists()


def test_later_list_fills_in_and_keeps_what_it_does_not_say(listed, client_for):
    text = f"nip,seminar\n{listed.people[0].nip},ya\n"

    client_for("bkpsdm").post(reverse("impact:index_import"), upload(text, "facts"))

    row = IndexFacts.objects.get(person=listed.people[0])
    assert (row.performance, row.seminar) == ("Baik", True)


def test_official_result_is_compared_and_explained(listed, client_for):
    officer = client_for("bkpsdm")
    rows = [f"{person.nip},15,0,25,5" for person in listed.people[:-1]]
    rows.append(f"{listed.people[-1].nip},10,17.5,25,5")
    text = "nip,kualifikasi,kompetensi,kinerja,disiplin\n" + "\n".join(rows)

    officer.post(reverse("impact:index_import"), upload(text, "official"))
    page = officer.get(reverse("impact:index_official"), {"tahun": YEAR}).content.decode()

    assert OfficialIndex.objects.count() == 12
    assert "1 dari 12 hasil resmi" in page and "tampaknya D3" in page and "seminar" in page


def test_points_of_a_person_are_for_that_person_the_superior_and_the_officer(listed, client_for, account):
    address = reverse("impact:index_person", args=[listed.people[0].pk])
    superior_of_another = account("atasan")
    Person.objects.create(name="Lain", status="pns", office=listed.office, account=superior_of_another)

    seen = {
        who: client_for(whom).get(address).status_code
        for who, whom in {
            "self": listed.people[0].account,
            "colleague": listed.people[1].account,
            "superior": listed.superior.account,
            "another superior": superior_of_another,
            "officer": "bkpsdm",
            "mayor": "walikota",
            "analyst": "analis",
        }.items()
    }

    assert seen == {
        "self": 200,
        "colleague": 404,
        "superior": 200,
        "another superior": 404,
        "officer": 200,
        "mayor": 404,
        "analyst": 404,
    }


def test_mayor_sees_offices_without_names(listed, client_for):
    mayor = client_for("walikota")
    office = mayor.get(
        reverse("impact:index_office", args=[listed.office.pk]), {"tahun": YEAR}
    ).content.decode()
    city = mayor.get(reverse("impact:index"), {"tahun": YEAR}).content.decode()

    assert "Orang 0" not in office + city
    assert "Kelurahan Latihan" in city and "Pelatihan teknis 20 JP" in city


def test_small_office_has_no_mean(listed, client_for):
    Person.objects.filter(pk__in=[person.pk for person in listed.people[3:]]).update(
        missing_since="2026-01-01"
    )

    page = (
        client_for("walikota").get(reverse("impact:index_office", args=[listed.office.pk])).content.decode()
    )

    assert "Terlalu sedikit untuk ditunjukkan" in page


def test_recap_has_names_only_for_the_officer(listed, client_for):
    address = reverse("impact:index")
    sheets = {
        role: CalamineWorkbook.from_filelike(
            io.BytesIO(client_for(role).get(address, {"unduh": "xlsx", "tahun": YEAR}).content)
        ).sheet_names
        for role in ("bkpsdm", "walikota")
    }

    assert sheets == {"bkpsdm": ["Per kantor", "Pegawai", "Aturan"], "walikota": ["Per kantor", "Aturan"]}


def test_participant_sees_only_the_own_index(listed, client_for):
    page = client_for(listed.people[0].account).get(reverse("impact:index"), {"tahun": YEAR}).content.decode()

    assert "Indeks saya" in page and "Per kantor" not in page and "Orang 1" not in page


def test_person_who_was_on_the_list_twice_can_still_be_joined(listed, account):
    twin = Person.objects.create(nip="199001012015011999", name="Orang 0", status="pns", office=listed.office)
    first = listed.people[0]
    source = IndexFacts.objects.first().source
    IndexFacts.objects.create(person=twin, year=YEAR, performance="Kurang", source=source)

    people_actions.merge_people(account("bkpsdm"), first.pk, twin.pk, at=ENDED_AT)

    # The later row stands: Kurang 5, S1 15, no punishment said in it 5.
    assert queries.person_index(first, YEAR).total == 25.0


def test_person_sees_who_looked_at_the_discipline(listed, client_for, account):
    whose = listed.people[0]
    page = reverse("impact:index_person", args=[whose.pk])
    officer = client_for(account("bkpsdm", display_name="Petugas Kepegawaian"))
    own = client_for(whose.account)

    before = own.get(page).content.decode()
    officer.get(page)
    officer.get(page)
    client_for(listed.superior.account).get(page)
    officer.get(reverse("impact:index_office", args=[listed.office.pk]))

    assert "Belum ada orang lain yang membuka nilai ini." in before
    after = own.get(page).content.decode()
    assert after.count("Petugas Kepegawaian") == 2 and "dalam daftar kantor" in after
    seen = AuditEntry.objects.filter(action="impact.discipline_seen", subject_id=str(whose.pk))
    assert seen.count() == 2 and all(entry.detail == {} for entry in seen)


def test_workbook_with_names_is_noted_for_every_office_and_the_mayor_sees_no_names(listed, client_for):
    book = reverse("impact:index") + "?unduh=xlsx"

    client_for("walikota").get(book)
    before = AuditEntry.objects.filter(action="impact.discipline_list_seen").count()
    client_for("bkpsdm").get(book)

    entry = AuditEntry.objects.get(action="impact.discipline_list_seen")
    assert before == 0 and (entry.subject_type, entry.subject_id) == ("office", str(listed.office.pk))
