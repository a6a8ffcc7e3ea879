"""What every answer carries, and who gets one."""

import errno
import re

import pytest
from django.db import OperationalError
from django.urls import path

from saindege.base.app.access import require
from saindege.base.errors import BadInput, SaindegeError, Sentence
from saindege.web import urls

pytestmark = pytest.mark.django_db
POLICY = {
    "default-src 'self'", "img-src 'self' data:", "object-src 'none'", "base-uri 'none'", "form-action 'self'",
    "frame-ancestors 'none'",
}  # fmt: skip


def closed_gate(request):
    require(False)


def bad_file(request):
    raise BadInput(Sentence(id="Berkas kosong.", en="The file is empty."))


def taken(request):
    raise SaindegeError(
        Sentence(id="Sudah diubah orang lain.", en="Somebody else changed it."), code="conflict"
    )


def disk_full(request):
    raise OSError(errno.ENOSPC, "No space left on device")


def database_busy(request):
    raise OperationalError("database is locked")


def fails(request):
    raise ZeroDivisionError


class Urls:
    urlpatterns = [
        *urls.urlpatterns,
        *(
            path(f"uji/{view.__name__}/", view)
            for view in (closed_gate, bad_file, taken, disk_full, database_busy, fails)
        ),
    ]
    handler400, handler403, handler404, handler500 = (
        urls.handler400,
        urls.handler403,
        urls.handler404,
        urls.handler500,
    )


@pytest.fixture
def officer(client_for, settings):
    settings.ROOT_URLCONF = Urls
    return client_for("bkpsdm", raise_request_exception=False)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/", 200),
        ("/bantuan/", 200),
        ("/tidak-ada/", 404),
        ("/uji/closed_gate/", 404),
        ("/uji/bad_file/", 400),
        ("/uji/taken/", 409),
        ("/uji/disk_full/", 503),
        ("/uji/database_busy/", 503),
        ("/uji/fails/", 500),
    ],
)
def test_every_answer_has_the_strict_policy_and_no_inline_code(officer, address, status):
    answer = officer.get(address)

    page = answer.content.decode()
    assert answer.status_code == status
    assert set(re.split(r";\s*", answer.headers["Content-Security-Policy"])) == POLICY
    assert answer.headers["Permissions-Policy"].startswith("camera=()")
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", page)


def test_closed_gate_looks_like_a_page_that_is_not_there(officer):
    closed, missing = officer.get("/uji/closed_gate/"), officer.get("/uji/missing_page_/")

    def without_addresses(answer):
        page = re.sub(r'csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
        return page.replace("closed_gate", "missing_page_")

    assert without_addresses(closed) == without_addresses(missing)


def test_full_disk_says_that_nothing_was_half_stored(officer):
    answer = officer.get("/uji/disk_full/")

    assert answer.headers["Retry-After"] == "30"
    assert "tidak ada yang tersimpan setengah" in answer.content.decode()


def test_sentence_of_a_refusal_is_shown_in_the_readers_language(officer, account, client_for):
    english = client_for(account("bkpsdm", language="en"))

    assert "Berkas kosong." in officer.get("/uji/bad_file/").content.decode()
    assert "The file is empty." in english.get("/uji/bad_file/").content.decode()


def test_page_about_our_own_fault_needs_no_database(officer, django_db_blocker):
    with django_db_blocker.block():
        from saindege.web.views import faults

        answer = faults.broken(None)

    assert answer.status_code == 500
    assert "Ini bukan kesalahan Anda" in answer.content.decode()


@pytest.mark.parametrize("address", ["/", "/akun/", "/akun/sandi/", "/cari/?q=x", "/atur/", "/atur/akun/"])
def test_stranger_is_led_to_the_sign_in_page_and_back(client, address):
    answer = client.get(address)

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/masuk/?next=/")


def test_live_part_of_a_page_whose_sign_in_has_ended_sends_the_whole_page_to_the_door(client):
    answer = client.get("/akun/", HTTP_HX_REQUEST="true", HTTP_HX_CURRENT_URL="http://testserver/atur/")

    assert answer.headers["HX-Redirect"] == "/masuk/?next=/atur/"


def test_stranger_who_sends_something_learns_nothing(client):
    assert client.post("/akun/", {"language": "en"}).status_code == 404


def test_page_that_is_not_there_is_404_for_a_stranger_too(client):
    assert client.get("/tidak-ada/").status_code == 404


@pytest.mark.parametrize(
    "name", ["/atur/", "/atur/akun/", "/atur/akun/baru/", "/atur/catatan/", "/atur/nama/"]
)
def test_settings_do_not_exist_for_an_officer(officer, name):
    assert officer.get(name).status_code == 404


def test_static_files_come_without_sign_in_and_without_cookies(client):
    answer = client.get("/static/saindege/tokens.css")

    assert answer.status_code == 200
    assert not answer.cookies
    assert answer.headers["Content-Type"].startswith("text/css")
    answer.close()


def test_pages_are_compressed_on_their_way(officer):
    answer = officer.get("/", HTTP_ACCEPT_ENCODING="gzip")

    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.content) < 5_000
