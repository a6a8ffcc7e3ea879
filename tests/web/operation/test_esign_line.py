"""What doctor and the administrator's page say of the national signing service: off, half set, away, well."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from saindege.web.operation.doctor.esign import esign_line
from tests.delivery import national_service as national

pytestmark = pytest.mark.django_db
TYPED = {"nik": national.NIK, "passphrase": national.PASSPHRASE}


@pytest.fixture
def service(tmp_path):
    server = national.Server(tmp_path / "bsre")
    yield server.service
    server.close()


@pytest.fixture
def city(settings, service):
    settings.SAINDEGE_ESIGN_ADDRESS = service.address
    settings.SAINDEGE_ESIGN_CLIENT, settings.SAINDEGE_ESIGN_SECRET = national.CLIENT, national.SECRET
    settings.SAINDEGE_DEMO = False
    return settings


@pytest.fixture
def admin(client_for):
    return client_for("admin")


def test_off_is_well():
    assert (esign_line().ok, "tidak dipakai" in esign_line().message.id) == (True, True)


def test_service_that_answers_is_well_and_learns_no_name(city, service):
    found = esign_line()

    assert (found.ok, found.message.en) == (True, f"The national signing service {service.address} answers")
    assert service.asked == ["/api/v2/user/check/status"]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SAINDEGE_ESIGN_CLIENT", "", "Setel SAINDEGE_ESIGN_CLIENT"),
        ("SAINDEGE_ESIGN_SECRET", "", "Setel SAINDEGE_ESIGN_SECRET"),
        ("SAINDEGE_ESIGN_SECRET", "salah", "menolak nama atau sandi kota"),
        ("SAINDEGE_ESIGN_ADDRESS", "http://127.0.0.1:9", "Tidak ada layanan di 127.0.0.1:9"),
    ],
)
def test_what_is_wrong_is_named(city, name, value, said):
    setattr(city, name, value)
    found = esign_line()

    assert (found.ok, said in found.advice.id) == (False, True)


def test_clock_that_is_off_is_named(city, service):
    service.skew = timedelta(minutes=-45)

    assert "berselisih 45 menit" in esign_line().advice.id


def test_demonstration_asks_nobody(city, service):
    city.SAINDEGE_DEMO = True

    assert esign_line().ok and service.asked == []


def test_page_says_what_is_set_without_the_secret(city, admin):
    page = admin.get(reverse("web:esign")).text

    assert national.CLIENT in page and "terisi, tidak ditampilkan" in page and national.SECRET not in page


def test_page_tries_the_line_and_a_signature(city, admin, service):
    line = admin.post(reverse("web:esign")).text
    signed = admin.post(reverse("web:esign"), TYPED).text
    wrong = admin.post(reverse("web:esign"), {**TYPED, "passphrase": "salah"}).text

    assert "Sambungannya baik" in line
    assert "Semua langkah berhasil; halaman ujinya sudah dibuang" in signed
    assert "Frasa sandi salah" in wrong and "Belum dicoba" in wrong
    assert national.PASSPHRASE not in signed + wrong and national.NIK not in line


def test_page_that_is_off_says_how_to_begin(admin, client_for):
    assert "Belum dinyalakan." in admin.get(reverse("web:esign")).text
    assert client_for("bkpsdm").get(reverse("web:esign")).status_code == 404
