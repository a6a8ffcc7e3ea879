"""Events kept as Parquet: nobody can be read out of them, and overlapping logs count once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.base.errors import SaindegeError
from saindege.service import event_store
from saindege.service.event_store import KeptEvents
from saindege.service.log_files.columns import NO_MOMENT, Coded
from saindege.service.measure import measure_log

KEY = b"k" * 32
ROWS = [
    ("A-1", "Terima", "2026-03-02 08:00"),
    ("A-1", "Periksa", "2026-03-02 09:00"),
    ("A-1", "Periksa", "2026-03-02 09:00"),
    ("B-2", "Terima", "2026-03-02 08:30"),
    ("B-2", "Serahkan", "2026-03-03 08:30"),
]


def kept_of(rows: list[tuple[int, int, int]]) -> KeptEvents:
    """Make kept events of (case, activity, moment)."""
    cases, activities, at = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    size = len(rows)
    return KeptEvents(
        case=cases,
        activity=Coded(activities.astype(np.int32), ("Terima", "Periksa", "Serahkan")),
        at=at,
        started_at=np.full(size, NO_MOMENT),
        resource=np.zeros(size, dtype=np.int64),
        lifecycle=Coded(np.full(size, -1, dtype=np.int32), ()),
        office=np.full(size, event_store.NO_OFFICE),
    )


def rows_of(kept: KeptEvents) -> list[tuple[int, str, int]]:
    names = [kept.activity.names[code] for code in kept.activity.codes.tolist()]
    return sorted(zip(kept.case.tolist(), names, kept.at.tolist(), strict=True))


def test_a_name_becomes_the_same_number_under_the_same_secret_only():
    first = event_store.pseudonyms(["A-1", "B-2"], KEY)

    again = event_store.pseudonyms(["B-2", "A-1"], KEY)
    other = event_store.pseudonyms(["A-1"], b"x" * 32)

    assert first.tolist() == again[::-1].tolist()
    assert first[0] != other[0]


def test_what_is_written_is_read_again_and_names_no_case_and_no_person(log_of, tmp_path: Path):
    log = log_of(ROWS, resource=["Rahma", "Sahat", "Sahat", "Rahma", None], group=["W5"] * 5)
    kept = event_store.keep_events(log, KEY, {"W5": 7})

    event_store.write_events(kept, tmp_path / "events.parquet")
    read = event_store.read_events(tmp_path / "events.parquet")

    assert rows_of(read) == rows_of(kept)
    assert read.office.tolist() == [7] * 5
    assert read.resource.tolist() == kept.resource.tolist()
    content = (tmp_path / "events.parquet").read_bytes()
    assert not any(name in content for name in (b"A-1", b"B-2", b"Rahma", b"Sahat"))
    assert [path.name for path in tmp_path.iterdir()] == ["events.parquet"]


def test_kept_events_give_the_figures_of_the_log(log_of, office_week):
    log = log_of(
        ROWS, resource=["Rahma", "Sahat", "Sahat", "Rahma", None], group=["W5", None, "W5", None, None]
    )

    again = event_store.as_event_log(
        event_store.keep_events(log, KEY, {"W5": 7}), file="layanan", timezone="Asia/Jakarta"
    )

    before, after = measure_log(log), measure_log(again)
    assert after.turnaround == before.turnaround
    assert (after.cases, after.handovers_per_case, after.accuracy, after.variant_count) == (
        before.cases,
        before.handovers_per_case,
        before.accuracy,
        before.variant_count,
    )
    assert [(group.group, group.cases) for group in after.groups or ()] == [("7", 1), (None, 1)]


def test_overlapping_logs_count_once_and_an_event_written_twice_in_one_log_stays_two():
    first = kept_of([(1, 0, 10), (1, 1, 20), (1, 1, 20), (2, 0, 30)])
    second = kept_of([(1, 1, 20), (2, 0, 30), (2, 2, 40)])

    merged, dropped = event_store.merge_events([first, second])

    assert dropped == 2
    assert rows_of(merged) == [
        (1, "Periksa", 20),
        (1, "Periksa", 20),
        (1, "Terima", 10),
        (2, "Serahkan", 40),
        (2, "Terima", 30),
    ]


def test_the_later_log_wins_where_two_tell_of_one_event():
    first, second = kept_of([(1, 0, 10)]), event_store.all_in_one_office(kept_of([(1, 0, 10)]), 9)

    merged, _ = event_store.merge_events([first, second])

    assert merged.office.tolist() == [9]


@given(
    rows=st.lists(
        st.tuples(st.integers(1, 4), st.integers(0, 2), st.integers(0, 5)), min_size=1, max_size=30
    ),
    picks=st.lists(st.booleans(), min_size=30, max_size=30),
)
def test_a_log_merged_with_a_part_of_itself_is_that_log(rows: list[tuple[int, int, int]], picks: list[bool]):
    part = [row for row, pick in zip(rows, picks, strict=False) if pick] or rows[:1]

    merged, dropped = event_store.merge_events([kept_of(part), kept_of(rows)])

    assert rows_of(merged) == rows_of(kept_of(rows))
    assert dropped == len(part)


def test_a_folder_that_takes_no_file_leaves_a_sentence_and_nothing_else(log_of, tmp_path: Path):
    kept = event_store.keep_events(log_of(ROWS), KEY, {})

    with pytest.raises(SaindegeError):
        event_store.write_events(kept, tmp_path / "missing" / "events.parquet")

    assert list(tmp_path.iterdir()) == []
