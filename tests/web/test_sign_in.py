"""At the door: by name or NIP, never telling which part was wrong, shut after five wrong tries."""

from datetime import date

import pytest
from django.test import Client, RequestFactory

from saindege.base.app.models import Account
from saindege.people.app.models import Office, Person
from saindege.web import sign_in

pytestmark = pytest.mark.django_db
PASSWORD = "salak-manis-2026"
NIP = "198111122010071006"
WRONG = "Nama atau kata sandi tidak cocok."


@pytest.fixture
def rahma(account):
    account = account("bkpsdm", username="rahma", password=PASSWORD)
    office = Office.objects.create(code="BKPSDM", name="BKPSDM", kind="agency")
    Person.objects.create(
        nip=NIP, name="Rahma", birth_date=date(1981, 11, 12), status="pns", office=office, account=account
    )
    return account


def enter(client, name, password=PASSWORD, **more):
    return client.post("/masuk/", {"username": name, "password": password, **more})


@pytest.mark.parametrize("name", ["rahma", " Rahma ", NIP, "19811112 201007 1 006", "19811112.201007.1.006"])
def test_name_or_nip_opens_the_door(client, rahma, name):
    answer = enter(client, name)

    assert (answer.status_code, answer.headers.get("Location")) == (302, "/")
    assert client.get("/").context["account"] == rahma


def test_password_is_kept_as_argon2(rahma):
    assert rahma.password.startswith("argon2$argon2id$")


def test_wrong_name_wrong_password_and_closed_account_read_alike(client, rahma, account):
    account("peserta", username="tutup", password=PASSWORD, is_active=False)

    pages = [
        enter(client, name, password)
        for name, password in (
            ("rahma", "salah"),
            ("tidak-ada", PASSWORD),
            ("tutup", PASSWORD),
            (NIP, "salah"),
        )
    ]

    assert [page.status_code for page in pages] == [422] * 4
    assert all(WRONG in page.content.decode() for page in pages)
    assert all(PASSWORD not in page.content.decode() for page in pages)


def test_door_shuts_after_five_wrong_tries_whichever_name_was_used(client, rahma):
    for number in range(5):
        answer = enter(client, "rahma" if number % 2 else NIP, "salah")

    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) == 900
    assert "Tunggu 15 menit" in answer.content.decode()
    assert enter(client, "rahma").status_code == 429


def test_other_accounts_still_enter_while_one_is_shut(client, rahma, account):
    account("analis", username="dina", password=PASSWORD)
    for _ in range(5):
        enter(client, "rahma", "salah")

    assert enter(client, "dina").status_code == 302


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/akun/", "/akun/"),
        ("https://jahat.example/", "/"),
        ("//jahat.example/", "/"),
        ("/\\jahat.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_only_a_page_of_ours_is_gone_to_after_sign_in(client, rahma, wanted, reached):
    assert enter(client, "rahma", next=wanted).headers["Location"] == reached


def test_sign_out_needs_a_form_and_clears_what_the_browser_kept(client_for):
    client = client_for("bkpsdm")

    assert client.get("/keluar/").status_code == 405
    answer = client.post("/keluar/")

    assert (answer.status_code, answer.headers["Clear-Site-Data"]) == (302, '"cache"')
    assert client.get("/akun/").status_code == 302


def test_demonstration_shows_its_accounts_and_they_open_with_one_press(client, account, settings):
    settings.SAINDEGE_DEMO = True
    account("peserta", username="peserta", password="saindege", is_example=True)

    page = client.get("/masuk/").content.decode()

    assert 'name="username" value="peserta"' in page
    assert enter(client, "peserta", "saindege").status_code == 302


def test_example_account_opens_nothing_outside_a_demonstration(client, account):
    account("admin", username="admin", password="saindege", is_example=True)

    page = client.get("/masuk/").content.decode()

    assert "saindege</strong>" not in page
    assert enter(client, "admin", "saindege").status_code == 422


def test_example_account_that_was_signed_in_is_out_when_the_demonstration_ends(client_for, account, settings):
    settings.SAINDEGE_DEMO = True
    client = client_for(account("admin", is_example=True))
    assert client.get("/").status_code == 200

    settings.SAINDEGE_DEMO = False

    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    ("proxies", "told", "address"),
    [
        (0, "9.9.9.9", "10.0.0.1"),
        (1, "9.9.9.9, 3.3.3.3", "3.3.3.3"),
        (2, "9.9.9.9, 3.3.3.3, 4.4.4.4", "3.3.3.3"),
        (1, "", "10.0.0.1"),
        (1, "<script>", "10.0.0.1"),
    ],
)
def test_visitors_address_is_believed_only_as_far_as_proxies_are_trusted(settings, proxies, told, address):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=told)

    assert sign_in.client_address(request) == address


def test_unknown_nip_is_counted_under_its_digits(db):
    assert sign_in.account_name("19811112 201007 1 006") == NIP
    assert Account.objects.count() == 0


def test_form_from_elsewhere_is_not_taken(rahma):
    strict = Client(enforce_csrf_checks=True)

    assert enter(strict, "rahma").status_code == 403
