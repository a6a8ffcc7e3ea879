"""The log itself: order, numbers of cases, rows refused."""

from __future__ import annotations

import pytest

from saindege.base.errors import BadInput
from saindege.service.refusals import REFUSED_SHARE_ALLOWED, TooManyRefused

GOOD = [(f"c{number}", "cek", "2026-03-02 08:00") for number in range(40)]


def test_cases_are_numbered_by_their_first_row_and_events_by_case_time_and_file(log_of):
    log = log_of(
        [
            ("b", "serah", "2026-03-02 10:00"),
            ("a", "terima", "2026-03-02 08:00"),
            ("b", "terima", "2026-03-02 08:00"),
            ("b", "catat", "2026-03-02 08:00"),
        ]
    )

    assert (list(log.case_names), log.case.tolist()) == (["b", "a"], [0, 0, 0, 1])
    assert [log.activity_names[code] for code in log.activity] == ["terima", "catat", "serah", "terima"]


def test_each_fault_of_a_row_has_its_code_and_the_first_one_counts(log_of):
    rows = [
        *GOOD,
        (None, None, None),
        ("x", None, None),
        ("x", "cek", None),
        ("x", "cek", "1899-12-31 08:00"),
    ]

    log = log_of(rows)

    assert [(one.row, one.code, one.column) for one in log.refused] == [
        (41, "missing_case", "case"),
        (42, "missing_activity", "activity"),
        (43, "missing_time", "time"),
        (44, "out_of_range", "time"),
    ]
    assert (log.n_events, log.n_cases) == (40, 40)


def test_start_after_the_end_is_refused(log_of):
    log = log_of([*GOOD, ("x", "cek", "2026-03-02 08:00")], started=[*[None] * 40, "2026-03-02 08:01"])

    assert [(one.code, one.column) for one in log.refused] == [("out_of_range", "start")]


def test_case_of_which_every_row_is_refused_is_no_case(log_of):
    log = log_of([("x", None, "2026-03-02 08:00"), *GOOD])

    assert "x" not in log.case_names


def test_a_tenth_refused_is_allowed_and_one_more_is_not(log_of):
    log_of([*GOOD[:9], (None, "cek", "2026-03-02 08:00")])

    with pytest.raises(BadInput) as refusal:
        log_of([*GOOD[:8], *[(None, "cek", "2026-03-02 08:00")]])

    assert REFUSED_SHARE_ALLOWED == 0.1
    assert (refusal.value.code, len(refusal.value.problems)) == ("too_many_refused", 1)
    assert "1 dari 9" in refusal.value.sentence.id


def test_all_rows_that_stop_a_log_are_told_beside_the_problems_listed(log_of):
    with pytest.raises(TooManyRefused) as refusal:
        log_of([*GOOD, *[("x", None, "2026-03-02 08:00")] * 1200])

    stopped = refusal.value
    assert (stopped.count, len(stopped.refused), len(stopped.problems)) == (1200, 1200, 1000)
    assert (stopped.refused[0].row, stopped.refused[-1].row) == (41, 1240)


def test_moments_centuries_apart_keep_their_order(log_of):
    rows = [(f"c{number}", "cek", "2026-03-02 08:00") for number in range(3000)]

    log = log_of([("a", "akhir", "2199-12-31 08:00"), ("a", "awal", "1900-01-02 08:00"), *rows])

    assert [log.activity_names[code] for code in log.activity[:2]] == ["awal", "akhir"]
