"""A class in real browsers: the screen turns, a phone checks in, the screen counts."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

import pytest
from django.urls import reverse

from saindege.programme.app.models import Session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIB = timezone(timedelta(hours=7))


def sign_in(context, client, live_server):
    """Give a browser the session of a signed-in client."""
    context.add_cookies([{"name": "masuk", "value": client.cookies["masuk"].value, "url": live_server.url}])


def test_phone_checks_in_and_the_screen_counts(browser, browser_page, live_server, make_class, client_for):
    made = make_class()
    begin = datetime.now(WIB) - timedelta(minutes=5)
    Session.objects.filter(pk=made.session.pk).update(starts_at=begin, ends_at=begin + timedelta(hours=3))
    room = browser.new_context(viewport={"width": 1440, "height": 900}, locale="id-ID")
    sign_in(room, client_for(made.speaker), live_server)
    sign_in(browser_page.context, client_for(made.people[0].account), live_server)
    screen = room.new_page()
    screen.goto(live_server.url + reverse("delivery:screen", args=[made.session.code]))
    assert screen.locator(".room-split .figure").inner_text().startswith("0")

    browser_page.goto(live_server.url + reverse("delivery:check_in", args=[made.session.code]))
    browser_page.locator("input[name=kode]").fill(screen.locator(".code").inner_text())
    browser_page.get_by_role("button", name="Saya hadir").click()

    browser_page.get_by_text("Anda tercatat hadir").wait_for()
    screen.locator(".room-split .figure", has_text=re.compile("^1")).wait_for(timeout=8000)
    width = browser_page.evaluate("document.documentElement.scrollWidth")
    room.close()
    assert width <= 360
