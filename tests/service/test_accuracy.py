"""Work done again."""

from __future__ import annotations

import numpy as np

from saindege.service.accuracy import Accuracy, find_rework, measure_accuracy
from saindege.service.lifecycle import find_instances

ROWS = [
    ("a", "terima", "2026-03-02 08:00"), ("a", "cek", "2026-03-02 09:00"), ("a", "terima", "2026-03-02 10:00"),
    ("b", "terima", "2026-03-02 08:00"), ("b", "cek", "2026-03-02 09:00"),
]  # fmt: skip


def test_case_with_an_activity_twice_is_rework_wherever_it_stands(log_of):
    log = log_of(ROWS)

    reworked = find_rework(find_instances(log), log.n_cases)

    assert reworked.tolist() == [True, False]
    assert measure_accuracy(reworked) == Accuracy(2, 0.5, 0.5)


def test_start_and_complete_of_one_activity_are_no_rework(log_of):
    log = log_of(
        [("a", "cek", "2026-03-02 08:00"), ("a", "cek", "2026-03-02 09:00")], lifecycle=["start", "complete"]
    )

    assert find_rework(find_instances(log), log.n_cases).tolist() == [False]


def test_no_case_has_no_share():
    assert measure_accuracy(np.zeros(0, dtype=bool)) == Accuracy(0, None, None)
