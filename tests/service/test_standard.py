"""The service standard and the promise in force on a day."""

from __future__ import annotations

from datetime import date

import pytest

from saindege.base import period
from saindege.service.measure import Standard, measure_log
from saindege.service.standard import (
    DatedPromise,
    check_standard,
    keep_promises,
    load_standard_rules,
    missing_components,
)
from saindege.service.turnaround import time_cases
from tests.service.conftest import LogOf

HOURS_4, HOURS_2 = period.parse_promise("4 jam"), period.parse_promise("2 jam")
CHANGED = (DatedPromise(date(2026, 1, 1), HOURS_4), DatedPromise(date(2026, 3, 3), HOURS_2))


@pytest.fixture
def log(log_of: LogOf):  # type: ignore[no-untyped-def]  # a log of the test
    return log_of(
        [
            ("old", "Terima", "2026-03-02 08:00"),
            ("old", "Serahkan", "2026-03-02 11:00"),
            ("new", "Terima", "2026-03-03 08:00"),
            ("new", "Serahkan", "2026-03-03 11:00"),
            ("before", "Terima", "2025-12-31 08:00"),
            ("before", "Serahkan", "2025-12-31 13:00"),
        ]
    )


def test_a_case_is_held_to_the_promise_of_the_day_it_came_in(log) -> None:  # type: ignore[no-untyped-def]
    kept = keep_promises(time_cases(log), CHANGED, None, log.zone)

    assert dict(zip(log.case_names, kept.tolist(), strict=True)) == {
        "old": True,
        "new": False,
        "before": False,
    }


def test_the_measures_use_the_dated_promises(log) -> None:  # type: ignore[no-untyped-def]
    figures = measure_log(log, Standard(promise=HOURS_2, dated=CHANGED))

    assert figures.on_time_share == pytest.approx(1 / 3)


def test_the_order_of_the_versions_does_not_matter(log) -> None:  # type: ignore[no-untyped-def]
    times = time_cases(log)

    one, other = (keep_promises(times, some, None, log.zone) for some in (CHANGED, CHANGED[::-1]))

    assert one.tolist() == other.tolist()


def test_a_standard_has_six_components_for_the_counter_and_eight_inside() -> None:
    parts = [one.part for one in load_standard_rules().components]

    assert (parts.count("delivery"), parts.count("making")) == (6, 8)


def test_what_a_standard_leaves_out_is_listed_in_the_order_of_the_law() -> None:
    said = {one.code: "ada" for one in load_standard_rules().components} | {"BIAYA": " ", "SARANA": ""}

    assert [one.code for one in missing_components(said)] == ["BIAYA", "SARANA"]


def test_a_promise_nobody_understands_and_a_second_version_of_a_day_are_refused() -> None:
    day = date(2026, 1, 1)

    problems = check_standard({"BIAYA": "x" * 4001}, "secepatnya", day, [day])

    assert [(one.column, one.code) for one in problems] == [
        ("promise", "unknown_value"),
        ("in_force_on", "duplicate"),
        ("BIAYA", "out_of_range"),
    ]
