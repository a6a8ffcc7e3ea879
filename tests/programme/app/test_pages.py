"""Pages of the programme as a browser asks for them."""

import re
import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from saindege.programme.app.models import Batch, Course, Session

from .conftest import BEGIN
from .test_forms import COURSE, SESSION


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def hidden(response, name):
    """Return what a hidden field of the page holds, whatever the order of its attributes."""
    field = re.search(rf'<input[^>]*name="{name}"[^>]*>', response.content.decode())[0]
    value = re.search(r'value="([^"]*)"', field)
    return value[1] if value else ""


def new_session(batch):
    return reverse("programme:session_new", args=[batch.course_id, batch.pk])


def edit(session):
    return reverse("programme:session_edit", args=[session.batch.course_id, session.pk])


def typed(**changes):
    return {**SESSION, "key": str(uuid.uuid4()), "title": "Hari 2", "day": "2026-12-02", **changes}


def as_stored(session, **changes):
    stored = {"title": "Hari 1", "day": "2026-12-01", "starts": "08:30", "ends": "11:30"}
    return {**SESSION, **stored, "key": str(session.pk), "version": "1", "speaker": "Ida Contoh", **changes}


def test_officer_goes_from_course_to_session(client_for, officer):
    client = client_for(officer)

    made = client.post(reverse("programme:course_new"), COURSE, follow=True)
    course = Course.objects.get()
    form = client.get(reverse("programme:batch_new", args=[course.pk]))
    key = hidden(form, "key")
    client.post(
        reverse("programme:batch_new", args=[course.pk]), {"key": key, "name": "Angkatan 1", "cost": ""}
    )
    saved = client.post(new_session(Batch.objects.get()), typed(), follow=True)

    assert "Kursus ini belum punya angkatan. Buat satu, lalu isi sesinya." in words(made)
    assert "Sesi “Hari 2” disimpan." in words(saved)
    assert "Rabu, 2 Desember 2026, 08.30 sampai 11.30 WIB" in words(saved)
    assert str(Batch.objects.get().pk) == key


def test_course_page_says_how_hours_are_counted_and_by_which_rule(client_for, officer, course):
    page = words(client_for(officer).get(reverse("programme:course", args=[course.pk])))

    assert "JP dihitung dari jam programnya; tingkat internasional 1,2 JP. Satu JP 45 menit." in page
    assert "Aturan versi 2019-02: BPS letter B-031/BPS/2600/02/2019" in page


def test_catalogue_is_searched_filtered_and_taken_away(client_for, officer, course):
    Course.objects.create(code="PRIMA", title="Pelayanan prima", method="seminar", learning_hours=Decimal(4))
    client, address = client_for(officer), reverse("programme:catalogue")

    assert "1 kursus" in words(client.get(address, {"q": "arsip"}))
    assert "Pelayanan prima" not in words(client.get(address, {"bentuk": "technical_training"}))
    assert "Tidak ada kursus yang cocok" in words(client.get(address, {"q": "tidak ada"}))
    assert (
        b"ARSIP-01,Arsip digital,Pelatihan teknis,8.0,28000000"
        in client.get(address, {"unduh": "csv"}).content
    )


def test_empty_catalogue_says_what_to_do_first(client_for, officer):
    assert "Buat kursus pertama" in words(client_for(officer).get(reverse("programme:catalogue")))


def test_code_of_another_course_is_told_beside_its_field(client_for, officer, course):
    page = client_for(officer).post(reverse("programme:course_new"), {**COURSE, "title": "Lain"})

    assert "Kode ARSIP-01 sudah dipakai kursus “Arsip digital”. Tulis kode lain." in words(page)
    assert Course.objects.count() == 1


def test_double_click_makes_one_course_one_batch_and_one_session(client_for, officer):
    client, session = client_for(officer), typed()
    for _click in range(2):
        client.post(reverse("programme:course_new"), COURSE)
    course = Course.objects.get()
    form = {"key": str(uuid.uuid4()), "name": "Angkatan 1", "cost": "1,5 juta"}
    for _click in range(2):
        client.post(reverse("programme:batch_new", args=[course.pk]), form)
    for _click in range(2):
        client.post(new_session(Batch.objects.get()), session)

    assert Batch.objects.get().cost_rupiah == 1_500_000
    assert str(Session.objects.get().pk) == session["key"]


def test_name_of_a_batch_is_taken_once(client_for, officer, batch):
    form = {"key": str(uuid.uuid4()), "name": "Angkatan 1", "cost": ""}

    page = client_for(officer).post(reverse("programme:batch_new", args=[batch.course_id]), form)

    assert "Kursus ini sudah punya Angkatan 1. Tulis nama lain." in words(page)


def test_clash_is_told_and_saved_only_when_the_officer_insists(client_for, officer, batch, session):
    client = client_for(officer)
    form = typed(day="2026-12-01", place="Aula BKPSDM")

    told = client.post(new_session(batch), form)
    insisting = {**form, "seen": hidden(told, "seen"), "tetap": "1"}
    saved = client.post(new_session(batch), insisting, follow=True)

    assert "Aula BKPSDM dipakai “Hari 1” pukul 08.30 sampai 11.30." in words(told)
    assert "Tetap simpan" in words(told)
    assert "Sesi “Hari 2” disimpan." in words(saved)
    assert Session.objects.count() == 2


def test_insisting_covers_only_what_was_seen(client_for, officer, batch, session):
    client = client_for(officer)
    sunday = client.post(new_session(batch), typed(day="2026-12-06"))

    moved = typed(day="2026-12-01", seen=hidden(sunday, "seen"), tetap="1")
    page = client.post(new_session(batch), moved)

    assert "Belum disimpan. Perhatikan dahulu:" in words(page)
    assert Session.objects.count() == 1


