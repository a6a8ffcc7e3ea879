"""All figures of a log at once, for the whole and by group."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.base import period
from saindege.base.errors import BadInput
from saindege.service.measure import PromiseNeedsCalendar, Standard, measure_log
from saindege.service.turnaround import Turnaround

ROWS = [
    ("a", "mulai", "2026-03-02 08:00"), ("a", "selesai", "2026-03-02 10:00"),
    ("b", "mulai", "2026-03-02 09:00"), ("b", "mulai", "2026-03-02 09:30"), ("b", "selesai", "2026-03-03 09:00"),
]  # fmt: skip
RESOURCE = ["x", "y", "x", "x", "x"]


def test_figures_of_a_tiny_log_agree_with_a_count_by_hand(log_of, office_week):
    standard = Standard(office_week, period.parse_promise("5 working hours"), ("selesai",))

    figures = measure_log(log_of(ROWS, resource=RESOURCE), standard)

    assert (figures.events, figures.cases, figures.activities, figures.resources) == (5, 2, 2, 2)
    # Of b: 09 to 12 and 13 to 16 on Monday, 08 to 09 on Tuesday.
    assert figures.turnaround == Turnaround(13.0, 13.0, pytest.approx(21.8), 4.5, 4.5, 6.5)
    assert (figures.accuracy.rework_share, figures.accuracy.first_time_right_share) == (0.5, 0.5)
    assert (figures.handovers_per_case, figures.variant_count) == (0.5, 2)
    assert (figures.on_time_share, figures.unfinished_cases) == (0.5, 0)
    assert figures.first_event == datetime.fromisoformat("2026-03-02T08:00+07:00")
    assert figures.last_event.isoformat() == "2026-03-03T09:00:00+07:00"


def test_groups_are_sorted_and_cases_without_one_stand_last(log_of):
    rows = [*ROWS, ("c", "mulai", "2026-03-04 08:00"), ("c", "selesai", "2026-03-04 09:00")]

    figures = measure_log(log_of(rows, group=["Timur", "Timur", "Barat", None, "Barat", None, None]))

    assert figures.groups is not None
    assert [
        (one.group, one.cases, one.turnaround.mean_hours, one.rework_share) for one in figures.groups
    ] == [
        ("Barat", 1, 24.0, 1.0),
        ("Timur", 1, 2.0, 0.0),
        (None, 1, 1.0, 0.0),
    ]


def test_first_group_that_a_case_names_is_its_group(log_of):
    figures = measure_log(log_of(ROWS, group=["Timur", "Barat", None, "Timur", "Barat"]))

    assert figures.groups is not None
    assert [(one.group, one.cases) for one in figures.groups] == [("Timur", 2)]


def test_keys_that_were_not_asked_for_are_not_in_the_json(log_of, office_week):
    plain = measure_log(log_of(ROWS)).as_json()
    asked = measure_log(
        log_of(ROWS, group=["Timur"] * 5),
        Standard(office_week, period.parse_promise("1 working days"), ("selesai",)),
    ).as_json()

    assert not {"groups", "on_time_share", "unfinished_cases"} & set(plain)
    assert {"groups", "on_time_share", "unfinished_cases"} <= set(asked)
    assert plain["turnaround"]["mean_working_hours"] is None


def test_log_without_people_has_no_handovers(log_of):
    figures = measure_log(log_of(ROWS))

    assert (figures.resources, figures.handovers_per_case) == (0, None)


def test_promise_in_working_time_without_a_calendar_is_refused():
    with pytest.raises(PromiseNeedsCalendar):
        Standard(promise=period.parse_promise("3 working days"))
    assert Standard(promise=period.parse_promise("3 days")).calendar is None


def test_unknown_end_is_refused(log_of):
    with pytest.raises(BadInput) as refusal:
        measure_log(log_of(ROWS), Standard(end=("dibatalkan",)))

    assert refusal.value.code == "unknown_value"


@given(st.permutations(range(len(ROWS))))
def test_order_of_rows_with_distinct_moments_does_not_matter(log_of, order):
    first = measure_log(log_of(ROWS, resource=RESOURCE))
    second = measure_log(log_of([ROWS[i] for i in order], resource=[RESOURCE[i] for i in order]))

    assert second == first


def test_rows_of_the_same_moment_keep_the_order_of_the_file(log_of):
    moment = "2026-03-02 08:00"
    rows = [("a", "terima", moment), ("a", "cek", moment), ("a", "serah", moment)]

    log = log_of(rows)

    assert [log.activity_names[code] for code in log.activity] == ["terima", "cek", "serah"]
