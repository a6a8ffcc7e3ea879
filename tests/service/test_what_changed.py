"""Why a mean changed: parts that add up, worked by hand and for any cases."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.service.lifecycle import Instances
from saindege.service.what_changed import (
    MOST_KINDS,
    Cases,
    explain_change,
    find_kinds,
    open_on_arrival,
    queue_slope,
    season_ratio,
)


def cases(kind: list[int], hours: list[float], queue: list[float] | None = None) -> Cases:
    return Cases(np.array(kind), np.array(hours, dtype=float), np.array(queue or [0.0] * len(kind)))


def test_parts_worked_by_hand() -> None:
    # Kind 0: 3 of 4 before, mean 2; 1 of 4 now, mean 4. Kind 1: 1 of 4 before, mean 10; 3 of 4 now, mean 12.
    before = cases([0, 0, 0, 1], [1, 2, 3, 10], [1, 1, 1, 1])
    now = cases([0, 1, 1, 1], [4, 11, 12, 13], [5, 5, 5, 5])

    change = explain_change(before, now, season=1.25, slope=0.25)

    # Means 4 and 10. Mix: -1/2 x 3 + 1/2 x 11 = 4. Usual with mean shares: (2 + 10) / 2 = 6, of which a quarter more.
    assert (change.before, change.now, change.total) == (4.0, 10.0, 6.0)
    assert change.mix == pytest.approx(4.0)
    assert change.season == pytest.approx(1.5)
    assert change.volume == pytest.approx(1.0)
    assert change.rest == pytest.approx(6.0 - 4.0 - 1.5 - 1.0)


def test_a_kind_of_one_period_only_is_all_mix() -> None:
    change = explain_change(cases([0, 0], [2, 2]), cases([0, 1], [2, 10]), season=None, slope=None)

    assert (change.total, change.mix, change.rest) == (4.0, 4.0, 0.0)
    assert (change.season, change.volume) == (None, None)


def test_equal_periods_changed_nothing() -> None:
    same = cases([0, 1, 1], [1, 5, 9], [2, 2, 2])

    change = explain_change(same, same, season=1.0, slope=3.0)

    assert (change.total, change.mix, change.season, change.volume, change.rest) == (0, 0, 0, 0, 0)
    assert not change.is_clear


periods = st.lists(
    st.tuples(st.integers(0, 3), st.floats(0, 1000), st.integers(0, 50)), min_size=2, max_size=30
)


@given(before=periods, now=periods, season=st.floats(0.2, 5), slope=st.floats(0, 10))
def test_the_parts_always_add_up(
    before: list[tuple[int, float, int]], now: list[tuple[int, float, int]], season: float, slope: float
) -> None:
    change = explain_change(
        cases(*map(list, zip(*before, strict=True))),
        cases(*map(list, zip(*now, strict=True))),
        season=season,
        slope=slope,
    )

    assert change.season is not None and change.volume is not None
    total = change.mix + change.season + change.volume + change.rest
    assert total == pytest.approx(change.total, abs=1e-6)


def test_the_season_is_a_ratio_with_kinds_held_equal() -> None:
    # Twice as long within each kind, although there are more of the quick kind.
    before, now = cases([0, 1], [2, 10]), cases([0, 0, 0, 1], [4, 4, 4, 20])

    assert season_ratio(before, now) == pytest.approx(2.0)
    assert season_ratio(cases([0], [0]), cases([0], [1])) is None


def test_the_slope_of_a_queue_is_found_inside_offices_and_kinds() -> None:
    rng = np.random.default_rng(1)
    n = 400
    office, kind = rng.integers(0, 3, n), rng.integers(0, 2, n)
    queue = rng.integers(0, 20, n) + 30.0 * office
    # A busy office is quick here: between offices the slope would be negative.
    hours = 100 - 20 * office + 5 * kind + 0.5 * queue + rng.normal(0, 0.5, n)

    assert queue_slope(Cases(kind, hours, queue), office) == pytest.approx(0.5, abs=0.02)


def test_a_queue_that_does_not_matter_is_none() -> None:
    rng = np.random.default_rng(2)
    queue = rng.integers(0, 20, 200).astype(float)
    flat = Cases(np.zeros(200, dtype=int), rng.normal(10, 3, 200), queue)

    assert queue_slope(flat, np.zeros(200, dtype=int)) is None
    assert queue_slope(cases([0, 0], [1, 2], [3, 3]), np.zeros(2, dtype=int)) is None


def test_kinds_are_sets_of_steps() -> None:
    ways = [(0, 1, 2), (0, 1, 1, 2), (0, 2, 1), (0, 2)]
    case = np.repeat(np.arange(4, dtype=np.int32), [len(way) for way in ways])
    activity = np.concatenate([np.array(way, dtype=np.int32) for way in ways])
    n = len(case)
    instances = Instances(
        np.arange(n), case, activity, np.arange(n), np.zeros(n, dtype=np.int64), None, np.ones(n, bool), 0
    )

    assert find_kinds(instances, 5).tolist() == [0, 0, 0, 2, 1]
    assert find_kinds(instances, 5).max() <= MOST_KINDS


def test_the_queue_counts_other_open_cases_of_the_office() -> None:
    begun = np.array([0, 10, 20, 30, 20])
    ended = np.array([15, 40, 25, 35, 90])
    finished = np.array([True, True, True, True, False])
    office = np.array([1, 1, 1, 1, 2])

    assert open_on_arrival(begun, ended, finished, office).tolist() == [0, 1, 1, 1, 0]
