"""How often a case changes hands."""

from __future__ import annotations

from saindege.service.handover import count_handovers
from saindege.service.lifecycle import find_instances

ROWS = [(case, "cek", f"2026-03-02 08:{minute:02d}") for minute, case in enumerate("aaaab")]


def test_only_neighbours_of_different_known_people_in_one_case_count(log_of):
    log = log_of(ROWS, resource=["x", "y", "y", "x", "z"])

    assert count_handovers(find_instances(log)) == 2


def test_unknown_person_is_nobody_to_hand_over_to_or_from(log_of):
    log = log_of(ROWS, resource=["x", None, "y", "y", None])

    assert count_handovers(find_instances(log)) == 0


def test_log_without_people_has_no_count(log_of):
    assert count_handovers(find_instances(log_of(ROWS))) is None
