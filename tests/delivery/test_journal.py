"""Merging check-ins of several devices: nobody twice, in any order, torn lines counted."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.base.errors import BadInput
from saindege.delivery import journal
from saindege.delivery.journal import Presence, Scan, Window

ZONE = timezone(timedelta(hours=7))
OPENS = datetime(2026, 3, 2, 7, 30, tzinfo=ZONE)
ROOM = Window(OPENS, OPENS + timedelta(minutes=90), 3)
SCANS = st.lists(
    st.builds(
        lambda device, seq, person, session, minute: Scan(
            OPENS + timedelta(minutes=minute), device, seq, person, session
        ),
        st.sampled_from("xy"),
        st.integers(1, 6),
        st.sampled_from("abcde"),
        st.sampled_from(["s1", "s2", "s9"]),
        st.integers(-5, 100),
    ),
    max_size=30,
)


def scan(minute, person, *, device="d1", seq=1, session="s1"):
    return Scan(OPENS + timedelta(minutes=minute), device, seq, person, session)


def test_earliest_scan_counts_and_later_ones_are_duplicates():
    merged = journal.merge(
        [scan(20, "a", seq=1), scan(19, "a", device="d2", seq=1), scan(30, "b", seq=2)], {"s1": ROOM}
    )

    assert merged.present == (
        Presence("s1", "a", OPENS + timedelta(minutes=19)),
        Presence("s1", "b", OPENS + timedelta(minutes=30)),
    )
    assert (merged.duplicates, merged.resent) == (1, 0)


def test_line_sent_again_is_no_duplicate():
    merged = journal.merge([scan(20, "a"), scan(20, "a"), scan(20, "a")], {"s1": ROOM})

    assert (len(merged.present), merged.resent, merged.duplicates) == (1, 2, 0)


def test_both_ends_of_the_window_are_inside_and_outside_is_never_a_duplicate():
    merged = journal.merge(
        [scan(0, "a", seq=1), scan(90, "b", seq=2), scan(91, "a", seq=3), scan(-1, "c", seq=4)], {"s1": ROOM}
    )

    assert [each.person for each in merged.present] == ["a", "b"]
    assert (merged.late, merged.duplicates) == (2, 0)


def test_whoever_came_after_the_room_was_full_is_counted_once():
    scans = [scan(minute, person, seq=minute) for minute, person in enumerate("edcba", start=1)]
    again = scan(50, "a", seq=50)

    merged = journal.merge([*scans, again], {"s1": ROOM})

    assert [each.person for each in merged.present] == ["e", "d", "c"]
    assert (merged.over_capacity, merged.duplicates) == (2, 1)


def test_people_who_came_at_the_same_moment_are_sorted_by_name():
    merged = journal.merge([scan(1, person, seq=seq) for seq, person in enumerate("dbca")], {"s1": ROOM})

    assert [each.person for each in merged.present] == ["a", "b", "c"]


def test_number_that_a_device_used_twice_counts_once_with_its_earlier_scan():
    merged = journal.merge([scan(20, "b"), scan(10, "a"), scan(15, "c")], {"s1": ROOM})

    assert [each.person for each in merged.present] == ["a"]
    assert (merged.resent, merged.duplicates) == (2, 0)


def test_scan_of_an_unknown_session_is_never_called_late():
    merged = journal.merge([scan(-500, "a", session="s9"), scan(10, "a", seq=2, session="s9")], {"s1": ROOM})

    assert (merged.unknown_session, merged.late, merged.duplicates) == (2, 0, 0)


@given(SCANS, st.randoms(use_true_random=False))
def test_result_does_not_depend_on_the_order(scans, shuffled):
    sessions = {"s1": ROOM, "s2": Window(OPENS, OPENS + timedelta(minutes=60), 2)}
    other = list(scans)
    shuffled.shuffle(other)

    assert journal.merge(scans, sessions) == journal.merge(other, sessions)


@given(SCANS)
def test_every_scan_is_counted_exactly_once(scans):
    sessions = {"s1": ROOM, "s2": Window(OPENS, OPENS + timedelta(minutes=60), 2)}

    merged = journal.merge(scans, sessions)

    assert len(scans) == (
        len(merged.present)
        + merged.duplicates
        + merged.resent
        + merged.late
        + merged.unknown_session
        + merged.over_capacity
    )


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{",
        b"[]",
        b"3",
        b"null",
        b"\xff\xfe\x00",
        b'{"device": "d", "seq": "1", "person": "a", "session": "s", "scanned_at": "2026-03-02T07:45:00+07:00"}',
        b'{"device": "d", "seq": true, "person": "a", "session": "s", "scanned_at": "2026-03-02T07:45:00+07:00"}',
        b'{"device": "d", "seq": 1, "person": " ", "session": "s", "scanned_at": "2026-03-02T07:45:00+07:00"}',
        b'{"device": "d", "seq": 1, "person": "a", "session": "s", "scanned_at": "kemarin"}',
        b'{"device": "d", "seq": 1, "person": "a", "session": "s", "scanned_at": 5}',
        b'{"device": "d", "seq": 1, "person": "a", "session": "s"}',
        b"[" * 100_000,
    ],
)
def test_torn_line_is_none(line):
    assert journal.read_scan(line, zone=ZONE) is None


def test_moment_without_offset_is_on_the_clock_of_the_place():
    line = b'{"device": "d", "seq": 1, "person": 7, "session": "s", "scanned_at": "2026-03-02T07:45:00"}'

    found = journal.read_scan(line, zone=ZoneInfo("Asia/Jakarta"))

    assert found is not None and found.person == "7"
    assert found.scanned_at.astimezone(UTC) == datetime(2026, 3, 2, 0, 45, tzinfo=UTC)


def test_files_are_merged_with_torn_and_overlong_lines(tmp_path):
    row = {"device": "d", "seq": 1, "person": "a", "session": "s1", "scanned_at": "2026-03-02T00:55:00Z"}
    one = tmp_path / "1.jsonl"
    one.write_bytes(
        b"\xef\xbb\xbf" + json.dumps(row).encode() + b"\n\n" + b"x" * 200_000 + b"\n" + b'{"device"'
    )
    sessions = tmp_path / "s.csv"
    sessions.write_text("sesi;buka;tutup;kursi\ns1;2026-03-02 07:30;2026-03-02 09:00;3\n", encoding="utf-8")

    merged = journal.merge_files([one], sessions, zone=ZoneInfo("Asia/Jakarta"))

    assert [each.arrived_at.isoformat() for each in merged.present] == ["2026-03-02T07:55:00+07:00"]
    assert merged.torn == 2


def test_file_that_holds_only_a_byte_order_mark_has_no_torn_line(tmp_path):
    one = tmp_path / "1.jsonl"
    one.write_bytes(b"\xef\xbb\xbf\n")
    sessions = tmp_path / "s.csv"
    sessions.write_text("session,opens_at,closes_at,capacity\ns1,2026-03-02T07:30,2026-03-02T09:00,3\n")

    assert journal.merge_files([one], sessions, zone=ZONE) == journal.Merged((), 0, 0, 0, 0, 0, 0)


def test_missing_journal_is_refused(tmp_path):
    sessions = tmp_path / "s.csv"
    sessions.write_text("session,opens_at,closes_at,capacity\ns1,2026-03-02T07:30,2026-03-02T09:00,3\n")

    with pytest.raises(BadInput) as missing:
        journal.merge_files([tmp_path / "tidak-ada"], sessions, zone=ZONE)
    with pytest.raises(BadInput) as folder:
        journal.merge_files([tmp_path], sessions, zone=ZONE)

    assert (missing.value.code, folder.value.code) == ("missing_file", "unreadable_file")


def test_faults_of_the_list_of_sessions_are_all_named(tmp_path):
    path = tmp_path / "s.csv"
    path.write_text(
        "session,opens_at,closes_at,capacity\n"
        "s1,2026-03-02T07:30,2026-03-02T09:00,3\n"
        "s1,2026-03-03T07:30,2026-03-03T09:00,3\n"
        "s2,2026-03-02T09:00,2026-03-02T07:30,3\n"
        "s3,2026-03-02T07:30,2026-03-02T09:00,2.5\n"
        ",2026-03-02T07:30,2026-03-02T09:00,2\n",
        encoding="utf-8",
    )

    with pytest.raises(BadInput) as refused:
        journal.read_sessions(path, zone=ZONE)

    assert [(each.row, each.column, each.code) for each in refused.value.problems] == [
        (3, "session", "duplicate"),
        (4, "closes_at", "out_of_range"),
        (5, "capacity", "out_of_range"),
        (6, "session", "unknown_value"),
    ]
