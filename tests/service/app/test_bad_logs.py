"""The same odd logs through the page: each is measured, what is odd stands on the page of the log."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from saindege.base.app.models import Account, Job
from saindege.service.app import actions
from saindege.service.app.models import EventLog, Service
from tests.service.bad_logs import BAD_LOGS, COLUMNS, HEADER, BadLog

from .conftest import AT


@pytest.fixture
def hand_in(
    media: object, officer: Account, service: Service, confirm: Callable[..., Job], work: Callable[[], Job]
) -> Callable[..., tuple[EventLog, Job]]:
    def through(text: str, timezone: str = "Asia/Jakarta") -> tuple[EventLog, Job]:
        file = actions.LogFile("log.csv", [text.encode()])
        log = actions.store_log(officer, file, at=AT).log
        confirm(log, columns=COLUMNS, timezone=timezone)
        job = work()
        log.refresh_from_db()
        return log, job

    return through


@pytest.mark.parametrize("bad", BAD_LOGS, ids=lambda bad: bad.name)
def test_it_is_measured_and_told(
    bad: BadLog,
    hand_in: Callable[..., tuple[EventLog, Job]],
    client_for: Callable[..., Client],
    officer: Account,
) -> None:
    log, job = hand_in(bad.text, bad.timezone)

    assert (job.state, log.state) == ("done", "measured"), job.message
    page = client_for(officer).get(reverse("service:log", args=[log.pk])).content.decode()
    # A page knows what time it is: what has not come yet is refused row by row.
    words = "belum terjadi" if bad.told == "future_events" else bad.words
    assert words in page
    if bad.told in ("out_of_range", "future_events"):
        taken = client_for(officer).get(reverse("service:log", args=[log.pk]), {"unduh": "csv"})
        assert "122" in b"".join(taken).decode("utf-8-sig")


def test_more_than_a_tenth_refused_is_an_error_with_its_rows(
    hand_in: Callable[..., tuple[EventLog, Job]], client_for: Callable[..., Client], officer: Account
) -> None:
    rows = ["A,Terima,2026-01-05 08:00,,P1"] * 8 + ["A,Terima,kemarin,,P1"]

    log, job = hand_in("\n".join([HEADER, *rows]) + "\n")

    assert (job.state, log.state) == ("failed", "refused")
    taken = client_for(officer).get(reverse("service:log", args=[log.pk]), {"unduh": "csv"})
    assert "10" in b"".join(taken).decode("utf-8-sig")
