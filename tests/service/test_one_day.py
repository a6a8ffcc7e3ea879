"""One day: where each case was, minute by minute, and what was done in each hour."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from saindege.service import event_pick, event_store
from saindege.service.event_log import EventLog
from saindege.service.one_day import MOST_CASES, NOWHERE, bounds_of, replay_day

DAY = date(2026, 3, 3)
STEPS = ("Terima", "Periksa", "Serahkan")
ROWS = [
    ("A", "Terima", "2026-03-02 15:00"), ("A", "Periksa", "2026-03-03 08:30"), ("A", "Serahkan", "2026-03-04 09:00"),
    ("B", "Terima", "2026-03-03 00:00"), ("B", "Foto", "2026-03-03 23:59"),
    ("C", "Terima", "2026-03-02 10:00"), ("C", "Serahkan", "2026-03-02 11:00"),
]  # fmt: skip


def test_cases_start_where_the_day_before_left_them(log_of: Callable[..., EventLog]) -> None:
    found = replay_day(log_of(ROWS), DAY, STEPS)

    assert found.cases == (((-1, 0), (510, 1)), ((0, 0), (1439, NOWHERE)))
    assert (found.n_cases, found.n_events) == (2, 3)
    assert {name: [hour for hour, n in enumerate(row) if n] for name, row in found.by_hour.items()} == {
        "Terima": [0],
        "Periksa": [8],
        "Foto": [23],
    }


def test_of_many_cases_some_are_shown_and_all_are_counted(log_of: Callable[..., EventLog]) -> None:
    many = [(f"{number}", "Terima", "2026-03-03 08:00") for number in range(MOST_CASES * 2 + 1)]

    found = replay_day(log_of(many), DAY, STEPS)

    assert len(found.cases) <= MOST_CASES
    assert found.n_cases == sum(found.by_hour["Terima"]) == MOST_CASES * 2 + 1


def test_only_the_cases_of_the_day_are_read(log_of: Callable[..., EventLog], tmp_path: Path) -> None:
    log = log_of(ROWS, resource=["x", "y", "x", "x", "z", "x", "x"])
    path = tmp_path / "kejadian.parquet"
    event_store.write_events(event_store.keep_events(log, b"k" * 16, {}), path)
    begin, end = bounds_of(DAY, log.zone)

    of_day = event_store.read_events(path, event_pick.Only(begin=begin, end=end))
    key = int(event_store.pseudonyms(["z"], b"k" * 16)[0])
    of_person = event_store.read_events(path, event_pick.Only(person=key))

    kept = event_store.as_event_log(of_day, file="hari", timezone="Asia/Jakarta")
    assert replay_day(kept, DAY, STEPS).n_events == 3
    assert (len(of_day), len(of_person)) == (4, 2)
    assert len(event_pick.read_moments(path, begin, end)) == 3
