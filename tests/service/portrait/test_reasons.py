"""What changed between the last weeks and those before, for the service and for each office."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from saindege.service.event_log import EventLog
from saindege.service.lifecycle import find_instances
from saindege.service.measure import Standard
from saindege.service.portrait.cases import gather_cases
from saindege.service.portrait.reasons import Reasons, find_reasons
from saindege.service.portrait.rules import load_rules

UNTIL = date(2026, 6, 28)


def reasons_of(log: EventLog) -> Reasons:
    instances = find_instances(log)
    cases, _clock = gather_cases(log, Standard(), instances)
    return find_reasons(log, instances, cases, UNTIL, load_rules())


def make(log_of: Callable[..., EventLog], spans: list[tuple[date, int, float, str]]) -> EventLog:
    """Make cases: for each span its first day, how many, one a day, hours of each, office."""
    rows, offices = [], []
    for first, count, hours, office in spans:
        for number in range(count):
            at = datetime.combine(first + timedelta(days=number), datetime.min.time()).replace(hour=8)
            for step, moment in (("Terima", at), ("Selesai", at + timedelta(hours=hours))):
                rows.append((f"{office}-{first}-{number}", step, moment.isoformat(sep=" ")))
                offices.append(office)
    return log_of(rows, group=offices)


BEFORE, NOW = UNTIL - timedelta(days=100), UNTIL - timedelta(days=40)


def test_a_slower_office_is_told_apart_from_one_that_stayed(log_of: Callable[..., EventLog]) -> None:
    found = reasons_of(
        make(log_of, [(BEFORE, 20, 2, "A"), (NOW, 20, 5, "A"), (BEFORE, 20, 3, "B"), (NOW, 20, 3, "B")])
    )

    changes = {one.office: one.change for one in found.offices}
    assert changes["A"] is not None and changes["B"] is not None and found.whole is not None
    assert (changes["A"].total, changes["A"].rest, changes["A"].is_clear) == (3.0, 3.0, True)
    assert (changes["B"].total, changes["B"].is_clear) == (0.0, False)
    assert found.whole.total == pytest.approx(1.5)
    assert (found.now_from, found.before_from) == (UNTIL - timedelta(days=55), UNTIL - timedelta(days=111))
    assert not found.knows_season


def test_the_whole_may_change_by_the_share_of_offices_alone(log_of: Callable[..., EventLog]) -> None:
    found = reasons_of(
        make(log_of, [(BEFORE, 30, 2, "A"), (NOW, 10, 2, "A"), (BEFORE, 10, 6, "B"), (NOW, 30, 6, "B")])
    )

    assert found.whole is not None
    assert found.whole.total == pytest.approx(2.0)
    assert found.whole.mix == pytest.approx(2.0)
    assert found.whole.rest == pytest.approx(0.0)


def test_what_the_same_weeks_did_a_year_before_is_the_season(log_of: Callable[..., EventLog]) -> None:
    year = timedelta(days=364)
    found = reasons_of(
        make(
            log_of,
            [(BEFORE - year, 20, 2, "A"), (NOW - year, 20, 3, "A"), (BEFORE, 20, 4, "A"), (NOW, 20, 6, "A")],
        )
    )

    change = found.offices[0].change
    assert change is not None and found.knows_season
    assert (change.total, change.season, change.rest) == (2.0, pytest.approx(2.0), pytest.approx(0.0))


def test_too_few_cases_tell_nothing(log_of: Callable[..., EventLog]) -> None:
    found = reasons_of(make(log_of, [(BEFORE, 9, 2, "A"), (NOW, 20, 5, "A")]))

    assert (found.whole, found.offices[0].change) == (None, None)
