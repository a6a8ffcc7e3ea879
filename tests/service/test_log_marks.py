"""What looks odd in a log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from saindege.service.event_log import EventLog, read_event_log
from saindege.service.log_files.choice import ReadingChoice
from saindege.service.log_files.moments import to_microseconds
from saindege.service.log_marks import mark_log
from tests.service.conftest import LogOf


def _codes(log: EventLog, **said: int) -> dict[str, int]:
    return {mark.code: mark.count for mark in mark_log(log, **said)}


def test_a_clean_log_has_no_mark(log_of: LogOf) -> None:
    log = log_of([("1", "Terima", "2026-03-02 08:00"), ("1", "Serahkan", "2026-03-02 09:00")])

    assert _codes(log, now=int(log.at.max())) == {}


def test_future_duplicate_and_lonely_events_are_counted(log_of: LogOf) -> None:
    log = log_of(
        [
            ("1", "Terima", "2026-03-02 08:00"),
            ("1", "Terima", "2026-03-02 08:00"),
            ("2", "Terima", "2027-03-02 08:00"),
        ]
    )

    assert _codes(log, now=int(log.at.min()) + 1) == {
        "future_events": 1,
        "duplicate_events": 1,
        "single_event_cases": 1,
    }


def test_names_of_people_are_no_case_numbers(log_of: LogOf) -> None:
    rows = [(name, "Terima", "2026-03-02 08:00") for name in ("Siti Aminah", "H. Sahat Lubis", "A-0001")]

    assert _codes(log_of(rows))["names_as_cases"] == 2


def test_a_step_renamed_in_mid_year_is_seen(log_of: LogOf) -> None:
    rows = []
    for number in range(120):
        day = date(2026, 1, 5) + timedelta(days=2 * number)
        check = "Verifikasi" if day < date(2026, 6, 1) else "Pemeriksaan berkas"
        for hour, step in enumerate(("Terima", check, "Serahkan")):
            rows.append((str(number), step, f"{day} {8 + hour:02d}:00"))

    (mark,) = mark_log(log_of(rows))

    assert mark.code == "renamed_activity"
    assert "“Verifikasi”" in mark.sentence.id and "2026-06-0" in mark.sentence.en


def test_a_step_renamed_over_a_silent_month_is_seen(log_of: LogOf) -> None:
    rows = []
    for month, check in ((1, "Periksa"), (3, "Periksa"), (6, "Verifikasi"), (8, "Verifikasi")):
        for number in range(24):
            day = date(2026, month, 1) + timedelta(days=number)
            for hour, step in enumerate(("Terima", check, "Serahkan")):
                rows.append((f"{month}-{number}", step, f"{day} {8 + hour:02d}:00"))

    (mark,) = mark_log(log_of(rows))

    assert (mark.code, mark.count) == ("renamed_activity", 96)
    assert "“Periksa”" in mark.sentence.id and "“Verifikasi”" in mark.sentence.id


def test_of_cases_with_one_event_those_before_the_named_end_are_open(log_of: LogOf) -> None:
    log = log_of([("1", "Terima", "2026-03-02 08:00"), ("2", "Serahkan", "2026-03-02 08:00")])

    assert _codes(log) == {"single_event_cases": 2}
    (mark,) = mark_log(log, end=("serahkan",))
    assert mark.sentence.id == (
        "2 berkas hanya punya satu kejadian. 1 belum sampai langkah terakhir dan dihitung masih berjalan. "
        "1 hanya punya langkah terakhir; waktunya terhitung nol. Periksa apakah langkah sebelumnya ikut diekspor."
    )


def test_moments_with_and_without_a_zone_are_told(read_text: Callable[..., EventLog]) -> None:
    log = read_text(
        "case,activity,time\n1,A,2026-03-02T08:00+09:00\n1,B,2026-03-02 08:00\n2,A,2026-03-02 08:00\n2,B,2026-03-02 08:10\n"
    )

    assert _codes(log) == {"mixed_zones": 1}
    # 08:00 in Jayapura is 06:00 in Jakarta.
    assert log.at[0] == log.at[1] - 2 * 3_600_000_000


def test_an_hour_that_occurs_twice_abroad_is_its_first_and_one_that_does_not_moves_on(
    read_text: Callable[..., EventLog],
) -> None:
    text = "case,activity,time\n1,A,2026-10-25 02:30\n1,B,2026-10-25 03:30\n2,A,2026-03-29 01:30\n2,B,2026-03-29 03:30\n"

    log = read_text(text, timezone="Europe/Amsterdam")

    hours = {log.case_names[log.case[at]]: (log.at[at + 1] - log.at[at]) / 3.6e9 for at in (0, 2)}
    assert hours == {"1": 2.0, "2": 1.0}


def test_events_after_the_moment_of_reading_are_refused_with_their_row(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "log.csv"
    path.write_text(
        "case,activity,time\n"
        + "".join(f"{n},A,2026-03-02 08:{n:02d}\n" for n in range(20))
        + "x,A,2062-03-02 08:00\n"
    )
    from datetime import UTC, datetime

    log = read_event_log(path, ReadingChoice(as_of=datetime(2026, 11, 24, tzinfo=UTC)))

    assert [(one.row, one.code) for one in log.refused] == [(22, "out_of_range")]
    assert log.at.max() < to_microseconds(datetime(2026, 11, 24, tzinfo=UTC), log.zone)


@pytest.mark.parametrize("offset", ["+07:00", "Z"])
def test_a_log_in_one_notation_is_not_mixed(read_text: Callable[..., EventLog], offset: str) -> None:
    log = read_text(f"case,activity,time\n1,A,2026-03-02T08:00{offset}\n1,B,2026-03-02T09:00{offset}\n")

    assert _codes(log) == {}
