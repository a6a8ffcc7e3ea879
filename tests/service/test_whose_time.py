"""Whose time it was."""

from __future__ import annotations

import pytest

from saindege.base import period
from saindege.service.lifecycle import find_instances
from saindege.service.whose_time import part_time
from tests.service.conftest import LogOf


def test_time_after_a_return_is_the_applicants(log_of: LogOf) -> None:
    # 1 hour with the office, 24 until the papers came, 2 with the office again.
    log = log_of(
        [
            ("a", "Terima", "2026-03-02 08:00"),
            ("a", "Kembalikan ke pemohon", "2026-03-02 09:00"),
            ("a", "Periksa", "2026-03-03 09:00"),
            ("a", "Serahkan", "2026-03-03 11:00"),
            ("b", "Terima", "2026-03-02 08:00"),
            ("b", "Serahkan", "2026-03-02 10:00"),
        ]
    )

    parted = part_time(find_instances(log), log.activity_names, log.n_cases, None)

    assert parted.office_hours.tolist() == pytest.approx([3.0, 2.0])
    assert parted.applicant_hours.tolist() == pytest.approx([24.0, 0.0])
    assert parted.touched.tolist() == [True, False]
    assert parted.hands_back == ("Kembalikan ke pemohon",)


def test_time_before_what_the_applicant_does_is_the_applicants_once(log_of: LogOf) -> None:
    log = log_of(
        [
            ("a", "Periksa", "2026-03-02 08:00"),
            ("a", "Kembalikan", "2026-03-02 09:00"),
            ("a", "Lengkapi", "2026-03-02 15:00"),
            ("a", "Serahkan", "2026-03-02 16:00"),
        ]
    )

    parted = part_time(find_instances(log), log.activity_names, log.n_cases, None)

    assert (parted.office_hours.tolist(), parted.applicant_hours.tolist()) == ([2.0], [6.0])


def test_with_a_calendar_only_open_time_counts(log_of: LogOf, office_week: period.WorkCalendar) -> None:
    # Returned on Monday at 15:00, completed on Tuesday at 09:00: two open hours.
    log = log_of([("a", "Kembalikan", "2026-03-02 15:00"), ("a", "Periksa", "2026-03-03 09:00")])
    day = log.at.astype("datetime64[us]").astype("datetime64[D]").astype(object)
    clock = period.WorkClock(office_week, day[0], day[-1])

    parted = part_time(find_instances(log), log.activity_names, log.n_cases, clock)

    assert parted.applicant_hours.tolist() == pytest.approx([2.0])


def test_a_log_without_such_steps_is_all_the_offices(log_of: LogOf) -> None:
    log = log_of([("a", "Terima", "2026-03-02 08:00"), ("a", "Serahkan", "2026-03-02 10:00")])

    parted = part_time(find_instances(log), log.activity_names, log.n_cases, None)

    assert parted.hands_back == () and parted.by_applicant == () and not parted.touched.any()
