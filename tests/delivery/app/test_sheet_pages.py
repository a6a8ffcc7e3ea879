"""Pages of the paper sheet: send a photo, see why it was refused, store it row by row."""

from __future__ import annotations

import pytest
from django.urls import reverse

from saindege.base.app.models import Job
from saindege.delivery.app import jobs
from saindege.delivery.app.actions import sheet as sheet_actions
from saindege.delivery.app.models import PhotoState, SheetPhoto
from tests.delivery.filled_sheets import AWAY, HERE, NAMES, UNSIGNED, photo_of, roll, send


@pytest.fixture
def made(make_class, media):
    return make_class(NAMES)


def address(made, name, *rest):
    return reverse(f"delivery:{name}", args=[made.batch.course_id, made.session.pk, *rest])


def test_officer_sends_a_photo_and_stores_it_page_by_page(made, client_for):
    officer = client_for(made.officer)
    content = photo_of(made.session, [HERE, UNSIGNED, AWAY])
    from django.core.files.uploadedfile import SimpleUploadedFile

    empty = officer.get(address(made, "sheets")).content.decode()
    sent = officer.post(
        address(made, "sheets"), {"photos": [SimpleUploadedFile("lembar 1.jpg", content, "image/jpeg")]}
    )
    job = Job.objects.get(kind=sheet_actions.READ)
    jobs.read_sheets(job, lambda done, total, message: None)
    photo = SheetPhoto.objects.get()
    listed = officer.get(address(made, "sheets")).content.decode()
    page = officer.get(address(made, "sheet_photo", photo.pk)).content.decode()
    crop = officer.get(address(made, "sheet_row", photo.pk, 1, 2))
    undecided = officer.post(
        address(made, "sheet_photo", photo.pk), {"baris-1.1": "ya", "baris-1.3": "tidak"}
    )
    done = officer.post(
        address(made, "sheet_photo", photo.pk), {"baris-1.1": "ya", "baris-1.2": "ya", "baris-1.3": "tidak"}
    )
    kept = officer.get(address(made, "sheet_photo", photo.pk)).content.decode()

    assert "Belum ada foto" in empty and sent["Location"] == reverse("base:job", args=[job.pk])
    assert "lembar 1.jpg" in listed and photo.checksum in listed
    assert "Satu baris perlu Anda putuskan" in page and "tanpa tanda tangan" in page
    assert crop["Content-Type"] == "image/jpeg" and b"".join(crop.streaming_content).startswith(b"\xff\xd8")
    assert undecided.status_code == 422 and "Putuskan dulu baris 2" in undecided.content.decode()
    assert done.status_code == 302 and set(roll(made)) == {NAMES[0], NAMES[1]}
    assert "oleh orang" in kept and "terbaca jelas" in kept


def test_page_says_why_a_photo_was_refused_and_takes_it_away(made, client_for):
    officer = client_for(made.officer)
    photo = send(made, photo_of(made.sessions[1], [HERE]))

    listed = officer.get(address(made, "sheets")).content.decode()
    opened = officer.get(address(made, "sheet_photo", photo.pk))
    dropped = officer.post(address(made, "drop_sheet_photo", photo.pk), follow=True).content.decode()

    assert "Lembar ini milik sesi lain" in listed and "Tidak terbaca" in listed
    assert opened.status_code == 302
    assert "Foto dibuang" in dropped and "Belum ada foto" in dropped


def test_photo_that_waits_for_the_worker_says_what_to_do_and_can_be_thrown_away(made, client_for):
    officer = client_for(made.officer)
    photo, _ = sheet_actions.keep_photo(
        made.officer,
        made.session,
        file_name="foto.jpg",
        content=photo_of(made.session, [HERE]),
        at=made.session.starts_at,
    )
    job = sheet_actions.ask_to_read(made.officer, made.session, [photo], result_url="/")

    listed = officer.get(address(made, "sheets")).content.decode()
    dropped = officer.post(address(made, "drop_sheet_photo", photo.pk), follow=True).content.decode()
    jobs.read_sheets(job, lambda done, total, message: None)

    photo.refresh_from_db()
    assert "Sedang dibaca" in listed and "memeriksa program pekerja" in listed and "Buang" in listed
    assert "Foto dibuang" in dropped
    assert photo.state == PhotoState.DROPPED


def test_nothing_chosen_and_a_wrong_kind_are_told_on_the_page(made, client_for):
    from django.core.files.uploadedfile import SimpleUploadedFile

    officer = client_for(made.officer)

    nothing = officer.post(address(made, "sheets"), {})
    wrong = officer.post(
        address(made, "sheets"), {"photos": [SimpleUploadedFile("a.docx", b"PK\x03\x04" + bytes(50))]}
    )

    assert nothing.status_code == wrong.status_code == 422
    assert "Pilih atau potret dulu" in nothing.content.decode()
    assert "bukan foto JPG/PNG atau PDF" in wrong.content.decode()


def test_sheets_are_no_page_for_participants_and_strangers(made, client_for, account):
    photo = send(made, photo_of(made.session, [HERE]))

    for who in (made.people[0].account, account("walikota")):
        client = client_for(who)
        pages = [
            client.get(address(made, "sheets")),
            client.get(address(made, "sheet_photo", photo.pk)),
            client.get(address(made, "sheet_row", photo.pk, 1, 1)),
            client.get(address(made, "sheet_original", photo.pk)),
            client.post(address(made, "drop_sheet_photo", photo.pk)),
        ]
        assert [page.status_code for page in pages] == [404] * 5
