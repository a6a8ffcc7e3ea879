"""Restricted mean: by hand, the curve of statsmodels, and open cases that must not look quick."""

from __future__ import annotations

import numpy as np
import pytest

from saindege.base.errors import BadInput
from saindege.impact.opinion.restricted_mean import HorizonTooLong, compare, restricted_mean
from tests.impact.opinion.make_references import DAYS, DONE


def test_without_open_cases_it_is_the_plain_mean_up_to_the_horizon():
    found = restricted_mean([1, 3, 5, 20], [True] * 4, 10)

    values = np.array([1, 3, 5, 10])
    assert found.mean == pytest.approx(values.mean())
    # Greenwood without open cases is the variance with n, over n.
    assert found.se == pytest.approx(values.std() / 2)
    assert (found.cases, found.finished, found.open_at_end) == (4, 3, 0.25)


def test_area_lies_under_the_curve_of_statsmodels(references):
    curve = references["survival"]

    found = restricted_mean(DAYS, DONE, 10)

    edges = [0, *curve["times"], 10]
    area = float(np.sum(np.diff(edges) * np.array([1, *curve["survival"]])))
    assert found.mean == pytest.approx(area)
    assert found.open_at_end == pytest.approx(curve["survival"][-1])


def test_error_is_near_the_spread_of_drawn_samples():
    rng = np.random.default_rng(2)

    def sample() -> tuple[np.ndarray, np.ndarray]:
        true, watched = rng.exponential(6, 200), rng.uniform(5, 30, 200)
        return np.minimum(true, watched), true <= watched

    drawn = [restricted_mean(*sample(), 12) for _ in range(200)]

    truth = 6 * (1 - np.exp(-2))
    assert np.mean([one.low <= truth <= one.high for one in drawn]) >= 0.9
    assert np.mean([one.se for one in drawn]) == pytest.approx(np.std([one.mean for one in drawn]), rel=0.2)


def test_cases_still_open_do_not_make_recent_months_look_quick():
    """The same offices before and after; of the recent cases only the quick ones have ended."""
    rng = np.random.default_rng(8)
    early, late = rng.exponential(10, 400), rng.exponential(10, 400)
    watched = rng.uniform(0, 20, 400)
    ended = late <= watched

    naive = late[ended].mean() - early.mean()
    honest = compare(
        restricted_mean(np.minimum(late, watched), ended, 15), restricted_mean(early, np.ones(400), 15)
    )

    assert naive < -3
    assert honest.low < 0 < honest.high


def test_a_horizon_that_nobody_reached_is_refused():
    with pytest.raises(HorizonTooLong, match="7"):
        restricted_mean([3, 7], [True, False], 10)


@pytest.mark.parametrize(("times", "horizon"), [([], 5), ([-1.0], 5), ([float("nan")], 5), ([1.0], 0)])
def test_impossible_times_are_refused(times, horizon):
    with pytest.raises(BadInput):
        restricted_mean(times, [True] * len(times), horizon)


def test_means_of_different_horizons_are_not_compared():
    with pytest.raises(BadInput):
        compare(restricted_mean([1, 9], [1, 1], 5), restricted_mean([1, 9], [1, 1], 6))
