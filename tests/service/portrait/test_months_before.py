"""Each month beside the same month a year before."""

from __future__ import annotations

from datetime import date, timedelta

from saindege.service.measure import Standard
from saindege.service.portrait.cases import gather_cases
from saindege.service.portrait.months_before import compare_months
from tests.service.conftest import LogOf

# Ramadan of 2025 filled March; that of 2026 began on 18 February.
FASTING = ((date(2025, 3, 1), date(2025, 3, 30)), (date(2026, 2, 18), date(2026, 3, 19)))


def rows(first: date, last: date, hours: int) -> list[tuple[str, str, str]]:
    found = []
    for ahead in range((last - first).days + 1):
        day = first + timedelta(days=ahead)
        if day.weekday() < 5:
            found += [
                (f"{day}", "Terima", f"{day} 08:00"),
                (f"{day}", "Serahkan", f"{day} {8 + hours:02d}:00"),
            ]
    return found


def test_a_month_is_read_without_its_days_of_ramadan(log_of: LogOf) -> None:
    log = log_of(
        [*rows(date(2025, 1, 1), date(2025, 12, 31), 4), *rows(date(2026, 1, 1), date(2026, 4, 30), 2)]
    )
    cases, _clock = gather_cases(log, Standard())

    found = {one.month: one for one in compare_months(cases, date(2026, 4, 30), None, FASTING, least=5)}

    assert list(found) == ["2026-01", "2026-02", "2026-03", "2026-04", ""]
    february = found["2026-02"]
    assert february.now is not None and february.before is not None
    # 2 to 17 February 2026 has 12 weekdays; February 2025 has 20 and no Ramadan.
    assert (february.now.working_days, february.before.working_days) == (12, 20)
    assert (february.ramadan_days, february.ramadan_days_before, february.is_apart) == (11, 0, True)
    assert (found["2026-03"].ramadan_days, found["2026-03"].ramadan_days_before) == (19, 30)


def test_a_month_that_was_nearly_all_ramadan_is_not_compared(log_of: LogOf) -> None:
    log = log_of(
        [*rows(date(2025, 1, 1), date(2025, 12, 31), 4), *rows(date(2026, 1, 1), date(2026, 4, 30), 2)]
    )
    cases, _clock = gather_cases(log, Standard())

    found = {one.month: one for one in compare_months(cases, date(2026, 4, 30), None, FASTING, least=5)}

    # Only Monday 31 March 2025 is left of it.
    assert (found["2026-03"].before, found["2026-03"].is_apart) == (None, False)


def test_ramadan_stands_beside_ramadan(log_of: LogOf) -> None:
    log = log_of(
        [*rows(date(2025, 1, 1), date(2025, 12, 31), 4), *rows(date(2026, 1, 1), date(2026, 4, 30), 2)]
    )
    cases, _clock = gather_cases(log, Standard())

    last = compare_months(cases, date(2026, 4, 30), None, FASTING, least=5)[-1]

    assert last.now is not None and last.before is not None
    assert (last.month, last.now.first_on, last.before.first_on) == ("", date(2026, 2, 18), date(2025, 3, 1))
    assert (last.now.hours.value, last.before.hours.value) == (2.0, 4.0)


def test_a_log_of_less_than_a_year_has_nothing_to_compare(log_of: LogOf) -> None:
    cases, _clock = gather_cases(log_of(rows(date(2026, 1, 1), date(2026, 4, 30), 2)), Standard())

    assert compare_months(cases, date(2026, 4, 30), None, FASTING, least=5) == ()
