"""The needs form in a real browser, as wide as a phone: opened by the officer, filled by a superior, gathered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from saindege.people.app import actions
from saindege.people.app.models import Competency, Need, Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "salak-manis-2026"


def _enter(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.get_by_label("NIP atau nama pengguna").fill(name)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()


def test_superior_fills_the_form_on_a_phone_and_hands_it_in(
    browser_page, live_server, register, account, officer
) -> None:
    Competency.objects.create(code="loket", name="Melayani di loket", kind="technical")
    boss = account("atasan", username="budi", password=PASSWORD)
    Person.objects.filter(pk=register["Budi"].pk).update(account=boss)
    today = timezone.localdate()
    actions.open_round(
        officer, year=2031, opens_on=today, due_on=today + timedelta(days=9), at=timezone.now()
    )

    _enter(browser_page, f"{live_server}/pegawai/akpk/", "budi")
    browser_page.get_by_role("link", name="AKPK 2031").click()
    browser_page.get_by_label("Kompetensi").first.select_option(label="Melayani di loket")
    browser_page.get_by_label("Kapan").first.select_option(label="Segera, layanan terganggu")
    browser_page.get_by_label("Alasan").first.fill("Antrean panjang tiap Senin")
    browser_page.get_by_role("button", name="Serahkan").click()

    expect(browser_page.get_by_text("Formulir diserahkan.")).to_be_visible()
    assert browser_page.evaluate("document.documentElement.scrollWidth") == 360
    assert [(each.person.name, each.urgency, each.reason) for each in Need.objects.all()] == [
        ("Ani Contoh", "now", "Antrean panjang tiap Senin")
    ]
