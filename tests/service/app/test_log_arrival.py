"""A log comes in as it is, once, or not at all."""

from __future__ import annotations

import errno
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from saindege.base.app.access import NotAllowed
from saindege.base.errors import BadInput
from saindege.service.app import actions, queries
from saindege.service.app.models import EventLog
from saindege.service.log_folder import NoRoom

from .conftest import AT, HEADER, MARCH, file_of

pytestmark = pytest.mark.django_db


def kept_files(media):
    return sorted(path.name for path in (media / "files" / "service").rglob("*") if path.is_file())


def test_a_log_is_kept_as_it_came_with_its_first_rows(bring, media):
    log = bring()

    assert queries.stored_path(log).read_text("utf-8").splitlines()[1] == MARCH[0]
    assert (log.state, log.file_name, len(log.checksum)) == ("uploaded", "log maret.csv", 64)
    assert log.columns[1]["header"] == "Tahapan"
    assert log.columns[1]["cells"] == ("Terima", "Periksa", "Serahkan") * 2


def test_the_same_file_twice_is_one_log(bring, media, officer):
    log = bring()

    again = actions.store_log(officer, file_of(MARCH, "nama lain.csv"), at=AT)

    assert (again.log, again.is_new) == (log, False)
    assert EventLog.objects.count() == 1
    assert kept_files(media) == ["log maret.csv"]


def test_months_chosen_together_are_one_log_in_whatever_order(media, officer, client_for, confirm, work):
    months = [("maret-1.csv", MARCH[:63]), ("maret-2.csv", MARCH[60:])]
    client = client_for(officer)

    def send(files):
        contents = [("\n".join([HEADER, *lines]) + "\n").encode() for _, lines in files]
        named = zip(files, contents, strict=True)
        return client.post(
            "/layanan/unggah/", {"file": [SimpleUploadedFile(name, content) for (name, _), content in named]}
        )

    first, again = send(months), send(months[::-1])
    log = EventLog.objects.get()
    confirm(log)
    work()

    assert first["Location"] == again["Location"]
    log.refresh_from_db()
    assert log.file_name == "maret-1.csv + 1.zip"
    assert (log.state, log.events, log.cases) == ("measured", 120, 40)


@pytest.mark.parametrize(
    "content", [b"", b"Nomor;Tahap;Waktu\n", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, b"PK\x03\x04rusak"]
)
def test_an_awful_file_leaves_nothing(content, media, officer):
    with pytest.raises(BadInput):
        actions.store_log(officer, actions.LogFile("log.csv", [content]), at=AT)

    assert EventLog.objects.count() == 0
    assert kept_files(media) == []


def test_a_full_disk_leaves_nothing(media, officer):
    def pieces() -> Iterator[bytes]:
        yield b"Nomor;Tahap\n"
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(NoRoom):
        actions.store_log(officer, actions.LogFile("log.csv", pieces()), at=AT)

    assert EventLog.objects.count() == 0
    assert kept_files(media) == []


@pytest.mark.parametrize("role", ["bkpsdm", "atasan", "peserta", "walikota", "analis"])
def test_others_bring_no_log(role, account, media):
    with pytest.raises(NotAllowed):
        actions.store_log(account(role), file_of(MARCH), at=AT)

    assert kept_files(media) == []


def test_a_log_is_discarded_and_its_service_measured_without_it(measured, service, officer, media):
    # A test's transaction never ends, so that the folder goes only outside of one.
    actions.discard_log(officer, measured, at=AT)

    assert EventLog.objects.count() == 0
    assert queries.service_page(service) is None


def test_a_log_that_waits_to_be_measured_is_not_discarded(bring, confirm, officer):
    log = bring()
    confirm(log)

    with pytest.raises(actions.arrival.LogBusy):
        actions.discard_log(officer, log, at=AT)

    assert EventLog.objects.get().state == "queued"
