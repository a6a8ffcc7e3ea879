"""The shell in a real browser, as wide as a phone; any complaint of the browser's console fails the test."""

import pytest
from playwright.sync_api import Page, expect

from saindege.base.app.models import Job, JobState

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "salak-manis-2026"


def enter(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.get_by_label("NIP atau nama pengguna").fill(name)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()


def test_officer_signs_in_and_finds_the_whole_menu_on_a_phone(browser_page, live_server, account):
    account("bkpsdm", username="rahma", password=PASSWORD)

    enter(browser_page, f"{live_server}/akun/", "rahma")

    expect(browser_page).to_have_url(f"{live_server}/akun/")
    browser_page.get_by_role("navigation", name="Menu bawah").get_by_role("link", name="Menu").click()
    menu = browser_page.get_by_role("navigation", name="Menu utama")
    expect(menu.get_by_role("link", name="Laporan")).to_be_visible()
    assert browser_page.evaluate("document.documentElement.scrollWidth") == 360


def test_bar_of_a_job_moves_by_itself_and_leads_to_the_result(browser_page, live_server, account):
    owner = account("organisasi", username="sahat", password=PASSWORD)
    job = Job.objects.create(
        kind="x", key="x", title="Mengukur log", asked_by=owner, state=JobState.RUNNING, total=100, done=20
    )
    enter(browser_page, f"{live_server}/pekerjaan/{job.pk}/", "sahat")
    expect(browser_page.get_by_role("progressbar")).to_have_attribute("value", "20")

    Job.objects.update(done=60, message="Membaca kejadian")
    expect(browser_page.get_by_role("progressbar")).to_have_attribute("value", "60")

    Job.objects.update(state=JobState.DONE, result_url="/layanan/")
    expect(browser_page.get_by_role("link", name="Lihat hasilnya")).to_be_visible()
    expect(browser_page.get_by_text("Pekerjaan selesai.")).to_have_count(1)


def test_language_and_theme_are_chosen_at_the_foot_of_any_page(browser_page, live_server):
    browser_page.goto(f"{live_server}/bantuan/")

    browser_page.get_by_role("button", name="English").click()
    browser_page.get_by_role("button", name="Dark theme").click()

    expect(browser_page.get_by_role("heading", name="Help")).to_be_visible()
    assert browser_page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert browser_page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 18)"


def test_keyboard_jumps_over_the_menu_and_shows_where_it_is(browser_page, live_server):
    browser_page.goto(f"{live_server}/bantuan/")

    browser_page.keyboard.press("Tab")
    skip = browser_page.get_by_role("link", name="Langsung ke isi")
    expect(skip).to_be_focused()
    assert skip.bounding_box()["y"] >= 0
    assert browser_page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"

    browser_page.keyboard.press("Enter")
    expect(browser_page.locator("main")).to_be_focused()
