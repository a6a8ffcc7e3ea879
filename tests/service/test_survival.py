"""Time with open cases counted in."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.service.survival import NoTimes, Quantile, estimate_survival

# The 6-MP arm of Freireich et al. (1963), the textbook example: weeks in remission, 9 relapses, 12 censored.
FREIREICH = np.array(
    [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35], dtype=float
)
RELAPSED = np.arange(21) < 9


def test_three_cases_by_hand() -> None:
    # One done after 2 hours, one open after 3, one done after 5: 1 - 1/3, then nothing is left of one at risk.
    found = estimate_survival(np.array([5.0, 2.0, 3.0]), np.array([True, True, False]))

    assert found.hours.tolist() == [2.0, 5.0]
    assert found.still_open.tolist() == pytest.approx([2 / 3, 0.0])
    assert (found.n, found.n_open) == (3, 1)


def test_remission_times_give_the_published_curve_and_the_bands_of_lifelines() -> None:
    found = estimate_survival(FREIREICH, RELAPSED)

    assert found.hours.tolist() == [6, 7, 10, 13, 16, 22, 23]
    published = [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    assert np.round(found.still_open, 3).tolist() == published
    # lifelines 0.30, KaplanMeierFitter, default intervals; equal to six digits.
    assert found.low.tolist() == pytest.approx(
        [0.619718, 0.563147, 0.503200, 0.431610, 0.367511, 0.267779, 0.188052], abs=1e-6
    )
    assert found.high.tolist() == pytest.approx(
        [0.951552, 0.922809, 0.889362, 0.849066, 0.804912, 0.746791, 0.680143], abs=1e-6
    )


def test_quantiles_equal_those_of_lifelines() -> None:
    found = estimate_survival(FREIREICH, RELAPSED)

    assert found.quantile(0.5) == Quantile(0.5, 23.0, 13.0, None)
    assert found.quantile(0.25) == Quantile(0.25, 13.0, 6.0, 22.0)


def test_a_share_that_too_few_cases_reached_is_not_known() -> None:
    assert estimate_survival(FREIREICH, RELAPSED).quantile(0.9) == Quantile(0.9, None, None, None)


def test_share_finished_by_a_time_is_read_off_the_curve() -> None:
    found = estimate_survival(FREIREICH, RELAPSED)

    assert found.finished_by(10.0) == pytest.approx((1 - 0.752941, 1 - 0.889362, 1 - 0.503200), abs=1e-6)
    assert found.finished_by(1.0) == (0.0, 0.0, 0.0)


def test_no_case_and_unknown_times_are_refused() -> None:
    for hours in ([], [np.nan], [-1.0]):
        with pytest.raises(NoTimes, match="waktu"):
            estimate_survival(np.array(hours), np.ones(len(hours), dtype=bool))


@given(st.lists(st.integers(0, 50), min_size=1, max_size=60))
def test_without_open_cases_the_curve_is_the_share_of_longer_cases(hours: list[int]) -> None:
    found = estimate_survival(np.array(hours, dtype=float), np.ones(len(hours), dtype=bool))

    longer = [float(np.mean(np.array(hours) > hour)) for hour in found.hours]
    assert found.still_open.tolist() == pytest.approx(longer, abs=1e-12)
    assert np.all(found.low <= found.still_open + 1e-12) and np.all(found.still_open <= found.high + 1e-12)