def test_times_that_run_backwards_are_told_beside_the_field(client_for, officer, batch):
    page = client_for(officer).post(new_session(batch), typed(ends="08:00"))

    assert "Selesai 08.00 tidak sesudah mulai 08.30. Ubah satu." in words(page)
    assert Session.objects.count() == 0


def test_times_that_run_backwards_are_told_with_the_other_faults(client_for, officer, batch):
    page = words(client_for(officer).post(new_session(batch), typed(ends="08:00", capacity="0")))

    assert "2 isian perlu diperbaiki" in page
    assert "Selesai 08.00 tidak sesudah mulai 08.30. Ubah satu." in page
    assert "Isi paling sedikit satu kursi." in page


def test_next_session_starts_from_what_the_last_one_said(client_for, officer, batch, session):
    page = client_for(officer).get(new_session(batch)).content.decode()

    assert 'value="Aula BKPSDM"' in page
    assert 'value="08:30"' in page
    assert 'value="2026-12-01"' not in page


def test_session_is_changed(client_for, officer, session):
    page = client_for(officer).post(edit(session), as_stored(session, place="Aula Setda"), follow=True)

    session.refresh_from_db()
    assert "Sesi “Hari 1” disimpan." in words(page)
    assert (session.place, session.version) == ("Aula Setda", 2)


def test_two_people_changing_a_session_see_both_before_one_overwrites(client_for, officer, account, session):
    first, second = client_for(officer), client_for(account("admin"))
    first.post(edit(session), as_stored(session, place="Aula Setda"))

    late = second.post(edit(session), as_stored(session, capacity="40"))
    session.refresh_from_db()
    between = (session.place, session.capacity)
    knowing = {**as_stored(session, capacity="40"), "version": hidden(late, "version")}
    second.post(edit(session), knowing)
    session.refresh_from_db()

    assert late.status_code == 409
    assert "Tempat Aula Setda Aula BKPSDM Kursi 30 40" in words(late)
    assert between == ("Aula Setda", 30)
    assert (session.place, session.capacity, session.version) == ("Aula BKPSDM", 40, 3)


def test_closed_session_stays_as_it_is(client_for, officer, session):
    session.closed_at = BEGIN + timedelta(hours=4)
    session.save()

    page = client_for(officer).post(edit(session), as_stored(session, place="Aula Setda"))

    session.refresh_from_db()
    assert "Sesi ini sudah ditutup" in words(page)
    assert session.place == "Aula BKPSDM"


@pytest.mark.parametrize("role", ["peserta", "atasan", "narasumber", "walikota", "organisasi", "analis"])
def test_others_see_the_course_and_no_way_to_change_it(client_for, batch, session, role):
    client = client_for(role)
    shown = client.get(reverse("programme:course", args=[batch.course_id]))
    closed = [
        reverse("programme:course_new"),
        reverse("programme:course_edit", args=[batch.course_id]),
        reverse("programme:batch_new", args=[batch.course_id]),
        new_session(batch),
        edit(session),
    ]

    assert shown.status_code == 200
    assert "Tambah sesi" not in words(shown) and "Ubah" not in words(shown)
    assert [client.get(address).status_code for address in closed] == [404] * 5
    assert [client.post(address).status_code for address in closed] == [404] * 5


def test_session_of_another_course_is_not_found(client_for, officer, session):
    other = Course.objects.create(code="X", title="Lain", method="seminar", learning_hours=Decimal(1))

    page = client_for(officer).get(reverse("programme:session_edit", args=[other.pk, session.pk]))

    assert page.status_code == 404


def test_stranger_is_asked_to_sign_in(client, course):
    page = client.get(reverse("programme:course", args=[course.pk]))

    assert (page.status_code, page.url) == (302, f"/masuk/?next=/kursus/{course.pk}/")


def test_course_is_changed_and_two_people_do_not_overwrite(client_for, officer, account, course):
    address = reverse("programme:course_edit", args=[course.pk])
    first, second = client_for(officer), client_for(account("admin"))
    seen = hidden(first.get(address), "seen")
    form = {**COURSE, "learning_hours": "8", "cost": "28 juta", "seen": seen}

    saved = first.post(address, {**form, "title": "Arsip digital dasar"}, follow=True)
    late = second.post(address, {**form, "learning_hours": "10"})
    course.refresh_from_db()
    between = course.learning_hours
    second.post(address, {**form, "learning_hours": "10", "seen": hidden(late, "seen")})
    course.refresh_from_db()

    assert "Kursus “Arsip digital dasar” disimpan." in words(saved)
    assert late.status_code == 409
    assert "Nama kursus Arsip digital dasar Arsip digital" in words(late)
    assert between == 8
    assert (course.title, course.learning_hours, course.cost_rupiah) == ("Arsip digital", 10, 28_000_000)


def test_form_of_a_course_opens_with_what_is_stored(client_for, officer, course):
    page = client_for(officer).get(reverse("programme:course_edit", args=[course.pk])).content.decode()

    assert 'value="28.000.000"' in page
    assert 'value="85"' in page
    assert '<option value="technical_training" selected>' in page


def test_course_speaks_english_to_whoever_reads_english(client_for, account, batch, session):
    page = words(
        client_for(account("bkpsdm", language="en")).get(reverse("programme:course", args=[batch.course_id]))
    )

    assert "Technical training" in page
    assert "Learning hours follow the hours of the programme" in page
    assert "Langkah berikut" not in page and "Tambah sesi" not in page
