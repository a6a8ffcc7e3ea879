"""Moments that are written alike are read as they are one by one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.service.log_files.columns import NO_MOMENT
from saindege.service.log_files.iso_blocks import read_alike
from saindege.service.log_files.moments import read_iso, to_microseconds

zones = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(
    st.lists(st.datetimes(timezones=zones), min_size=64, max_size=90),
    st.sampled_from(["seconds", "milliseconds", "microseconds"]),
    st.sampled_from("T "),
)
def test_each_moment_is_what_python_reads(moments: list[datetime], precision: str, between: str) -> None:
    texts = [moment.isoformat(between, precision) for moment in moments]
    found = np.full(len(texts), NO_MOMENT, dtype=np.int64)

    done = read_alike(texts, found)

    assert done.all()
    assert found.tolist() == [to_microseconds(datetime.fromisoformat(text), UTC) for text in texts]


@pytest.mark.parametrize(
    "bad",
    [
        "2026-02-30T08:00:00+07:00", "2026-13-01T08:00:00+07:00", "2026-00-01T08:00:00+07:00",
        "2026-03-02T24:00:00+07:00", "2026-03-02T08:60:00+07:00", "2026-03-02T08:00:60+07:00",
        "2026-03-02T08:00:00+24:00", "2026-03-02X08:00:00+07:00", "2026/03/02T08:00:00+07:00",
        "2026-03-02T08:00:0x+07:00", "0000-03-02T08:00:00+07:00", "2026-03-02T08:00:00+07.00",
        "2026-03-02T08:00:00~07:00", "202\u0666-03-02T08:00:00+07:00",
    ],
)  # fmt: skip
def test_what_only_looks_so_is_left_to_the_slow_way(bad: str) -> None:
    good = "2026-03-02T08:00:00+07:00"
    texts = [*[good] * 70, bad]
    found = np.full(len(texts), NO_MOMENT, dtype=np.int64)

    done = read_alike(texts, found)

    assert done.tolist() == [True] * 70 + [False]
    assert found[-1] == NO_MOMENT


def test_other_ways_of_writing_beside_them_are_read_one_by_one() -> None:
    texts = [*["2026-03-02T08:00:00Z"] * 70, "2026-03-02T08:00:00", None, " 2026-03-02T08:00:00Z ", "kemarin"]

    found, unreadable = read_iso(texts, timezone(timedelta(hours=7)))

    eight = to_microseconds(datetime(2026, 3, 2, 8, tzinfo=UTC), UTC)
    assert found.tolist()[:70] == [eight] * 70
    assert found.tolist()[70:] == [eight - 7 * 3600 * 1_000_000, NO_MOMENT, eight, NO_MOMENT]
    assert unreadable == {73: "kemarin"}
