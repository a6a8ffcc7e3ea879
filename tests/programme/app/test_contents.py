"""The content of a course, its materials, and series of its sessions."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from saindege.people.app.models import Competency
from saindege.programme.app import queries
from saindege.programme.app.models import Batch, Course, CourseMaterial, Session, StandardCost

from .test_pages import words

NEXT_MONDAY = timezone.localdate() + timedelta(days=70 - timezone.localdate().weekday())


@pytest.fixture
def competency(db) -> Competency:
    return Competency.objects.create(code="integritas", name="Integritas", kind="managerial")


def filled(**changes):
    form = {
        "target_group": "Petugas loket",
        "application": "SIAK",
        "tasks": "- Mendaftarkan berkas\n\n- Mencetak",
        "materi-TOTAL_FORMS": "2", "materi-INITIAL_FORMS": "0",
        "materi-0-topic": "Dasar", "materi-0-way": "praktik", "materi-0-learning_hours": "4",
        "materi-1-topic": "", "materi-1-way": "", "materi-1-learning_hours": "",
        "kompetensi-TOTAL_FORMS": "1", "kompetensi-INITIAL_FORMS": "0",
        "kompetensi-0-competency": "integritas", "kompetensi-0-level": "3",
        "biaya-TOTAL_FORMS": "1", "biaya-INITIAL_FORMS": "0",
        "biaya-0-item": "moderator", "biaya-0-words": "", "biaya-0-quantity": "1", "biaya-0-unit_rupiah": "700.000",
    }  # fmt: skip
    return {**form, **changes}


def test_content_is_written_and_shown_on_the_course(client_for, officer, course, competency):
    client, other = (
        client_for(officer),
        Course.objects.create(
            code="DASAR", title="Dasar komputer", method="technical_training", learning_hours=Decimal(4)
        ),
    )

    saved = client.post(
        reverse("programme:contents", args=[course.pk]), filled(prerequisites=[other.pk]), follow=True
    )

    shown = words(saved)
    assert "Isi kursus disimpan." in shown
    assert "Integritas sampai level 3" in shown
    assert "Tugas yang dikuasai dalam SIAK" in shown and "Mencetak" in shown
    assert "Dasar komputer" in shown
    assert "Kurikulum berjumlah 4 JP, kursusnya 8 JP. Samakan keduanya." in shown
    assert queries.contents_of(course, date(2026, 11, 24)).rupiah == 700_000


def test_emptied_and_ticked_rows_are_taken_away(client_for, officer, course, competency):
    client, address = client_for(officer), reverse("programme:contents", args=[course.pk])
    client.post(address, filled())

    client.post(
        address, filled(**{"materi-0-DELETE": "on", "kompetensi-0-competency": "", "kompetensi-0-level": ""})
    )

    assert not course.lessons.exists() and not course.competencies.exists()


def test_key_that_the_staff_list_does_not_know_any_more_is_kept_and_shown(
    client_for, officer, course, competency
):
    client, address = client_for(officer), reverse("programme:contents", args=[course.pk])
    client.post(address, filled())
    Competency.objects.all().delete()

    page = client.get(address)

    assert "Daftar kompetensi belum diisi." in words(page)
    assert "integritas sampai level 3" in words(client.get(reverse("programme:course", args=[course.pk])))


def test_application_without_tasks_and_price_above_the_ceiling_are_told(
    client_for, officer, course, competency
):
    StandardCost.objects.create(
        item="moderator", ceiling_rupiah=500_000, in_force_from=date(2020, 1, 1), source="Perwal 7"
    )

    answer = client_for(officer).post(reverse("programme:contents", args=[course.pk]), filled(tasks=""))

    assert "Tulis nama aplikasi dan tugas yang dikuasai, keduanya." in words(answer)
    assert "melebihi batas Rp500.000 per kegiatan (Perwal 7)" in words(answer)
    assert not course.lessons.exists()


def test_material_is_kept_and_given_to_whoever_has_a_part(client_for, officer, course, media):
    file = SimpleUploadedFile("modul.pdf", b"%PDF-1.7 x")
    client_for(officer).post(
        reverse("programme:materials", args=[course.pk]), {"title": "Modul 1", "file": file}
    )
    material = CourseMaterial.objects.get()
    address = reverse("programme:material", args=[course.pk, material.pk])

    given = client_for("peserta").get(address)
    content = b"".join(given.streaming_content)

    assert content == b"%PDF-1.7 x"
    assert given["Content-Disposition"] == 'attachment; filename="modul.pdf"'
    assert client_for("peserta").get(reverse("programme:materials", args=[course.pk])).status_code == 404


def wanted(**changes):
    form = {
        "key": str(uuid.uuid4()), "title": "Kelas", "groups": "2", "days_between_groups": "0",
        "first_on": NEXT_MONDAY.isoformat(), "weekdays": ["0", "1"], "meetings": "2", "starts": "08.30",
        "ends": "11.30", "places": "Ruang A\nRuang B", "speakers": "Ida\nUli", "capacity": "20", "learning_hours": "4",
    }  # fmt: skip
    return {**form, **changes}


def test_two_groups_get_their_sessions_at_once_and_a_double_click_changes_nothing(
    client_for, officer, course
):
    client, address, form = client_for(officer), reverse("programme:series_new", args=[course.pk]), wanted()

    for _click in range(2):
        answer = client.post(address, form, follow=True)

    assert "2 angkatan dengan seluruh sesinya disimpan." in words(answer)
    assert [batch.name for batch in Batch.objects.order_by("name")] == ["Angkatan 1", "Angkatan 2"]
    assert sorted(Session.objects.values_list("title", "place")) == [
        ("Kelas 1", "Ruang A"), ("Kelas 1", "Ruang B"), ("Kelas 2", "Ruang A"), ("Kelas 2", "Ruang B"),
    ]  # fmt: skip


def test_one_room_for_two_groups_at_the_same_time_is_told_and_nothing_made(client_for, officer, course):
    address = reverse("programme:series_new", args=[course.pk])

    answer = client_for(officer).post(address, wanted(places="Ruang A"))

    assert "Ruang A dipakai “Kelas 1” pukul 08.30 sampai 11.30." in words(answer)
    assert not Batch.objects.exists() and not Session.objects.exists()


def test_three_places_for_two_groups_and_a_day_that_is_over_are_told(client_for, officer, course):
    address = reverse("programme:series_new", args=[course.pk])
    past = date(timezone.localdate().year - 1, 6, 1)

    answer = client_for(officer).post(address, wanted(places="A\nB\nC", first_on=past.isoformat()))

    assert "Tulis satu baris, atau tepat 2 baris untuk 2 kelompok." in words(answer)
    assert "sudah lewat. Pilih hari ini atau sesudahnya." in words(answer)


def test_series_on_sundays_says_to_choose_working_days(client_for, officer, course):
    address = reverse("programme:series_new", args=[course.pk])

    answer = client_for(officer).post(address, wanted(weekdays=["5"]))

    assert "Kantor tidak buka pada hari yang dipilih. Pilih hari kerja." in words(answer)
