"""Figures by office and month: cases count where they began, open ones are never timed."""

from __future__ import annotations

import math

import numpy as np
import pytest

from saindege.base import period
from saindege.base.errors import BadInput
from saindege.service.measure import Standard
from saindege.service.panel import OfficeMonths, build_office_months

ROWS = [
    # Case a: Losung, in March, two open hours, on time.
    ("a", "terima", "2026-03-02 08:00"), ("a", "serah", "2026-03-02 10:00"),
    # Case b, Losung, March: Friday to Monday, 4 open hours, one step twice, late.
    ("b", "terima", "2026-03-06 14:00"), ("b", "terima", "2026-03-06 15:00"), ("b", "serah", "2026-03-09 10:00"),
    # Case c, Losung, March: never handed over.
    ("c", "terima", "2026-03-10 08:00"),
    # Case d, Batunadua, April, in a moment out of office hours.
    ("d", "terima", "2026-04-01 18:00"), ("d", "serah", "2026-04-01 18:00"),
    # Case e has no office.
    ("e", "terima", "2026-04-01 08:00"), ("e", "serah", "2026-04-01 09:00"),
    # Case f, Batunadua, May: the log ends soon after.
    ("f", "terima", "2026-05-04 08:00"), ("f", "serah", "2026-05-04 09:00"),
]  # fmt: skip
GROUP = [*["Losung"] * 6, *["Batunadua"] * 2, None, None, *["Batunadua"] * 2]


@pytest.fixture
def panel(log_of, office_week) -> OfficeMonths:
    standard = Standard(office_week, period.Promise(0, "working_days"), ("serah",))
    return build_office_months(log_of(ROWS, group=GROUP), standard, follow_up_days=30)


def test_each_row_is_an_office_and_a_month_of_beginning(panel):
    rows = panel.as_rows()

    assert [(row["office"], row["month"], row["cases"], row["finished"]) for row in rows] == [
        ("Batunadua", "2026-04", 1, 1),
        ("Batunadua", "2026-05", 1, 1),
        ("Losung", "2026-03", 3, 2),
    ]
    assert panel.without_office == 1


def test_figures_of_a_row_agree_with_a_count_by_hand(panel):
    losung = panel.as_rows()[2]

    assert losung == {
        "office": "Losung",
        "month": "2026-03",
        "cases": 3,
        "finished": 2,
        "is_watched": True,
        "mean_log_working_hours": pytest.approx((math.log(2) + math.log(4)) / 2, abs=1e-12),
        "mean_working_hours": 3.0,
        "median_working_hours": 3.0,
        "mean_hours": 35.0,
        "median_hours": 35.0,
        "rework_share": 0.5,
        "on_time_share": 0.5,
        "open_share": pytest.approx(1 / 3),
    }


def test_case_without_open_time_counts_as_one_minute_on_the_logarithm(panel):
    april = panel.as_rows()[0]

    assert april["mean_working_hours"] == 0.0
    assert april["mean_log_working_hours"] == pytest.approx(math.log(1 / 60))


def test_month_too_close_to_the_end_of_the_log_is_not_watched(panel):
    watched = {row["month"]: row["is_watched"] for row in panel.as_rows()}

    # The log ends on 4 May; thirty days before is 4 April.
    assert watched == {"2026-03": True, "2026-04": False, "2026-05": False}


def test_case_that_ends_after_the_follow_up_counts_as_open(log_of, office_week):
    log = log_of(ROWS, group=GROUP)

    panel = build_office_months(log, Standard(office_week, end=("serah",)), follow_up_days=2)

    losung = panel.as_rows()[2]
    assert (losung["cases"], losung["finished"], losung["open_share"]) == (3, 1, pytest.approx(2 / 3))


def test_without_calendar_and_promise_their_outcomes_are_not_known(log_of):
    panel = build_office_months(log_of(ROWS, group=GROUP), Standard(end=("serah",)))

    assert np.isnan(panel.mean_working_hours).all() and np.isnan(panel.on_time_share).all()
    assert panel.as_rows()[2]["median_working_hours"] is None
    assert panel.mean_hours.tolist() == [0.0, 1.0, 35.0]


def test_usual_follow_up_covers_nearly_every_case_that_ended(log_of):
    panel = build_office_months(log_of(ROWS, group=GROUP), Standard(end=("serah",)))

    # The longest case took 68 hours.
    assert panel.follow_up_days == 3


def test_month_is_that_of_the_logs_own_zone(log_of):
    rows = [("a", "terima", "2026-03-31T18:00+00:00"), ("a", "serah", "2026-03-31T19:00+00:00")]

    panel = build_office_months(log_of(rows, group=["Losung"] * 2), Standard())

    assert [row["month"] for row in panel.as_rows()] == ["2026-04"]


def test_log_without_offices_is_refused_with_the_remedy(log_of):
    with pytest.raises(BadInput) as refusal:
        build_office_months(log_of(ROWS), Standard())

    assert refusal.value.code == "missing_column"
    assert "--by" in refusal.value.sentence.id


def test_order_of_rows_in_the_file_does_not_matter(log_of, office_week):
    standard = Standard(office_week, end=("serah",))
    shuffled = np.random.default_rng(3).permutation(len(ROWS)).tolist()

    first = build_office_months(log_of(ROWS, group=GROUP), standard)
    second = build_office_months(
        log_of([ROWS[i] for i in shuffled], group=[GROUP[i] for i in shuffled]), standard
    )

    assert first.as_rows() == second.as_rows()


def test_case_counts_are_those_of_the_log(log_of):
    log = log_of(ROWS, group=GROUP)

    panel = build_office_months(log, Standard())

    assert int(panel.cases.sum()) + panel.without_office == log.n_cases
