"""The same weeks a year before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from saindege.base import period
from saindege.service.measure import Standard
from saindege.service.portrait.cases import gather_cases
from saindege.service.portrait.year_before import compare_year_before
from tests.service.conftest import LogOf

# Mondays to Fridays of two weeks, and the same a year of 52 weeks before.
NOW = [date(2026, 3, 9) + timedelta(days=day) for day in (0, 1, 2, 3, 4, 7, 8, 9, 10, 11)]
BEFORE = [day - timedelta(days=364) for day in NOW]


def _rows(days: list[date], hours: int, cases: int) -> list[tuple[str, str, str]]:
    rows = []
    for day in days:
        for number in range(cases):
            rows += [
                (f"{day}-{number}", "Terima", f"{day} 08:{number:02d}"),
                (f"{day}-{number}", "Serahkan", f"{day} {8 + hours:02d}:{number:02d}"),
            ]
    return rows


def test_times_and_cases_of_a_working_day_are_compared(
    log_of: LogOf, office_week: period.WorkCalendar
) -> None:
    log = log_of([*_rows(BEFORE, 3, 2), *_rows(NOW, 2, 3)])
    cases, _ = gather_cases(log, Standard(calendar=office_week))

    found = compare_year_before(cases, date(2026, 3, 9), date(2026, 3, 22), office_week, least=10)

    assert found is not None and found.is_apart
    now, before = found.as_json()["now"], found.as_json()["before"]
    # 17 March 2026 is closed, so thirty cases of ten days fall on nine working days.
    assert (now["working_days"], now["per_working_day"]) == (9, pytest.approx(30 / 9))
    assert (before["working_days"], before["per_working_day"]) == (10, 2.0)
    assert before["first_on"] == "2025-03-10" and now["hours"]["n"] == 30
    assert (now["hours"]["value"], before["hours"]["value"]) == (2.0, 3.0)


def test_alike_years_are_not_apart(log_of: LogOf) -> None:
    cases, _ = gather_cases(log_of([*_rows(BEFORE, 2, 2), *_rows(NOW, 2, 2)]), Standard())

    found = compare_year_before(cases, date(2026, 3, 9), date(2026, 3, 22), None, least=10)

    assert found is not None and not found.is_apart


def test_a_log_that_does_not_reach_back_or_holds_few_cases_is_not_compared(log_of: LogOf) -> None:
    short, _ = gather_cases(log_of(_rows(NOW, 2, 3)), Standard())
    few, _ = gather_cases(log_of([*_rows(BEFORE[:3], 2, 1), *_rows(NOW, 2, 3)]), Standard())

    spans = [
        compare_year_before(one, date(2026, 3, 9), date(2026, 3, 22), None, least=10) for one in (short, few)
    ]

    assert spans == [None, None]
