"""Real logs whose figures others have published, or that pm4py 2.7.23 gives for the same file."""

from __future__ import annotations

import pytest

from saindege.base import period
from saindege.service.event_log import read_event_log
from saindege.service.log_files.choice import ReadingChoice
from saindege.service.measure import Standard, measure_log
from saindege.service.process_map import draw_map

pytestmark = pytest.mark.data

_USUAL = (period.Window(27_000, 43_200), period.Window(46_800, 57_600))
_FRIDAY = (period.Window(27_000, 41_400), period.Window(46_800, 59_400))
OFFICE = period.WorkCalendar("Europe/Amsterdam", week=((_USUAL,) * 4 + (_FRIDAY, (), ())))


@pytest.fixture(scope="module")
def receipt(data_files):
    return read_event_log(data_files / "receipt.xes.gz")


def test_receipt_phase_of_a_municipality(receipt):
    figures = measure_log(receipt)

    assert (figures.events, figures.cases, figures.activities, figures.resources) == (8577, 1434, 27, 48)
    assert figures.turnaround.mean_hours == pytest.approx(129.79553201592282, abs=1e-9)
    assert figures.turnaround.median_hours == pytest.approx(0.79682875, abs=1e-9)
    assert figures.turnaround.p90_hours == pytest.approx(338.2838330833333, abs=1e-9)
    assert figures.accuracy.rework_share == pytest.approx(91 / 1434, abs=1e-12)
    assert (figures.handovers_per_case, figures.variant_count) == (pytest.approx(1208 / 1434), 116)


def test_receipt_phase_as_a_map(receipt):
    drawn = draw_map(receipt)

    assert (len(drawn.edges), len(drawn.variants), drawn.variants[0].count) == (99, 116, 713)
    first = drawn.edges[0]
    assert (first.source, first.target, first.count) == (
        "T04 Determine confirmation of receipt",
        "T05 Print and send confirmation of receipt",
        1177,
    )
    assert first.mean_hours == pytest.approx(15.456543691588784, abs=1e-9)


def test_table_and_xes_of_the_same_log_give_the_same_figures(receipt, data_files):
    table = read_event_log(data_files / "receipt.csv.gz")

    assert measure_log(table).as_json() == measure_log(receipt).as_json()
    assert draw_map(table) == draw_map(receipt)


def test_attribute_of_a_case_groups_it_in_both(data_files):
    choice = ReadingChoice(by="channel")

    groups = [
        measure_log(read_event_log(data_files / name, choice)).groups
        for name in ("receipt.xes.gz", "receipt.csv.gz")
    ]

    assert groups[0] == groups[1]
    assert [(one.group, one.cases) for one in groups[0] or ()] == [
        ("Desk", 109), ("Intern", 1), ("Internet", 1250), ("Post", 53), ("e-mail", 21),
    ]  # fmt: skip


def test_textbook_example(data_files):
    figures = measure_log(read_event_log(data_files / "running-example.csv"))

    assert (figures.events, figures.cases, figures.activities, figures.resources) == (42, 6, 8, 6)
    assert (figures.variant_count, figures.first_event.isoformat()) == (6, "2010-12-30T17:02:00+07:00")


def test_sepsis_cases_with_semicolons_and_slashes(data_files):
    figures = measure_log(
        read_event_log(data_files / "sepsis.csv.gz", ReadingChoice(timezone="Europe/Amsterdam"))
    )

    # Mannhardt and Blinde (2017): 1,050 cases, 15,214 events, 16 activities, 846 variants.
    assert (figures.events, figures.cases, figures.activities, figures.variant_count) == (
        15214,
        1050,
        16,
        846,
    )


def test_traffic_fines(data_files):
    figures = measure_log(read_event_log(data_files / "roadtraffic100traces.xes.gz"))

    assert (figures.events, figures.cases, figures.activities, figures.variant_count) == (390, 100, 10, 10)
    assert figures.turnaround.mean_hours == pytest.approx(7499.26, abs=1e-9)


def test_start_and_complete_rows_of_building_permits(data_files):
    figures = measure_log(read_event_log(data_files / "T_BPIC15_2.xes.gz"))

    assert (figures.events, figures.cases, figures.variant_count) == (50688, 832, 804)
    assert figures.turnaround.median_hours == pytest.approx(2603.503333333333, abs=1e-9)
    assert figures.handovers_per_case == pytest.approx(2.8365384615384617, abs=1e-12)
    assert figures.accuracy.rework_share == pytest.approx(0.9891826923076923, abs=1e-12)


def test_working_time_of_the_receipt_phase_is_that_of_pm4py(receipt):
    figures = measure_log(receipt, Standard(OFFICE))

    # pm4py 2.7.23, business hours of the same week, moments in local time: 150,145,358.173 seconds in all.
    assert figures.turnaround.mean_working_hours == pytest.approx(150_145_358.173 / 3600 / 1434, abs=1e-9)
    assert figures.turnaround.median_working_hours == pytest.approx(0.7369284722222222, abs=1e-9)
