"""The portrait of a service, by hand."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from saindege.base import period
from saindege.service.measure import Standard, measure_log
from saindege.service.portrait import as_plain, load_rules, portray
from saindege.service.portrait.steps import Step

ROWS = [
    # Monday 2 March 2026; the office is open 08:00 to 12:00 and 13:00 to 16:00.
    ("A", "Terima", "2026-03-02 08:10"),
    ("A", "Periksa", "2026-03-02 09:30"),
    ("A", "Serahkan", "2026-03-02 14:00"),
    ("B", "Terima", "2026-03-03 08:00"),
    ("B", "Periksa", "2026-03-03 09:00"),
    ("B", "Periksa", "2026-03-03 10:00"),
    ("B", "Serahkan", "2026-03-04 09:00"),
    ("C", "Terima", "2026-03-02 08:00"),
    ("D", "Terima", "2026-03-04 08:00"),
]
STARTS = ["2026-03-02 08:00", "2026-03-02 09:00", "2026-03-02 13:30", *[None] * 6]


@pytest.fixture
def portrait(log_of, office_week):
    log = log_of(ROWS, started=STARTS, group=["W5"] * 3 + ["W1"] * 6)
    return portray(log, Standard(office_week, period.parse_promise("6 jam kerja"), ("Serahkan",)))


def test_recent_figures_count_finished_cases_only(portrait):
    # A takes 08:00 to 14:00 without the pause, 5 hours; B takes 7 on Tuesday and 1 on Wednesday.
    assert portrait.recent.hours.value == pytest.approx((5 + 8) / 2)
    assert (portrait.recent.on_time.count, portrait.recent.on_time.n) == (1, 2)
    assert portrait.recent.first_time_right.value == 0.5
    assert portrait.recent.last_on == date(2026, 3, 4)


def test_open_cases_are_late_by_the_last_moment_of_the_log(portrait):
    # C is open since Monday 08:00, D since Wednesday 08:00; the log ends on Wednesday 09:00.
    assert (portrait.open_cases.n, portrait.open_cases.past_promise) == (2, 1)


def test_steps_stand_in_their_usual_order_with_work_and_wait(portrait):
    total = (10 + 50 + 30 + 180 + 30 + 60 + 60 + 6 * 60) / 60
    # Waits for handing over: 3 hours in A after the pause is left out, 6 hours in B.
    assert portrait.steps[0] == Step("Terima", 2, 2, pytest.approx(10), None, 0.0, 0)
    assert portrait.steps[1].activity == "Periksa"
    assert (portrait.steps[1].cases, portrait.steps[1].times) == (2, 3)
    assert portrait.steps[1].work_minutes == pytest.approx(30)
    assert portrait.steps[1].wait_hours == pytest.approx(1.0)
    assert portrait.steps[2].wait_hours == pytest.approx((3 + 6) / 2)
    assert portrait.steps[2].wait_share == pytest.approx(9 / total)
    assert portrait.worked_share == pytest.approx((70 / 60) / total)


def test_an_office_with_few_cases_shows_only_how_many(portrait):
    hidden = [(one.office, one.finished, one.hidden, one.hours.value) for one in portrait.offices]

    assert hidden == [("W1", 1, True, None), ("W5", 1, True, None)]


def test_the_map_holds_finished_cases_of_the_window_only(portrait):
    assert [(one.activity, one.count) for one in portrait.map.end] == [("Serahkan", 2)]
    assert portrait.window_cases == 2


def test_a_service_is_late_only_when_the_whole_interval_says_so(log_of, office_week):
    days = [date(2026, 3, 2) + timedelta(days=at % 5 + 7 * (at // 5)) for at in range(10)]
    rows = [
        (f"{at}-{copy}", step, f"{day} {clock}")
        for at, day in enumerate(days)
        if day != date(2026, 3, 17)
        for copy in range(4)
        for step, clock in (("Terima", "08:00"), ("Serahkan", "11:00"))
    ]
    log = log_of(rows)

    kept = portray(log, Standard(office_week, period.parse_promise("4 jam kerja")))
    broken = portray(log, Standard(office_week, period.parse_promise("2 jam kerja")))

    assert (kept.is_late, broken.is_late) == (False, True)


def test_plain_values_are_json_without_nan(log_of, office_week, portrait):
    log = log_of(ROWS[:1])
    alone = portray(log, Standard(office_week))

    for drawn, source in ((portrait, log_of(ROWS)), (alone, log)):
        plain = as_plain(drawn, measure_log(source), load_rules())
        assert json.loads(json.dumps(plain, allow_nan=False)) == plain
