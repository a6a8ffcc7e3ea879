"""Dates and moments in every notation, and the question where day and month cannot be told apart."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.base import table
from saindege.base.table import dates
from saindege.base.table.content import Table

JAKARTA = ZoneInfo("Asia/Jakarta")
MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]


def column(*cells):
    return Table("a.csv", ["tanggal"], [[cell] for cell in cells], range(2, len(cells) + 2))


@pytest.mark.parametrize(
    "written",
    [
        "2026-08-17",
        "2026/08/17",
        "2026-8-17",
        "20260817",
        "17/08/2026",
        "17-08-2026",
        "17.08.2026",
        "17 / 8 / 2026",
        "08/17/2026",
        "17 Agustus 2026",
        "17 agustus 2026",
        "17 Ags 2026",
        "17-Agt-2026",
        "17-Aug-2026",
        "17 August 2026",
        "17th August 2026",
        "August 17, 2026",
        "Senin, 17 Agustus 2026",
        "Monday, August 17, 2026",
        "2026-08-17T00:00:00",
        "2026-08-17 14:05:06.123",
        "17/08/2026 14.05",
        "17 Agustus 2026 pukul 14.05 WIB",
        "46251",
        46251,
        46251.5,
        20260817,
        date(2026, 8, 17),
        datetime(2026, 8, 17, 23, 59),
    ],
)
def test_seventeenth_of_august_is_understood(written):
    assert column(written).dates(0, "date") == table.Column([date(2026, 8, 17)], ())


@pytest.mark.parametrize(
    "written",
    [
        "besok", "17/08/26", "31/02/2026", "32-01-2026", "2026-13-01", "17 Agustusan 2026", "2026", 1986, 0.5, True,
        "17/08", "12:30", "17/08-2026", "1e9", "99999999",
    ],
)  # fmt: skip
def test_what_is_no_date_is_a_problem_with_row_and_column(written):
    read = column(date(2026, 1, 1), written).dates(0, "birth_date")

    assert read.values == [date(2026, 1, 1), None]
    assert [(one.row, one.column, one.code) for one in read.problems] == [(3, "birth_date", "not_a_date")]


@pytest.mark.parametrize("written", ["17/08/0986", "17 Agustus 1097", "2986-08-17"])
def test_year_that_cannot_be_meant_is_out_of_range(written):
    assert [one.code for one in column(written).dates(0, "x").problems] == ["out_of_range"]


def test_column_in_which_day_and_month_cannot_be_told_apart_is_refused_with_the_question(refusal):
    error = refusal(lambda: column("05/05/2026", "05/06/2026").dates(0, "date"))

    assert error.code == "ambiguous_date" and "05/06/2026" in error.sentence.id and "?" in error.sentence.id
    assert [(one.row, one.column, one.code) for one in error.problems] == [(3, "date", "ambiguous_date")]


def test_one_sure_date_answers_for_the_column():
    assert column("05/06/2026", "17/08/2026").dates(0, "x").values[0] == date(2026, 6, 5)
    assert column("05/06/2026", "08/17/2026").dates(0, "x").values[0] == date(2026, 5, 6)


def test_answer_may_be_given_beforehand():
    assert column("05/06/2026").dates(0, "x", order="day_first").values == [date(2026, 6, 5)]
    assert column("05/06/2026").dates(0, "x", order="month_first").values == [date(2026, 5, 6)]


def test_dots_always_have_the_day_first_and_equal_numbers_need_no_answer():
    assert column("05.06.2026", "07/07/2026").dates(0, "x").values == [date(2026, 6, 5), date(2026, 7, 7)]


def test_column_with_both_orders_is_refused_with_both(refusal):
    error = refusal(lambda: column("17/08/2026", "08/18/2026").dates(0, "x"))

    assert (
        error.code == "ambiguous_date"
        and "17/08/2026" in error.sentence.id
        and "08/18/2026" in error.sentence.id
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-08-17 08:30", datetime(2026, 8, 17, 8, 30, tzinfo=JAKARTA)),
        ("17/08/2026 08.30.15", datetime(2026, 8, 17, 8, 30, 15, tzinfo=JAKARTA)),
        ("2026-08-17T08:30:00+02:00", datetime(2026, 8, 17, 6, 30, tzinfo=UTC)),
        ("2026-08-17T08:30:00Z", datetime(2026, 8, 17, 8, 30, tzinfo=UTC)),
        ("17 Agustus 2026 08:30 WITA", datetime(2026, 8, 17, 0, 30, tzinfo=UTC)),
        ("20260817T083015", datetime(2026, 8, 17, 8, 30, 15, tzinfo=JAKARTA)),
        ("20260817T0830+0200", datetime(2026, 8, 17, 6, 30, tzinfo=UTC)),
        ("20260817T083000.250Z", datetime(2026, 8, 17, 8, 30, 0, 250_000, tzinfo=UTC)),
        ("8/17/2026 8:30 PM", datetime(2026, 8, 17, 20, 30, tzinfo=JAKARTA)),
        ("8/17/2026 12:05 am", datetime(2026, 8, 17, 0, 5, tzinfo=JAKARTA)),
        ("2026-08-17 24:00", datetime(2026, 8, 18, 0, 0, tzinfo=JAKARTA)),
        ("2026-08-17", datetime(2026, 8, 17, tzinfo=JAKARTA)),
        (46251.5, datetime(2026, 8, 17, 12, tzinfo=JAKARTA)),
        (datetime(2026, 8, 17, 8, 30), datetime(2026, 8, 17, 8, 30, tzinfo=JAKARTA)),
    ],
)
def test_moment_without_offset_is_in_the_zone_of_the_log(written, expected):
    assert column(written).moments(0, "time", JAKARTA).values == [expected]


@pytest.mark.parametrize(
    "written", ["2026-08-17 25:00", "2026-08-17 08:61", "17/08/2026 13:00 PM", "2026-08-17 24:30"]
)
def test_clock_that_does_not_exist_is_a_problem(written):
    assert [one.code for one in column(written).moments(0, "time", JAKARTA).problems] == ["not_a_date"]


@given(st.dates(date(1910, 1, 1), date(2199, 12, 31)))
def test_each_notation_gives_the_day_back(day):
    notations = [
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        f"{day:%d.%m.%Y}",
        (day - date(1899, 12, 30)).days,
    ]

    assert column(*notations).dates(0, "x").values == [day] * len(notations)
    assert dates.read_moment(f"{day:%d/%m/%Y}", "day_first").date() == day
    assert dates.read_moment(f"{day:%m-%d-%Y}", "month_first").date() == day


@given(st.datetimes(datetime(1910, 1, 1), datetime(2199, 1, 1)))
def test_moment_written_in_iso_comes_back_to_the_microsecond(moment):
    at = moment.replace(tzinfo=UTC)

    assert column(at.isoformat(), f"{moment:%d.%m.%Y %H.%M.%S}").moments(0, "x", UTC).values == [
        at,
        at.replace(microsecond=0),
    ]


@given(st.datetimes(datetime(1910, 1, 1), datetime(2199, 1, 1)))
def test_serial_date_comes_back_to_the_second(moment):
    serial = (moment - datetime(1899, 12, 30)) / timedelta(days=1)

    assert abs(dates.read_serial(serial) - moment) <= timedelta(seconds=0.6)


@given(
    st.lists(
        st.one_of(st.none(), st.text(max_size=20), st.floats(), st.integers(), st.booleans(), st.dates())
    )
)
def test_any_cells_are_read_or_told(cells):
    read = column(*cells).dates(0, "x", order="day_first")

    assert len(read.values) == len(cells)
    assert {problem.code for problem in read.problems} <= {"not_a_date", "out_of_range"}
