"""From a reaction on a phone to the printed annual report, in a real browser."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from saindege.impact import evaluation
from saindege.impact.app import actions
from saindege.impact.app.models import ReactionAnswer
from saindege.programme.app.models import Session

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GOOD = dict.fromkeys(evaluation.load().statements, 4)


def enter(page, client, live_server):
    """Give the browser the session of a signed-in client."""
    page.context.clear_cookies()
    page.context.add_cookies(
        [{"name": "masuk", "value": client.cookies["masuk"].value, "url": live_server.url}]
    )


def test_reaction_on_a_phone_reaches_the_annual_report(browser_page, live_server, ended, client_for):
    yesterday = timezone.now() - timedelta(days=1)
    Session.objects.update(starts_at=yesterday - timedelta(hours=6), ends_at=yesterday)
    for person in ended.people[1:6]:
        actions.give_reaction(person.account, ended.batch, GOOD, "", at=timezone.now())
    page = browser_page

    enter(page, client_for(ended.people[0].account), live_server)
    page.goto(live_server.url + "/")
    page.get_by_role("link", name="Jawab sekarang").click()
    page.get_by_role("link", name="Beri tanggapan").first.click()
    for key in GOOD:
        page.locator(f"input[name={key}][value='5']").check()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="Kirim tanggapan").click()
    page.get_by_text("disimpan tanpa nama").first.wait_for()
    assert ReactionAnswer.objects.count() == 6

    enter(page, client_for("walikota"), live_server)
    page.goto(live_server.url + reverse("impact:evaluation_batch", args=[ended.batch.pk]))
    page.get_by_text("6 dari 11 yang hadir menjawab").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.goto(live_server.url + reverse("impact:report"))
    address = page.get_by_role("link", name="PDF A4").get_attribute("href")
    paper = page.context.request.get(live_server.url + address)
    assert paper.ok and paper.body().startswith(b"%PDF")
