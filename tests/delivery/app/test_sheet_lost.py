"""A photo that is thrown away, lost or torn while a job reads: the rest is read, and what to do is said."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from saindege.base.app import jobs as base_jobs
from saindege.base.app.models import AuditEntry
from saindege.delivery.app import jobs
from saindege.delivery.app.actions import sheet as sheet_actions
from saindege.delivery.app.models import PhotoState, SheetPhoto
from saindege.delivery.app.queries import sheet_photos
from tests.delivery.filled_sheets import AWAY, HERE, NAMES, confirm, photo_of, roll, send


@pytest.fixture
def made(make_class, media):
    return make_class(NAMES)


def keep(made, content, name):
    at = made.session.starts_at + timedelta(hours=1)
    return sheet_actions.keep_photo(made.officer, made.session, file_name=name, content=content, at=at)[0]


def states():
    return dict(SheetPhoto.objects.values_list("file_name", "state"))


def test_job_reads_what_is_left_and_says_what_became_of_the_rest(made, client_for):
    whole = photo_of(made.session, [HERE, AWAY])
    dropped = keep(made, photo_of(made.session, [HERE], seed=2), "dibuang.jpg")
    lost = keep(made, photo_of(made.session, [HERE], seed=3), "hilang.jpg")
    half = keep(made, whole[: len(whole) // 2], "terputus.jpg")
    gone = keep(made, photo_of(made.session, [HERE], seed=4), "dihapus.jpg")
    good = keep(made, whole, "utuh.jpg")
    job = sheet_actions.ask_to_read(
        made.officer, made.session, [dropped, lost, half, gone, good], result_url="/"
    )
    sheet_photos.photo_file(lost).unlink()
    SheetPhoto.objects.filter(pk=gone.pk).delete()

    def tell(done, _total, _message):
        if done == 0:
            sheet_actions.drop_photo(made.officer, dropped, at=made.session.ends_at)

    taken = base_jobs.claim("uji", job.created_at + timedelta(seconds=1))
    base_jobs.perform(taken, tell, jobs.JOBS)

    job.refresh_from_db()
    page = (
        client_for(made.officer)
        .get(reverse("delivery:sheets", args=[made.batch.course_id, made.session.pk]))
        .text
    )
    assert job.state == "done"
    assert states() == {
        "dibuang.jpg": PhotoState.DROPPED,
        "hilang.jpg": PhotoState.REFUSED,
        "terputus.jpg": PhotoState.REFUSED,
        "utuh.jpg": PhotoState.READ,
    }
    assert "Foto ini tidak ada lagi di penyimpanan" in page and "terputus saat dikirim" in page
    assert confirm(made, SheetPhoto.objects.get(pk=good.pk)) == 1 and list(roll(made)) == [NAMES[0]]


def test_photo_thrown_away_while_it_is_read_leaves_nothing_behind(made):
    photo = keep(made, photo_of(made.session, [HERE]), "foto.jpg")
    stale = SheetPhoto.objects.get(pk=photo.pk)

    pages = sheet_photos.read_photo(stale)
    sheet_actions.drop_photo(made.officer, photo, at=made.session.ends_at)
    sheet_photos.crops_folder(stale).mkdir(exist_ok=True)
    sheet_actions.keep_reading(made.officer, stale, pages, at=made.session.ends_at)

    assert states() == {"foto.jpg": PhotoState.DROPPED}
    assert not sheet_photos.crops_folder(stale).exists() and not sheet_photos.photo_file(stale).exists()
    assert not AuditEntry.objects.filter(action="delivery.sheet_read").exists()


def test_lost_photo_can_be_sent_again_and_a_confirmed_one_cannot(made):
    content = photo_of(made.session, [HERE])
    photo = keep(made, content, "foto.jpg")
    sheet_photos.photo_file(photo).unlink()
    first = send(made, content)
    second = send(made, content)
    confirm(made, second)
    sheet_photos.photo_file(second).unlink()
    third = send(made, content)

    assert first.state == PhotoState.READ and first.pk == photo.pk
    assert (second.state, third.state) == (PhotoState.READ, PhotoState.CONFIRMED)
    assert SheetPhoto.objects.count() == 1


def test_two_workers_that_read_one_photo_keep_one_reading(made):
    photo = keep(made, photo_of(made.session, [HERE, AWAY]), "foto.jpg")

    for _ in range(2):
        pages = sheet_photos.read_photo(photo)
        sheet_actions.keep_reading(made.officer, photo, pages, at=made.session.ends_at)

    assert AuditEntry.objects.filter(action="delivery.sheet_read").count() == 1
    assert sheet_photos.crop_file(photo, 1, 1).is_file()
