"""How long cases take: by the clock, in working time, against the promise."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saindege.base import period
from saindege.base.errors import BadInput
from saindege.service.log_files.columns import NO_MOMENT
from saindege.service.turnaround import (
    Turnaround,
    clock_for,
    find_on_time,
    summarise,
    time_cases,
    working_hours,
)

ROWS = [
    # Within one morning: two hours.
    ("a", "terima", "2026-03-02 08:00"), ("a", "serah", "2026-03-02 10:00"),
    # Monday noon to Wednesday 09:00; Tuesday the 17th is a holiday.
    ("b", "terima", "2026-03-16 11:00"), ("b", "serah", "2026-03-18 09:00"),
    # Received on Friday, not yet handed over.
    ("c", "terima", "2026-03-06 15:00"),
]  # fmt: skip


def test_times_run_from_first_to_last_event(log_of):
    times = time_cases(log_of(ROWS))

    assert times.hours.tolist() == [2.0, 46.0, 0.0]
    assert times.unfinished is None


def test_case_without_its_end_is_counted_but_not_timed(log_of):
    times = time_cases(log_of(ROWS), ["serah"])

    assert times.hours.tolist() == [2.0, 46.0]
    assert (times.finished.tolist(), times.unfinished) == ([True, True, False], 1)


def test_end_is_found_without_regard_to_case_of_letters_and_unknown_end_is_refused(log_of):
    log = log_of(ROWS)

    assert time_cases(log, ["Serah "]).unfinished == 1
    with pytest.raises(BadInput) as refusal:
        time_cases(log, ["selesai"])
    assert refusal.value.code == "unknown_value"
    assert "serah, terima" in refusal.value.sentence.id


def test_start_column_moves_the_beginning_of_a_case(log_of):
    log = log_of(ROWS[:2], started=["2026-03-02 07:30", "2026-03-02 09:50"])

    assert time_cases(log).hours.tolist() == [2.5]


def test_case_with_other_transitions_only_has_no_time(log_of):
    log = log_of(
        [*ROWS[:2], ("d", "terima", "2026-03-02 08:00")], lifecycle=["complete", "complete", "schedule"]
    )

    times = time_cases(log)

    assert times.finished.tolist() == [True, False]
    assert times.first_at[1] == NO_MOMENT


def test_working_hours_leave_out_break_night_and_holiday(log_of, office_week):
    times = time_cases(log_of(ROWS))
    clock = clock_for(times, office_week)
    assert clock is not None

    hours = working_hours(times, clock)

    # a: 08-10. b: Monday 11-12 and 13-16, Wednesday 08-09.
    assert hours.tolist() == [2.0, 5.0, 0.0]


def test_percentiles_interpolate_between_neighbours():
    found = summarise(np.array([2.0, 24.0]), np.array([2.0, 7.0]))

    assert found == Turnaround(13.0, 13.0, pytest.approx(21.8), 4.5, 4.5, 6.5)


def test_no_case_gives_no_figure():
    assert summarise(np.array([])) == Turnaround()
    assert set(Turnaround().as_json().values()) == {None}


@pytest.mark.parametrize(
    ("promise", "kept"),
    [
        ("1 working days", [True, True, True]),
        ("4 working hours", [True, False, True]),
        ("5 working hours", [True, True, True]),
        ("1 days", [True, False, True]),
        ("2 days", [True, True, True]),
        ("45 hours", [True, False, True]),
    ],
)
def test_promise_counts_working_dates_open_hours_or_all_time(log_of, office_week, promise, kept):
    times = time_cases(log_of(ROWS))

    found = find_on_time(times, period.parse_promise(promise), clock_for(times, office_week))

    assert found.tolist() == kept


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 60 * 24 * 60), min_size=2, max_size=12))
def test_working_time_is_never_more_than_time_by_the_clock(log_of, office_week, minutes):
    begin = datetime(2026, 3, 1, tzinfo=UTC)
    rows = [("a", "x", (begin + timedelta(minutes=minute)).isoformat()) for minute in minutes]
    times = time_cases(log_of(rows))
    clock = clock_for(times, office_week)
    assert clock is not None

    assert 0 <= working_hours(times, clock)[0] <= times.hours[0]


def test_working_time_of_a_joined_span_is_the_sum_of_its_parts(log_of, office_week):
    def open_hours(first, last):
        times = time_cases(log_of([("a", "x", first), ("a", "y", last)]))
        clock = clock_for(times, office_week)
        assert clock is not None
        return working_hours(times, clock)[0]

    moments = ["2026-03-13 15:30", "2026-03-16 09:15", "2026-03-20 12:30"]

    assert open_hours(moments[0], moments[2]) == pytest.approx(
        open_hours(moments[0], moments[1]) + open_hours(moments[1], moments[2]), abs=1e-12
    )
