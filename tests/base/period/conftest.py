"""The calendar that the hand-worked values are worked on."""

from __future__ import annotations

import pytest

from saindege.base import period
from saindege.base.period.reading import calendar_from

FULL = ["07:30-12:00", "13:00-16:00"]


@pytest.fixture
def office() -> period.WorkCalendar:
    """Monday to Thursday 7.5 hours, Friday with its long break; one holiday; Ramadan with one holiday inside."""
    return calendar_from(
        {
            "timezone": "Asia/Jakarta",
            "hours": {
                "mon": FULL,
                "tue": FULL,
                "wed": FULL,
                "thu": FULL,
                "fri": ["07:30-11:30", "13:00-16:30"],
            },
            "holidays": ["2026-08-17", "2026-03-19"],
            "exceptions": [
                {"from": "2026-02-19", "to": "2026-03-20", "hours": ["08:00-12:00", "12:30-15:00"]}
            ],
        },
        file="kantor.toml",
    )
