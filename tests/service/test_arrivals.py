"""A usual week: when cases come in, how many lie open."""

from __future__ import annotations

from datetime import date

import numpy as np

from saindege.service.arrivals import count_arrivals
from saindege.service.turnaround import time_cases
from tests.service.conftest import LogOf


def _count(log):  # type: ignore[no-untyped-def]  # a log of the test
    times = time_cases(log, ("Serahkan",))
    return count_arrivals(log, times.first_at, times.last_at, times.finished)


def test_two_weeks_are_averaged_by_weekday_and_local_hour(log_of: LogOf) -> None:
    # Mondays 2 and 9 March 2026; the first whole week begins with the first Monday after the first case.
    log = log_of(
        [
            ("0", "Terima", "2026-02-27 08:10"),
            ("0", "Serahkan", "2026-02-27 09:10"),
            ("1", "Terima", "2026-03-02 08:10"),
            ("1", "Serahkan", "2026-03-02 10:10"),
            ("2", "Terima", "2026-03-09 08:40"),
            ("2", "Serahkan", "2026-03-09 09:10"),
            ("3", "Terima", "2026-03-09 08:50"),
            ("4", "Terima", "2026-03-16 08:00"),
        ]
    )

    found = _count(log)

    assert (found.weeks, found.first_on, found.last_on) == (2, date(2026, 3, 2), date(2026, 3, 15))
    assert found.arrivals[0, 8] == 1.5 and found.arrivals.sum() == 1.5
    # At 09:00 one was open in the first week, two in the second; at 10:00 one and one.
    assert found.backlog[0, 9] == 1.5 and found.backlog[0, 10] == 1.0
    assert found.open_at_end == 1


def test_a_log_shorter_than_a_week_tells_of_no_usual_week(log_of: LogOf) -> None:
    assert (
        _count(log_of([("1", "Terima", "2026-03-02 08:10"), ("1", "Serahkan", "2026-03-04 08:10")])) is None
    )


def test_no_case_is_lost_between_the_hours(log_of: LogOf) -> None:
    rng = np.random.default_rng(1)
    minutes = np.sort(rng.integers(0, 28 * 1440, 200))
    start = np.datetime64("2026-03-02T00:00")
    rows = [
        (str(case), "Terima", str(start + np.timedelta64(int(minute), "m")).replace("T", " "))
        for case, minute in enumerate(minutes)
    ]
    log = log_of([*rows, ("z", "Serahkan", "2026-03-30 00:30"), ("y", "Terima", "2026-02-23 00:00")])

    found = _count(log)

    assert found.weeks == 5
    assert round(float(found.arrivals.sum()) * 5) == 201
