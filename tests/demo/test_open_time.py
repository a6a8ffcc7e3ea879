from datetime import UTC, date, datetime

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from saindege.base import period
from saindege.demo import open_time

CALENDAR = period.office_calendar(first_year=2025, last_year=2026)
HOURS = open_time.open_time(CALENDAR, date(2025, 1, 1), date(2026, 12, 31))
CLOCK = period.WorkClock(CALENDAR, date(2025, 1, 1), date(2026, 12, 31))
ALL = float(HOURS.day_begins[-1] + HOURS.day_lengths[-1])


def _at(seconds: float) -> datetime:
    moment = int(HOURS.moments(np.array([seconds]))[0])
    return datetime.fromtimestamp(moment / 1e6, UTC)


def test_first_open_second_of_2025_is_half_past_seven_on_the_second_of_january() -> None:
    assert _at(0) == datetime(2025, 1, 2, 0, 30, tzinfo=UTC)


def test_time_jumps_over_the_midday_break() -> None:
    # 7.30 to 12.00 are 16,200 open seconds; the next one is at 13.00.
    assert _at(16_199) == datetime(2025, 1, 2, 4, 59, 59, tzinfo=UTC)
    assert _at(16_200) == datetime(2025, 1, 2, 6, 0, tzinfo=UTC)


def test_ramadan_day_is_shorter() -> None:
    day = HOURS.days.tolist().index((date(2025, 3, 5) - date(1970, 1, 1)).days)

    assert HOURS.day_lengths[day] == 6.5 * 3600


@given(st.lists(st.floats(0, ALL - 1), min_size=1, max_size=50))
def test_clock_of_the_library_counts_back_the_same_open_seconds(seconds: list[float]) -> None:
    asked = np.array(seconds)

    counted = CLOCK.working_seconds(HOURS.moments(asked))

    np.testing.assert_array_equal(counted, np.floor(asked))
