"""The survey in a real browser as wide as a phone: without signal, then with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from saindege.service.app.actions import survey_codes
from saindege.service.app.models import SatisfactionAnswer, SurveyCode, SurveyComment

from .conftest import AT

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def codes(officer, service, offices) -> list[SurveyCode]:
    sheet = survey_codes.make_sheet(officer, service, offices["wek5"], 12, today=timezone.localdate(), at=AT)
    return list(sheet.codes.all())


def answer_all(page: Page, marks: Sequence[int] = (4,) * 9) -> None:
    for mark in marks:
        page.locator("fieldset:visible .choice").nth(mark - 1).click()
        page.get_by_role("button", name="Lanjut").click()


def test_answer_without_signal_waits_in_the_phone_and_is_sent_once(browser_page, live_server, codes):
    page, code = browser_page, codes[0]
    page.goto(live_server.url + reverse("service:survey", args=[code.code]))

    assert page.get_by_role("heading", name="Survei kepuasan").is_visible()
    assert page.locator("fieldset:visible").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.set_offline(True)
    answer_all(page)
    page.get_by_label("Ada yang ingin disampaikan?").fill("Cepat, terima kasih")
    page.get_by_role("button", name="Kirim jawaban").click()
    page.get_by_text("Jawaban tersimpan di perangkat ini").wait_for()
    assert page.get_by_text("1 jawaban di perangkat ini menunggu sinyal.").is_visible()
    assert SatisfactionAnswer.objects.count() == 0

    with page.expect_response(lambda response: response.status == 201):
        page.context.set_offline(False)
    page.get_by_text("Jawaban Anda sudah kami terima.").wait_for()

    (answer,) = SatisfactionAnswer.objects.all()
    assert set(answer.elements.values()) == {4}
    assert SurveyComment.objects.get().text == "Cepat, terima kasih"
    assert page.evaluate("localStorage.getItem('saindege.survey')") == "[]"
    page.goto(live_server.url + reverse("service:survey", args=[code.code]))
    assert page.get_by_text("Jawaban dengan kode ini sudah kami terima").is_visible()


def test_kiosk_begins_anew_and_goes_back_and_skips(browser_page, live_server, officer, service, offices):
    page = browser_page
    code = survey_codes.open_code(officer, service, offices["wek5"], today=timezone.localdate(), at=AT)
    page.goto(live_server.url + reverse("service:survey", args=[code.code]) + "?kios=1")

    for _ in range(2):
        page.get_by_role("button", name="Lewati").click()
        page.get_by_role("button", name="Kembali").click()
        answer_all(page, (3,) * 9)
        page.get_by_role("button", name="Kirim jawaban").click()
        page.get_by_role("button", name="Warga berikutnya").click()

    assert SatisfactionAnswer.objects.count() == 2
    assert page.locator("input:checked").count() == 0


def test_keyboard_alone_answers_and_enter_never_sends_too_early(browser_page, live_server, codes):
    page = browser_page
    page.goto(live_server.url + reverse("service:survey", args=[codes[0].code]))

    for _ in range(9):
        page.locator("fieldset:visible input").first.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    assert page.get_by_label("Ada yang ingin disampaikan?").is_visible()
    assert SatisfactionAnswer.objects.count() == 0
    page.get_by_role("button", name="Kirim jawaban").press("Enter")
    page.get_by_text("Jawaban Anda sudah kami terima.").wait_for()

    assert set(SatisfactionAnswer.objects.get().elements.values()) == {2}


def test_paper_sheets_are_typed_by_keyboard_alone(
    browser_page, live_server, client_for, officer, service, offices
):
    page = browser_page
    session = client_for(officer).cookies["masuk"].value
    page.context.add_cookies([{"name": "masuk", "value": session, "url": live_server.url}])
    place = f"?layanan={service.pk}&unit={offices['wek5'].pk}"
    page.goto(live_server.url + reverse("service:paper_entry") + place)

    page.get_by_label("U1 Persyaratan").focus()
    page.keyboard.type("4444 5443")  # a space leaves U5 blank; 5 is no answer and does not move on
    page.keyboard.type("2")
    page.keyboard.type("Ruang panas")
    page.keyboard.press("Enter")
    page.get_by_text("Satu lembar tersimpan.").wait_for()

    assert list(SatisfactionAnswer.objects.get().elements.values()) == [4, 4, 4, 4, None, 4, 4, 3, 2]
    assert page.evaluate("document.activeElement.name") == "PERSYARATAN"
    assert SurveyComment.objects.get().text == "Ruang panas"
