"""A calendar file: what it may say, and every fault of it named at once."""

from __future__ import annotations

from datetime import date

import pytest

from saindege.base import period

GOOD = """
timezone = "Asia/Makassar"
holidays = ["2026-08-17", 2026-12-25]
[hours]
mon = ["08:00-12:00", "13.00 - 16.00"]
fri = []
[[exceptions]]
from = "2026-02-19"
to = "2026-03-20"
hours = ["08:00-14:00"]
[[exceptions]]
from = 2026-12-28
to = 2026-12-31
hours = { mon = ["08:00-10:00"] }
"""


@pytest.fixture
def file(tmp_path):
    def write(content, name="kantor.toml"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def refused(read):
    with pytest.raises(period.CalendarRefused) as caught:
        read()
    return caught.value


def test_file_is_read_whole(file):
    calendar = period.read_calendar(file(GOOD))

    assert (calendar.timezone, calendar.version) == ("Asia/Makassar", "kantor.toml")
    assert calendar.week[0] == (period.Window(28800, 43200), period.Window(46800, 57600))
    assert calendar.week[1:] == ((),) * 6
    assert calendar.holidays == {date(2026, 8, 17), date(2026, 12, 25)}
    assert [(special.first, special.last) for special in calendar.exceptions] == [
        (date(2026, 2, 19), date(2026, 3, 20)),
        (date(2026, 12, 28), date(2026, 12, 31)),
    ]
    assert calendar.windows_on(date(2026, 12, 28)) == (period.Window(28800, 36000),)


def test_file_with_a_byte_order_mark_is_read_and_the_zone_has_a_default(file):
    assert period.read_calendar(file("\ufeff[hours]\nmon = ['08:00-24:00']\n")).timezone == "Asia/Jakarta"


def test_every_fault_is_told_at_once(file):
    error = refused(
        lambda: period.read_calendar(
            file(
                'timezone = "Padangsidimpuan"\nlibur = []\nholidays = ["17-08-2026"]\n'
                '[hours]\nmon = ["16:00-08:00"]\nsenin = []\ntue = ["08:00-12:00", "11:00-13:00"]\n'
                '[[exceptions]]\nfrom = "2026-03-20"\nto = "2026-02-19"\nhours = []\n'
            )
        )
    )

    assert [(problem.column, problem.code) for problem in error.problems] == [
        ("libur", "unknown_value"),
        ("timezone", "unknown_value"),
        ("hours.senin", "unknown_value"),
        ("hours.mon", "unknown_value"),
        ("hours.tue", "conflict"),
        ("holidays", "not_a_date"),
        ("exceptions.1", "unknown_value"),
    ]
    assert all(problem.file == "kantor.toml" for problem in error.problems)


def test_key_behind_the_hours_gets_the_advice_to_move_it(file):
    error = refused(lambda: period.read_calendar(file('[hours]\nmon = ["08:00-12:00"]\nholidays = []\n')))

    assert [problem.column for problem in error.problems] == ["hours.holidays"]
    assert "Pindahkan" in error.problems[0].sentence.id


@pytest.mark.parametrize(
    ("content", "column"),
    [
        ("timezone = 'Asia/Jakarta'", "hours"),
        ("[hours]", "hours"),
        ("[hours]\nmon = '08:00-12:00'", "hours.mon"),
        ("[hours]\nmon = ['08:00-24:01']", "hours.mon"),
        ("[hours]\nmon = ['08:61-09:00']", "hours.mon"),
        ("[hours]\nmon = [8]", "hours.mon"),
    ],
)
def test_hours_that_mean_nothing_are_refused(file, content, column):
    assert column in [
        problem.column for problem in refused(lambda: period.read_calendar(file(content))).problems
    ]


def test_overlapping_exceptions_are_a_conflict(file):
    spans = "".join(
        f'[[exceptions]]\nfrom = "2026-02-{first}"\nto = "2026-02-{last}"\nhours = []\n'
        for first, last in [(10, 20), (20, 25)]
    )

    error = refused(lambda: period.read_calendar(file(f'[hours]\nmon = ["08:00-12:00"]\n{spans}')))

    assert [(problem.column, problem.code) for problem in error.problems] == [("exceptions", "conflict")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("[hours", "unreadable_file"),
        (b"\xff\xfe\x00", "unreadable_file"),
        ("#" * 1_000_001, "file_too_large"),
    ],
)
def test_file_that_is_no_toml_or_too_large_is_refused(file, content, code):
    assert refused(lambda: period.read_calendar(file(content))).code == code


def test_missing_file_is_refused(tmp_path):
    assert refused(lambda: period.read_calendar(tmp_path / "tidak-ada.toml")).code == "missing_file"
