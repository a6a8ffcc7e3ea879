"""Which rows are work done, and which start belongs to which completion."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from saindege.service.lifecycle import find_instances, pair_starts
from saindege.service.log_files.columns import NO_MOMENT

MINUTE = 60_000_000


def _minutes(moments, begin):
    return [None if at == NO_MOMENT else (at - begin) // MINUTE for at in moments.tolist()]


def test_without_a_complete_row_every_row_is_an_instance(log_of):
    log = log_of(
        [("a", "terima", "2026-03-02 08:00"), ("a", "cek", "2026-03-02 09:00")],
        lifecycle=["start", "schedule"],
    )

    instances = find_instances(log)

    assert instances.event.tolist() == [0, 1]
    assert instances.timed.tolist() == [True, True]
    assert instances.ignored == 0


def test_completes_are_instances_and_other_transitions_are_counted(log_of):
    log = log_of(
        [
            ("a", "cek", "2026-03-02 08:00"),
            ("a", "cek", "2026-03-02 08:10"),
            ("a", "cek", "2026-03-02 08:30"),
        ],
        lifecycle=["START", "suspend", "Complete"],
    )

    instances = find_instances(log)

    assert instances.event.tolist() == [2]
    assert (instances.ignored, instances.timed.tolist()) == (1, [True, False, True])
    assert _minutes(instances.started_at, int(log.at[0])) == [0]


def test_blank_transition_stands_for_itself_where_others_complete(log_of):
    log = log_of(
        [("a", "terima", "2026-03-02 08:00"), ("a", "cek", "2026-03-02 09:00")], lifecycle=[None, "complete"]
    )

    assert find_instances(log).event.tolist() == [0, 1]


def test_starts_are_paired_first_in_first_out(log_of):
    log = log_of(
        [
            ("a", "cek", "2026-03-02 08:00"),
            ("a", "cek", "2026-03-02 08:10"),
            ("a", "cek", "2026-03-02 08:30"),
            ("a", "cek", "2026-03-02 08:50"),
        ],
        lifecycle=["start", "start", "complete", "complete"],
    )

    instances = find_instances(log)

    assert _minutes(instances.started_at, int(log.at[0])) == [0, 10]


def test_complete_without_an_earlier_start_stays_without_and_takes_no_later_one(log_of):
    log = log_of(
        [
            ("a", "cek", "2026-03-02 08:00"),
            ("a", "cek", "2026-03-02 08:10"),
            ("a", "cek", "2026-03-02 08:30"),
        ],
        lifecycle=["complete", "start", "complete"],
    )

    assert _minutes(find_instances(log).started_at, int(log.at[0])) == [None, 10]


def test_start_of_another_case_or_activity_is_never_taken(log_of):
    log = log_of(
        [
            ("a", "cek", "2026-03-02 08:00"),
            ("a", "catat", "2026-03-02 08:20"),
            ("b", "cek", "2026-03-02 08:40"),
        ],
        lifecycle=["start", "complete", "complete"],
    )

    assert _minutes(find_instances(log).started_at, int(log.at[0])) == [None, None]


def test_start_column_fills_in_where_no_start_row_is(log_of):
    log = log_of(
        [("a", "cek", "2026-03-02 08:30"), ("a", "catat", "2026-03-02 09:00")],
        lifecycle=["complete", "complete"],
        started=["2026-03-02 08:10", None],
    )

    assert _minutes(find_instances(log).started_at, int(log.at[0])) == [-20, None]


def _pair_by_hand(case, activity, at, complete, start):
    queues, paired = {}, [NO_MOMENT] * len(at)
    for row in range(len(at)):
        queue = queues.setdefault((case[row], activity[row]), [])
        if start[row]:
            queue.append(at[row])
        elif complete[row] and queue:
            paired[row] = queue.pop(0)
    return paired


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.sampled_from(["start", "complete", "other"])), max_size=40))  # fmt: skip
def test_pairing_agrees_with_queues_walked_by_hand(rows):
    rows = sorted(rows, key=lambda row: row[0])
    case = np.array([row[0] for row in rows], dtype=np.int32)
    activity = np.array([row[1] for row in rows], dtype=np.int32)
    at = np.arange(len(rows), dtype=np.int64) * 7
    start = np.array([row[2] == "start" for row in rows], dtype=bool)
    complete = np.array([row[2] == "complete" for row in rows], dtype=bool)

    paired = pair_starts(case, activity, at, complete, start)

    assert paired.tolist() == _pair_by_hand(
        case.tolist(), activity.tolist(), at.tolist(), complete.tolist(), start.tolist()
    )
