"""From the design of a study to its verdict and the printed report, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from saindege.base.app.models import Account
from saindege.impact.app import actions
from saindege.impact.app.models import OfficeTraining, Study
from saindege.impact.app.queries.records import drawn_lottery
from saindege.service.app.models import Measurement, Service
from tests.impact.app.conftest import WAVES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_waves_are_drawn_followed_answered_and_printed(
    browser_page,
    live_server,
    client_for: Callable[..., Client],
    analyst: Account,
    service: Service,
    measure: Callable[[float], Measurement],
) -> None:
    measure(0.0)
    page = browser_page
    cookie = client_for(analyst).cookies["masuk"].value
    page.context.add_cookies([{"name": "masuk", "value": cookie, "url": live_server.url}])

    page.goto(live_server.url + reverse("impact:study_new"))
    page.locator("#id_title").fill("Apakah bimbingan mempercepat domisili?")
    page.locator("#id_service").select_option(label=service.name)
    page.get_by_role("button", name="Simpan dan segel rancangan").click()
    page.get_by_text("akan terlihat dalam empat dari lima undian").wait_for()
    page.locator("#id_per_wave").fill("7")
    page.get_by_role("button", name="Lihat apa yang akan terlihat").click()
    page.get_by_text("Menunggu (pembanding)").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Undi sekarang").click()
    page.get_by_text("Cocok dengan benihnya").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360

    # The training follows the draw; the past is then as long as it takes.
    asked = Study.objects.get()
    for wave, day in zip(drawn_lottery(asked).waves, WAVES, strict=True):
        chosen = OfficeTraining.objects.filter(study=asked, office__code__in=wave.offices)
        chosen.update(trained_on=day)
    actions.estimate_study(analyst, asked.pk, at=timezone.now(), tell=lambda done, total, message: None)

    page.goto(live_server.url + reverse("impact:study", args=[asked.pk]))
    assert re.search("Belum terbukti|Terbukti", page.locator(".verdict").inner_text())
    page.get_by_role("heading", name="Pendapat kedua").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    paper = page.context.request.get(live_server.url + reverse("impact:report_pdf"))
    assert paper.ok and paper.body().startswith(b"%PDF")

    page.goto(live_server.url + reverse("impact:report"))
    annual = page.locator("section", has=page.get_by_role("heading", name="Laporan tahunan"))
    for name, first in (("PDF A4", b"%PDF"), ("DOCX", b"PK"), ("XLSX", b"PK")):
        address = annual.get_by_role("link", name=name).get_attribute("href")
        printed = page.context.request.get(live_server.url + address)
        assert printed.ok and printed.body().startswith(first)
