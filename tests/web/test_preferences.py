"""Language and theme."""

import pytest

pytestmark = pytest.mark.django_db


def test_pages_are_indonesian_until_somebody_chooses(client):
    page = client.get("/masuk/", HTTP_ACCEPT_LANGUAGE="en-US,en;q=0.9").content.decode()

    assert '<html lang="id">' in page


def test_strangers_choice_is_kept_in_a_cookie(client):
    client.post("/bahasa/", {"language": "en", "next": "/bantuan/"})
    client.post("/tema/", {"theme": "dark", "next": "/bantuan/"})

    page = client.get("/bantuan/").content.decode()

    assert '<html lang="en" data-theme="dark">' in page


def test_accounts_choice_follows_it_to_another_device(account, client_for):
    rahma = account("bkpsdm")
    client_for(rahma).post("/akun/", {"language": "en", "theme": "light"})

    page = client_for(rahma).get("/").content.decode()

    assert '<html lang="en" data-theme="light">' in page


def test_choice_made_at_the_door_goes_with_whoever_signs_in_and_with_nobody_after(client, account):
    first, second = (
        account("bkpsdm", username=name, password="salak-manis-2026") for name in ("rahma", "dina")
    )
    client.post("/bahasa/", {"language": "en"})
    client.post("/tema/", {"theme": "dark"})

    for name in ("rahma", "dina"):
        client.post("/masuk/", {"username": name, "password": "salak-manis-2026"})
        client.post("/keluar/")

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.language, first.theme) == ("en", "dark")
    assert (second.language, second.theme) == ("id", "system")


@pytest.mark.parametrize("wanted", ["https://jahat.example/", "//jahat.example", "javascript:x", ""])
def test_choice_never_leads_away_from_here(client, wanted):
    assert client.post("/bahasa/", {"language": "en", "next": wanted}).headers["Location"] == "/"


def test_language_that_is_not_there_changes_nothing(client):
    answer = client.post("/bahasa/", {"language": "xx", "next": "/bantuan/"})

    assert (answer.headers["Location"], answer.cookies) == ("/bantuan/", {})
