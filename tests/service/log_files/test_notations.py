"""Moments in a log as people write them: dates, clocks, zones, and the question where two readings are open."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from saindege.base.errors import BadInput
from saindege.service.event_log import EventLog
from saindege.service.log_files.moments import from_microseconds


def _moments(log: EventLog) -> list[str]:
    return [from_microseconds(at, log.zone).isoformat() for at in log.at.tolist()]


def _refuse(read_text, text, **choice):
    with pytest.raises(BadInput) as refusal:
        read_text(text, **choice)
    return refusal.value


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-03-02 08:30", "2026-03-02T08:30:00+07:00"),
        ("2026-03-02T08:30:15.250", "2026-03-02T08:30:15.250000+07:00"),
        ("2026/3/2 8:30", "2026-03-02T08:30:00+07:00"),
        ("2026-03-02", "2026-03-02T00:00:00+07:00"),
        ("2026-03-02 08:30+09:00", "2026-03-02T06:30:00+07:00"),
        ("2026-03-02T01:30:00Z", "2026-03-02T08:30:00+07:00"),
        ("2026-03-02 08:30:00+0900", "2026-03-02T06:30:00+07:00"),
        ("2026-03-02 10:30 WIT", "2026-03-02T08:30:00+07:00"),
        ("02/03/2026 08:30", "2026-03-02T08:30:00+07:00"),
        ("2-3-2026 8.30", "2026-03-02T08:30:00+07:00"),
        ("02.03.2026 08.30.15", "2026-03-02T08:30:15+07:00"),
        ("2 Maret 2026 pukul 08.30", "2026-03-02T08:30:00+07:00"),
        ("Senin, 2 Maret 2026, 08:30 WIB", "2026-03-02T08:30:00+07:00"),
        ("March 2, 2026 8:30 am", "2026-03-02T08:30:00+07:00"),
        ("46083.354166666664", "2026-03-02T08:30:00+07:00"),
    ],
)
def test_moments_are_read_as_people_write_them(read_text, written, moment):
    # A second row tells that the day comes first, where that matters.
    second = "30/03/2026" if "/" in written else "30-03-2026"

    log = read_text(f"case;activity;time\na;terima;{written}\na;serah;{second} 09:00\n")

    assert _moments(log)[0] == moment


def test_month_first_is_read_where_a_day_above_12_says_so(read_text):
    log = read_text("case,activity,time\na,terima,03/02/2026 08:30\na,serah,03/30/2026 09:00\n")

    assert _moments(log) == ["2026-03-02T08:30:00+07:00", "2026-03-30T09:00:00+07:00"]


def test_ambiguous_dates_are_refused_with_the_question_until_it_is_answered(read_text):
    text = "case,activity,time\na,terima,03/02/2026 08:30\na,serah,04/02/2026 09:00\n"

    refusal = _refuse(read_text, text)
    log = read_text(text, order="day_first")

    assert (refusal.code, refusal.problems[0].column) == ("ambiguous_date", "time")
    assert "--date-order" in refusal.sentence.id and "?" in refusal.sentence.id
    assert _moments(log)[0] == "2026-02-03T08:30:00+07:00"


def test_column_with_both_orders_is_refused(read_text):
    text = "case,activity,time\na,terima,13/02/2026 08:30\na,serah,02/14/2026 09:00\n"

    assert _refuse(read_text, text).code == "ambiguous_date"


def test_start_column_tells_the_order_for_the_other(read_text):
    log = read_text("case,activity,start,time\na,cek,28/02/2026 08:00,03/03/2026 08:30\n")

    assert _moments(log) == ["2026-03-03T08:30:00+07:00"]
    assert log.started_at is not None
    assert from_microseconds(int(log.started_at[0]), log.zone).isoformat() == "2026-02-28T08:00:00+07:00"


def test_hour_that_occurs_twice_is_its_first_and_one_left_out_moves_on(read_text):
    text = "case,activity,time\na,x,2026-03-29 02:30\na,y,2026-10-25 02:30\na,z,2026-07-01 12:00\n"

    log = read_text(text, timezone="Europe/Amsterdam")

    zone = ZoneInfo("Europe/Amsterdam")
    expected = [
        datetime.fromisoformat(text).replace(tzinfo=zone).timestamp()
        for text in ("2026-03-29 02:30", "2026-07-01 12:00", "2026-10-25 02:30")
    ]
    assert (log.at / 1e6).tolist() == expected
