"""The replayed day in a real browser: by keyboard, step by step, and without motion where that is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from saindege.base.app.models import Account
from saindege.service.app.models import EventLog, Service

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def day(
    browser_page: Page,
    live_server: Any,
    measured: EventLog,
    officer: Account,
    client_for: Callable[..., Client],
    service: Service,
) -> Page:
    session = client_for(officer).cookies["masuk"].value
    browser_page.context.add_cookies([{"name": "masuk", "value": session, "url": live_server.url}])
    browser_page.goto(live_server.url + reverse("service:day", args=[service.pk]) + "?tanggal=2026-03-02")
    browser_page.get_by_role("button", name="Putar", exact=True).wait_for()
    return browser_page


def until(day: Page, clock: str) -> None:
    """Wait until the clock of the day has passed a time; the page's own policy allows no waiting in it."""
    for _ in range(200):
        if day.locator("[data-clock]").inner_text() > clock:
            return
        day.wait_for_timeout(100)
    raise AssertionError(f"the day does not reach {clock}")


def test_keyboard_plays_pauses_steps_and_changes_the_speed(day: Page) -> None:
    clock = day.locator("[data-clock]")
    assert clock.inner_text() == "07.45"
    assert day.evaluate("document.documentElement.scrollWidth <= innerWidth")

    day.get_by_role("button", name="Maju 15 menit").press("Enter")
    assert clock.inner_text() == "08.00"
    day.get_by_role("slider", name="Jam").press("ArrowRight")
    assert clock.inner_text() == "08.05"
    day.get_by_role("slider", name="Jam").press("End")
    day.get_by_text("Pukul 12.00").wait_for()
    day.get_by_label("Kecepatan").select_option("45")
    day.get_by_role("button", name="Putar", exact=True).press("Enter")
    pause = day.get_by_role("button", name="Jeda")
    pause.wait_for()
    until(day, "08.20")
    pause.press(" ")

    stopped = clock.inner_text()
    day.wait_for_timeout(300)
    assert clock.inner_text() == stopped
    assert "Pukul" in day.locator("[data-status]").inner_text()


def test_whoever_wants_less_motion_sees_steps_and_no_dots(day: Page) -> None:
    day.emulate_media(reduced_motion="reduce")
    day.get_by_role("button", name="Putar", exact=True).click()
    until(day, "08.29")

    assert day.locator("svg circle:visible").count() == 0
    assert day.locator("[data-clock]").inner_text()[-2:] in ("00", "15", "30", "45")
