"""Education of people: a whole table comes in, one diploma by hand, and the highest level stands with the person."""

from __future__ import annotations

import pytest
from django.urls import reverse

from saindege.base.app.access import NotAllowed
from saindege.people.app import actions
from saindege.people.app.models import Competency, Diploma, LevelList, Person, PersonChange
from tests.people.app.conftest import ANI, AT, BUDI, LATER

HEADER = "NIP,Tingkat,Jurusan,Sekolah,Tahun lulus\n"
TABLE = f"{HEADER}{ANI[0]},SMA,,SMAN 1,2005\n{ANI[0]},S1,Hukum,Universitas A,2009\n{BUDI[0]},D3,,,2001\n000,S1,,,\n"


@pytest.fixture
def bring(officer, register, media):
    def store(text: str) -> LevelList:
        return actions.store_level_list(
            officer, kind="education", file_name="ijazah.csv", chunks=[text.encode()], at=AT
        )

    return store


def test_table_is_shown_before_it_is_stored_and_raises_the_highest_level(bring, officer, client_for):
    Person.objects.filter(name=BUDI[1]).update(education="S2")
    came = bring(TABLE)
    client = client_for(officer)

    page = client.get(reverse("people:level_list", args=[came.pk])).content.decode()
    before = Diploma.objects.count()
    client.post(reverse("people:level_list", args=[came.pk]), {"langkah": "terapkan"})

    assert "S1 Hukum, Universitas A, 2009" in page and "Tidak ada pegawai dengan NIP ini" in page
    assert before == 0
    assert Diploma.objects.count() == 3
    assert dict(Person.objects.exclude(education="").values_list("name", "education")) == {
        ANI[1]: "S1",
        BUDI[1]: "S2",
    }
    change = PersonChange.objects.get(field="education")
    assert (change.person.name, change.before, change.after, change.by) == (ANI[1], "", "S1", officer)


def test_same_table_twice_changes_nothing_and_blanks_never_erase(bring, officer):
    actions.apply_level_list(officer, bring(TABLE).pk, at=AT)
    again = bring(TABLE)
    blank = bring(f"{HEADER}{ANI[0]},S1,hukum,,\n")
    later = bring(f"{HEADER}{ANI[0]},S1,Hukum,Universitas B,\n")

    assert (again.report["new"], again.report["same"]) == (0, 3)
    assert (blank.report["new"], blank.report["same"]) == (0, 1)
    assert [each["before"] for each in later.report["differences"]] == ["S1 Hukum, Universitas A, 2009"]

    actions.apply_level_list(officer, later.pk, at=LATER)

    known = Diploma.objects.get(level="S1")
    assert (known.institution, known.year) == ("Universitas B", 2009)


def test_person_sees_the_own_education_and_colleagues_do_not(bring, officer, register, account, client_for):
    actions.apply_level_list(officer, bring(TABLE).pk, at=AT)
    own, other = account("peserta"), account("peserta")
    Person.objects.filter(pk=register["Ani"].pk).update(account=own)
    Person.objects.filter(pk=register["Citra"].pk).update(account=other)
    page = reverse("people:education", args=[register["Ani"].pk])

    assert "Universitas A" in client_for(own).get(page).content.decode()
    assert client_for(own).post(page, {"level": "S2"}).status_code == 404
    assert client_for(other).get(page).status_code == 404


def test_diploma_by_hand_is_stored_once_and_can_be_taken_out(register, officer, client_for):
    client, page = client_for(officer), reverse("people:education", args=[register["Ani"].pk])

    client.post(page, {"level": "S2", "study": "Administrasi Publik", "institution": "", "year": "2015"})
    twice = client.post(page, {"level": "S2", "study": "Administrasi Publik", "year": ""})
    future = client.post(page, {"level": "S3", "study": "", "year": "2040"})
    made = Diploma.objects.get()
    raised = Person.objects.get(pk=register["Ani"].pk).education
    client.post(page, {"hapus": made.pk})

    assert (made.level, made.year, raised) == ("S2", 2015, "S2")
    assert (twice.status_code, future.status_code) == (422, 422)
    assert "sudah tercatat" in twice.content.decode() and "tidak mungkin" in future.content.decode()
    assert not Diploma.objects.exists()


def test_two_rows_that_are_one_person_keep_both_their_diplomas(bring, officer, register):
    actions.apply_level_list(officer, bring(TABLE).pk, at=AT)
    double = Person.objects.create(
        name="Ani Contoh", status="non_asn", office=register["Ani"].office, post=register["Ani"].post
    )
    for level, study in (("S1", "hukum"), ("S2", "Hukum")):
        actions.add_diploma(officer, double, level=level, study=study, institution="", year=None, at=AT)

    kept = actions.merge_people(officer, register["Ani"].pk, double.pk, at=LATER)

    assert sorted(kept.diplomas.values_list("level", "study")) == [
        ("S1", "Hukum"),
        ("S2", "Hukum"),
        ("SMA", ""),
    ]


def test_only_whoever_keeps_the_list_writes_education(register, account):
    with pytest.raises(NotAllowed):
        actions.add_diploma(
            account("atasan"), register["Ani"], level="S1", study="", institution="", year=None, at=AT
        )


def test_post_code_comes_with_a_list_and_stands_with_the_person(register, upload, check, apply):
    header = ("NIP", "NAMA", "UNIT KERJA", "JABATAN", "KODE JABATAN")

    apply(check(upload((*ANI[:3], "Analis", "8ae483a8-77"), header=header)))

    kept = Person.objects.get(name=ANI[1])
    assert (kept.post, kept.post_code) == ("Analis", "8ae483a8-77")
    assert PersonChange.objects.get(field="post_code").after == "8ae483a8-77"


def test_names_of_competencies_follow_the_language_of_the_reader(register, officer, client_for):
    actions.add_competency(officer, name="Arsip", name_en="Filing", at=AT)
    number = Competency.objects.get(name="Arsip").pk
    client = client_for(officer)
    client.post(reverse("people:competency_names", args=[number]), {"name": "Arsip", "name_en": "Records"})

    indonesian = client.get(reverse("people:standards")).content.decode()
    officer.language = "en"
    officer.save()
    english = client_for(officer).get(reverse("people:standards"), HTTP_ACCEPT_LANGUAGE="en").content.decode()

    assert "Arsip" in indonesian and "Records" not in indonesian
    assert "Records" in english and "Integrity" in english
