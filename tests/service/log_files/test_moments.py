"""Moments and zones."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.service.log_files.columns import NO_MOMENT
from saindege.service.log_files.moments import (
    EARLIEST,
    LATEST,
    OUT_OF_YEARS,
    from_microseconds,
    local_months,
    place_in_zone,
    read_iso,
    to_microseconds,
)

UTC = ZoneInfo("UTC")


def _wall(moment: datetime) -> int:
    return to_microseconds(moment.replace(tzinfo=UTC), UTC)


def test_moment_without_offset_is_in_the_zone_and_one_with_offset_is_not_moved():
    jakarta = ZoneInfo("Asia/Jakarta")

    found, unreadable = read_iso(
        ["2026-03-02T08:00:00", "2026-03-02T01:00:00Z", " ", None, "kemarin"], jakarta
    )

    assert found[0] == found[1] == to_microseconds(datetime(2026, 3, 2, 1, tzinfo=UTC), UTC)
    assert (found[2:].tolist(), unreadable) == ([NO_MOMENT] * 3, {4: "kemarin"})


def test_spaces_and_fewer_figures_are_read_one_by_one():
    found, unreadable = read_iso(
        [" 2026-03-02T01:00:00Z ", "2026-03-02T01:00:00.5Z", "2026-02-30T01:00:00Z"], UTC
    )

    one = to_microseconds(datetime(2026, 3, 2, 1, tzinfo=UTC), UTC)
    assert found.tolist() == [one, one + 500_000, NO_MOMENT]
    assert unreadable == {2: "2026-02-30T01:00:00Z"}


def test_bounds_are_the_first_and_the_last_year():
    assert from_microseconds(EARLIEST).isoformat() == "1900-01-01T00:00:00+00:00"
    assert from_microseconds(LATEST).isoformat() == "2200-01-01T00:00:00+00:00"


def test_blank_stays_blank_and_an_impossible_year_is_marked():
    local = np.array([NO_MOMENT, EARLIEST - 1, LATEST], dtype=np.int64)

    assert place_in_zone(local, ZoneInfo("Asia/Jakarta")).tolist() == [NO_MOMENT, OUT_OF_YEARS, OUT_OF_YEARS]


@pytest.mark.parametrize(
    "zone", ["Asia/Jakarta", "Europe/Amsterdam", "Australia/Lord_Howe", "America/St_Johns"]
)
@given(minutes=st.lists(st.integers(0, 3 * 365 * 24 * 60), min_size=1, max_size=8))
def test_clock_on_the_wall_is_placed_as_the_standard_library_does(zone, minutes):
    walls = [datetime(2024, 1, 1) + timedelta(minutes=minute) for minute in minutes]

    placed = place_in_zone(np.array([_wall(wall) for wall in walls]), ZoneInfo(zone))

    assert placed.tolist() == [to_microseconds(wall, ZoneInfo(zone)) for wall in walls]


def test_month_is_that_of_the_zone_on_either_side_of_midnight():
    moments = [datetime(2026, 3, 31, 16, 59, tzinfo=UTC), datetime(2026, 3, 31, 17, 0, tzinfo=UTC)]
    at = np.array([to_microseconds(moment, UTC) for moment in moments])

    months = local_months(at, ZoneInfo("Asia/Jakarta"))

    assert months.tolist() == [2026 * 12 + 2, 2026 * 12 + 3]
    assert local_months(at[:0], ZoneInfo("Asia/Jakarta")).tolist() == []
