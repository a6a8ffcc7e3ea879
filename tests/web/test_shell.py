"""The frame around every page."""

import pytest

pytestmark = pytest.mark.django_db


def test_signed_in_reader_gets_the_first_page(client_for):
    client = client_for("bkpsdm")

    page = client.get("/")

    assert page.status_code == 200
    assert "<h1" in page.content.decode()


def test_stranger_is_led_to_the_sign_in_page(client):
    answer = client.get("/akun/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/masuk/?next=/akun/")
