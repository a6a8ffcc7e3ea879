"""What doctor says of e-mail: off, half set, away, well."""

from __future__ import annotations

import pytest

from saindege.web.operation.doctor.post import mail_line
from tests.delivery.mail_server import Server

pytestmark = pytest.mark.django_db


@pytest.fixture
def port():
    server = Server()
    yield server.box.port
    server.close()


@pytest.fixture
def city(settings, port):
    settings.SAINDEGE_MAIL_HOST, settings.SAINDEGE_MAIL_PORT = "127.0.0.1", port
    settings.SAINDEGE_MAIL_SECURITY, settings.SAINDEGE_MAIL_FROM = "none", "BKPSDM <pelatihan@kota.example>"
    return settings


def test_off_is_well():
    assert (mail_line().ok, "tidak dipakai" in mail_line().message.id) == (True, True)


def test_server_that_answers_is_well(city):
    assert mail_line().message.en == "The mail server 127.0.0.1 answers"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SAINDEGE_MAIL_FROM", "", "SAINDEGE_MAIL_FROM"),
        ("SAINDEGE_MAIL_FROM", "BKPSDM", "SAINDEGE_MAIL_FROM"),
        ("SAINDEGE_MAIL_USER", "bkpsdm", "SAINDEGE_MAIL_PASSWORD"),
        ("SAINDEGE_MAIL_PORT", 1, "tidak dapat dipakai"),
        ("SAINDEGE_MAIL_SECURITY", "starttls", "tidak dapat dipakai"),
    ],
)
def test_what_is_missing_is_named(city, name, value, said):
    setattr(city, name, value)
    found = mail_line()

    assert (found.ok, said in found.message.id) == (False, True)
    assert found.advice.id


def test_demonstration_sends_nothing(city):
    city.SAINDEGE_DEMO = True

    assert mail_line().message.id == "Demo tidak mengirim e-mail"
