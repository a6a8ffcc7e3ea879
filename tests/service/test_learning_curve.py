"""The curve of one officer: worked by hand, against what was planted, and where there is too little."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest

from saindege.service.learning_curve import TooFewTasks, fit_curve, months_from


def test_months_are_whole_ones_from_the_course() -> None:
    days = [date(2026, 2, 9), date(2026, 2, 10), date(2026, 3, 9), date(2026, 3, 10), date(2026, 1, 9), date(2025, 2, 10)]  # fmt: skip

    assert months_from(days, date(2026, 2, 10)).tolist() == [-1, 0, 0, 1, -2, -12]


def test_a_change_of_mix_is_no_change_of_speed() -> None:
    # Before: ten short steps and ten long ones. After: the short ones only, each exactly as long as before.
    minutes = np.array([10.0] * 10 + [40.0] * 10 + [10.0] * 10)
    step = np.array([0] * 10 + [1] * 10 + [0] * 10)
    month = np.array([-1] * 20 + [0] * 10)

    curve = fit_curve(minutes, step, np.arange(30), month)

    assert curve.after.change == pytest.approx(0.0, abs=1e-12)
    assert (curve.tasks_before, curve.tasks_after, curve.hidden) == (20, 10, 0)


def test_the_change_worked_by_hand() -> None:
    # One step: before, geometric mean 20; after, 10 and then 5.
    minutes = np.array([10.0, 40.0] * 5 + [10.0] * 10 + [5.0] * 10)
    month = np.repeat([-1, 0, 1], 10)

    curve = fit_curve(minutes, np.zeros(30, dtype=int), np.arange(30), month)

    assert [point.month for point in curve.points] == [-1, 0, 1]
    assert [point.change for point in curve.points] == pytest.approx([0.0, -0.5, -0.75])
    assert curve.after.change == pytest.approx(math.sqrt(0.5 * 0.25) - 1)
    assert curve.points[1].low < -0.5 < curve.points[1].high


def test_the_interval_covers_what_was_planted() -> None:
    covered = 0
    for seed in range(100):
        rng = np.random.default_rng(seed)
        case = np.repeat(np.arange(60), 4)
        month = np.where(case < 30, -1, 0)
        own = rng.normal(0, 0.5, 60)[case]
        minutes = np.exp(3 + own + rng.normal(0, 0.3, 240) + math.log(0.8) * (month >= 0))
        after = fit_curve(minutes, np.tile([0, 1, 2, 3], 60), case, month).after
        covered += after.low <= -0.2 <= after.high

    assert 89 <= covered <= 100


def test_too_little_is_not_told() -> None:
    enough = np.repeat([-1, 0], 10)

    for month in (np.repeat([0, 1], 10), np.repeat([-2, -1], 10), np.array([-1] * 9 + [0] * 11)):
        with pytest.raises(TooFewTasks):
            fit_curve(np.full(20, 5.0), np.zeros(20, dtype=int), np.arange(20), month)
    with pytest.raises(TooFewTasks):
        fit_curve(np.full(20, 5.0), np.zeros(20, dtype=int), np.zeros(20, dtype=int), enough)


def test_a_thin_month_is_left_out_and_counted() -> None:
    month = np.array([-1] * 10 + [0] * 10 + [1] * 3)

    curve = fit_curve(np.full(23, 5.0), np.zeros(23, dtype=int), np.arange(23), month)

    assert ([point.month for point in curve.points], curve.hidden) == ([-1, 0], 1)
