"""A class in real browsers: the screen turns, a phone checks in, the screen counts."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

import pytest
from django.urls import reverse

from saindege.delivery.app import actions
from saindege.delivery.app.models import CheckIn
from saindege.delivery.exam.question import read_question
from saindege.programme.app.models import Session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIB = timezone(timedelta(hours=7))
# Whose phone this is has been written down by the page's own module.
FACT_IS_KEPT = """new Promise((resolve) => {
  const request = indexedDB.open("saindege-hadir", 1);
  request.onupgradeneeded = () => { request.transaction.abort(); };
  request.onerror = () => resolve(false);
  request.onsuccess = () => {
    const asked = request.result.transaction("facts").objectStore("facts").get("owner");
    asked.onsuccess = () => { request.result.close(); resolve(Boolean(asked.result)); };
  };
})"""


WORKER_IS_READY = """navigator.serviceWorker.getRegistration("/hadir/").then(
  (found) => Boolean(found && found.active && found.active.state === "activated"))"""


def until(page, expression):
    """Wait until something is so; the page's own waiting would need what the content policy forbids."""
    for _ in range(300):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    raise AssertionError(expression)


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


def test_phone_cut_off_from_the_network_checks_in_and_sends_later(
    browser, live_server, make_class, client_for
):
    """Shown the QR picture without signal, the phone opens the page it kept, keeps the scan and sends it once."""
    made = make_class()
    begin = datetime.now(WIB) - timedelta(minutes=5)
    Session.objects.filter(pk=made.session.pk).update(starts_at=begin, ends_at=begin + timedelta(hours=3))
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="id-ID")
    sign_in(context, client_for(made.people[0].account), live_server)
    page = context.new_page()
    page.goto(live_server.url + reverse("delivery:schedule"))
    until(page, WORKER_IS_READY)
    until(page, FACT_IS_KEPT)
    address = live_server.url + reverse("delivery:check_in", args=[made.session.code])
    page.goto(address)
    until(page, "navigator.serviceWorker.controller !== null")
    scanned = datetime.now(WIB)

    context.set_offline(True)
    page.goto(f"{address}?kode={made.code(scanned)}")
    assert page.locator("h1").inner_text() == "Presensi tanpa sinyal"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert made.people[0].name not in page.content()
    page.get_by_role("button", name="Saya hadir").click()
    page.get_by_text("Menunggu sinyal").wait_for()
    assert CheckIn.objects.count() == 0

    context.set_offline(False)
    page.get_by_text("Tercatat hadir.").wait_for(timeout=10_000)
    page.goto(address)
    page.get_by_text("Anda tercatat hadir").wait_for()
    context.close()
    arrival = CheckIn.objects.get()
    assert (arrival.person, arrival.way) == (made.people[0], "offline")
    assert abs((arrival.arrived_at - scanned).total_seconds()) < 20


def test_signal_that_is_lost_on_the_page_keeps_what_was_typed(browser, live_server, make_class, client_for):
    made = make_class()
    begin = datetime.now(WIB) - timedelta(minutes=5)
    Session.objects.filter(pk=made.session.pk).update(starts_at=begin, ends_at=begin + timedelta(hours=3))
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="id-ID")
    sign_in(context, client_for(made.people[1].account), live_server)
    page = context.new_page()
    page.goto(live_server.url + reverse("delivery:check_in", args=[made.session.code]))
    until(page, FACT_IS_KEPT)

    context.set_offline(True)
    page.locator("input[name=kode]").fill(made.code(datetime.now(WIB)))
    page.get_by_role("button", name="Saya hadir").click()
    page.get_by_text("Menunggu sinyal").wait_for()
    context.set_offline(False)

    page.get_by_text("Tercatat hadir.").wait_for(timeout=10_000)
    context.close()
    assert CheckIn.objects.get().person == made.people[1]


def test_test_survives_a_lost_connection(browser, live_server, course_class, client_for):
    made = course_class
    asked = read_question("one", "Ibu kota?", ["*Jakarta", "Medan"])
    for topic in ("a", "b"):
        actions.add_question(made.officer, made.batch.course, asked, topic=topic, at=datetime.now(WIB))
    now = datetime.now(WIB)
    windows = {phase: (now - timedelta(hours=1), now + timedelta(hours=1)) for phase in ("pre", "post")}
    plan = actions.Plan({"a": 1, "b": 1}, 30, windows)
    exam, _ = actions.arrange_exams(made.officer, made.batch, plan, seed=1, at=now)
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="id-ID")
    sign_in(context, client_for(made.people[0].account), live_server)
    page = context.new_page()
    page.goto(live_server.url + reverse("delivery:exam", args=[exam.pk]))
    page.get_by_role("button", name="Mulai tes").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360

    page.get_by_label("Jakarta").nth(0).check()
    page.locator("#tersimpan", has_text="Tersimpan").wait_for()
    context.set_offline(True)
    page.get_by_label("Jakarta").nth(1).check()
    page.locator("#tersimpan", has_text="menunggu sinyal").wait_for()
    context.set_offline(False)
    page.reload()
    until(page, "document.querySelectorAll('input:checked').length === 2")
    page.get_by_role("button", name="Kumpulkan").click()

    page.get_by_text("Nilai Anda 100").wait_for()
    context.close()
