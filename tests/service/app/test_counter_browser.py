"""The counter on a phone: without signal, opened anew without signal, and then with it; each note once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from saindege.base.app.models import Account
from saindege.people.app.models import Office, Person
from saindege.service.app.models import ArrivedEvent, Service

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

CONTROLLED = "navigator.serviceWorker.ready.then(() => new Promise((done) => navigator.serviceWorker.controller ? done() : navigator.serviceWorker.addEventListener('controllerchange', done, {once: true})))"


@pytest.fixture
def clerk(account: Callable[..., Account], offices: dict[str, Office], service: Service) -> Account:
    made = account("peserta")
    Person.objects.create(name="Rahma", office=offices["wek5"], account=made)
    return made


@pytest.fixture
def sign_in(
    browser_page: Page, live_server: Any, client_for: Callable[..., Client]
) -> Callable[[Account], None]:
    def become(somebody: Account) -> None:
        session = client_for(somebody).cookies["masuk"].value
        browser_page.context.add_cookies([{"name": "masuk", "value": session, "url": live_server.url}])

    return become


def press(page: Page, number: str, button: str) -> None:
    page.get_by_label("Nomor berkas").fill(number)
    page.get_by_role("button", name=button, exact=True).first.click()


def test_notes_without_signal_survive_a_reload_and_are_stored_once(
    browser_page: Page,
    live_server: Any,
    sign_in: Callable[[Account], None],
    clerk: Account,
    service: Service,
) -> None:
    page = browser_page
    sign_in(clerk)
    page.goto(live_server.url + reverse("service:counter", args=[service.pk]))
    page.evaluate(CONTROLLED)

    page.context.set_offline(True)
    press(page, "A12", "Masuk")
    page.get_by_role("button", name="Kembali A12").click()
    page.get_by_role("button", name="Berkas tidak lengkap").click()
    page.get_by_text("2 catatan menunggu sinyal di ponsel ini.").wait_for()
    page.reload()
    page.get_by_text("Tidak ada sinyal. Catat seperti biasa").wait_for()
    assert page.get_by_role("heading", level=1).inner_text() == service.name
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("[data-since]").inner_text().startswith("kembali ke pemohon")
    page.get_by_role("button", name="Selesai A12").click()
    press(page, "A13", "Masuk")
    press(page, "A13", "Kembali ke pemohon")
    page.get_by_role("button", name="Lain-lain").click()
    page.get_by_label("Bila lain-lain, apa alasannya?").fill("materai basah")
    page.get_by_role("button", name="Catat kembali").click()
    page.get_by_text("5 catatan menunggu sinyal di ponsel ini.").wait_for()
    assert ArrivedEvent.objects.count() == 0

    page.context.set_offline(False)
    page.get_by_text("Semua catatan terkirim.").wait_for()
    page.reload()
    page.get_by_role("heading", name="A13").wait_for()

    events = ArrivedEvent.objects.order_by("done_at")
    assert [(event.activity, event.reason) for event in events] == [
        ("Terima", ""),
        ("Kembalikan", "Berkas tidak lengkap"),
        ("Selesai", ""),
        ("Terima", ""),
        ("Kembalikan", "Tanda tangan atau stempel"),
    ]
    assert len({event.case_key for event in events}) == 2
    assert page.evaluate("Object.values(localStorage).filter((kept) => kept.includes('A12'))") == []


def test_reason_may_stay_unsaid_and_a_slip_of_the_finger_notes_nothing(
    browser_page: Page,
    live_server: Any,
    sign_in: Callable[[Account], None],
    clerk: Account,
    service: Service,
) -> None:
    page = browser_page
    sign_in(clerk)
    page.goto(live_server.url + reverse("service:counter", args=[service.pk]))

    press(page, "B7", "Kembali ke pemohon")
    assert page.get_by_role("heading", name="Mengapa B7 kembali?").is_visible()
    assert not page.get_by_label("Nomor berkas").is_visible()
    page.get_by_role("button", name="Batal, berkas tidak kembali").press("Enter")
    assert page.get_by_label("Nomor berkas").input_value() == "B7"
    page.get_by_role("button", name="Kembali ke pemohon").press("Enter")
    page.get_by_role("button", name="Tanpa alasan").press("Enter")
    page.get_by_text("Semua catatan terkirim.").wait_for()

    assert list(ArrivedEvent.objects.values_list("activity", "reason")) == [("Kembalikan", "")]


def test_notes_of_one_officer_are_not_sent_by_the_next(
    browser_page: Page,
    live_server: Any,
    sign_in: Callable[[Account], None],
    clerk: Account,
    account: Callable[..., Account],
    offices: dict[str, Office],
    service: Service,
) -> None:
    page = browser_page
    other = account("peserta")
    Person.objects.create(name="Sahat", office=offices["wek5"], account=other)
    address = live_server.url + reverse("service:counter", args=[service.pk])
    sign_in(clerk)
    page.goto(address)
    page.evaluate(CONTROLLED)
    page.context.set_offline(True)
    press(page, "A12", "Masuk")
    page.get_by_text("1 catatan menunggu sinyal di ponsel ini.").wait_for()

    sign_in(other)
    page.context.set_offline(False)
    page.goto(address)
    page.get_by_text("1 catatan petugas lain menunggu ia masuk di ponsel ini.").wait_for()
    seen = ArrivedEvent.objects.count()
    sign_in(clerk)
    page.goto(address)
    page.get_by_text("Semua catatan terkirim.").wait_for()

    assert (seen, ArrivedEvent.objects.count()) == (0, 1)


def test_a_phone_that_never_was_here_says_what_to_do(
    browser_page: Page, live_server: Any, client: Client
) -> None:
    browser_page.goto(live_server.url + reverse("service:counter_offline"))

    assert browser_page.get_by_text("Ponsel ini belum mengenal loket ini.").is_visible()
    assert "Peserta" not in client.get(reverse("service:counter_offline")).content.decode()
    worker = client.get(reverse("service:counter_worker"))
    assert worker["Service-Worker-Allowed"] == "/layanan/"
    assert "/loket/luring/?bahasa=id" in worker.content.decode()
