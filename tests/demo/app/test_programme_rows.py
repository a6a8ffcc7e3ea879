from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from saindege.demo.app import programme_rows

ZONE = ZoneInfo("Asia/Jakarta")
BEGIN = datetime(2026, 11, 24, 8, 30, tzinfo=ZONE)
END = datetime(2026, 11, 24, 15, 30, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        # By day the class runs as planned.
        ((24, 10, 15), (BEGIN, END)),
        # In the evening it runs around now, so that a visitor finds a class to check in to.
        (
            (24, 19, 44),
            (datetime(2026, 11, 24, 19, 30, tzinfo=ZONE), datetime(2026, 11, 24, 22, 30, tzinfo=ZONE)),
        ),
        # It never runs over midnight.
        (
            (24, 23, 50),
            (datetime(2026, 11, 24, 23, 30, tzinfo=ZONE), datetime(2026, 11, 24, 23, 59, tzinfo=ZONE)),
        ),
        # A class of another day stays where it is.
        ((22, 19, 44), (BEGIN, END)),
    ],
)
def test_todays_class_runs_when_somebody_looks(
    now: tuple[int, int, int], expected: tuple[datetime, datetime]
) -> None:
    day, hour, minute = now

    hours = programme_rows.class_hours(BEGIN, END, datetime(2026, 11, day, hour, minute, tzinfo=ZONE))

    assert hours == expected
