"""What one officer did, and how long each step took."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from saindege.base import period
from saindege.service.event_log import EventLog
from saindege.service.own_tasks import own_tasks

ROWS = [
    ("A", "Terima", "2026-03-02 08:00"), ("A", "Periksa", "2026-03-02 08:40"), ("A", "Ketik", "2026-03-02 12:30"),
    ("B", "Terima", "2026-03-02 09:00"), ("B", "Periksa", "2026-03-03 08:10"),
]  # fmt: skip
WHO = ["x", "y", "x", "x", "y"]


def test_without_starts_time_runs_since_the_step_before(log_of: Callable[..., EventLog]) -> None:
    found = own_tasks(log_of(ROWS, resource=WHO), "y", None)

    assert found.minutes.tolist() == [40.0, 23 * 60 + 10]
    assert (list(found.days), found.has_starts) == ([date(2026, 3, 2), date(2026, 3, 3)], False)


def test_with_starts_waiting_is_left_out(log_of: Callable[..., EventLog]) -> None:
    started = [None, "2026-03-02 08:30", None, None, None]

    found = own_tasks(log_of(ROWS, resource=WHO, started=started), "y", None)

    assert (found.minutes.tolist(), found.has_starts) == ([10.0], True)


def test_the_office_being_shut_is_no_working_time(
    log_of: Callable[..., EventLog], office_week: period.WorkCalendar
) -> None:
    days = [datetime(2026, 3, day, tzinfo=ZoneInfo("Asia/Jakarta")).date() for day in (1, 5)]

    found = own_tasks(log_of(ROWS, resource=WHO), "y", period.WorkClock(office_week, *days))

    # 09:00 to 16:00 less the break, and ten minutes of the next morning.
    assert found.minutes.tolist() == pytest.approx([40.0, 6 * 60 + 10])


def test_an_officer_who_is_not_there_did_nothing(log_of: Callable[..., EventLog]) -> None:
    assert len(own_tasks(log_of(ROWS, resource=WHO), "z", None).minutes) == 0
    assert len(own_tasks(log_of(ROWS), "x", None).minutes) == 0
