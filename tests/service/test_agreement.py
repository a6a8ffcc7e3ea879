"""Two checkers: how far they agree beyond chance, and where kappa misleads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.service.agreement import measure_agreement


def judged(
    both_right: int, only_first: int, only_second: int, both_wrong: int
) -> tuple[list[bool], list[bool]]:
    first = [True] * (both_right + only_first) + [False] * (only_second + both_wrong)
    second = [True] * both_right + [False] * only_first + [True] * only_second + [False] * both_wrong
    return first, second


@pytest.mark.parametrize(
    ("cells", "kappa", "low", "high"),
    [
        # statsmodels 0.14 cohens_kappa: kappa, kappa_low, kappa_upp.
        ((20, 5, 10, 15), 0.4, 0.151092290476661, 0.6489077095233389),
        ((88, 4, 6, 2), 0.23312883435582815, -0.08976255775862396, 0.5560202264702803),
        ((45, 3, 2, 10), 0.7474747474747473, 0.5382473039057756, 0.956702191043719),
    ],
)
def test_kappa_and_its_interval_are_those_of_statsmodels(
    cells: tuple[int, int, int, int], kappa: float, low: float, high: float
) -> None:
    found = measure_agreement(*judged(*cells))

    assert found is not None and found.kappa_interval is not None
    assert (found.kappa, found.kappa_interval.low, found.kappa_interval.high) == pytest.approx(
        (kappa, low, high)
    )


def test_agreement_of_fifty_cases_by_hand() -> None:
    found = measure_agreement(*judged(20, 5, 10, 15))

    assert found is not None
    assert (found.n, found.both_right, found.only_first_right, found.only_second_right, found.both_wrong) == (
        50, 20, 5, 10, 15,
    )  # fmt: skip
    # 35 of 50 agree; by chance 25/50 x 30/50 + 25/50 x 20/50 = 0.5 would.
    assert (found.share, found.kappa_bounded, found.is_paradox) == (0.7, pytest.approx(0.4), False)


def test_where_nearly_all_is_right_a_low_kappa_is_called_a_paradox() -> None:
    found = measure_agreement(*judged(88, 4, 6, 2))

    assert found is not None
    assert (found.share, found.kappa_bounded, found.is_paradox) == (0.9, pytest.approx(0.8), True)


def test_one_verdict_for_all_has_no_kappa() -> None:
    found = measure_agreement(*judged(50, 0, 0, 0))

    assert found is not None
    assert (found.share, found.kappa, found.kappa_interval, found.is_paradox) == (1.0, None, None, True)


def test_full_agreement_over_both_verdicts_has_no_interval() -> None:
    found = measure_agreement(*judged(40, 0, 0, 10))

    assert found is not None
    assert (found.kappa, found.kappa_interval) == (1.0, None)


def test_a_checker_who_finds_everything_right_leaves_kappa_without_interval() -> None:
    found = measure_agreement(*judged(4, 0, 1, 0))

    assert found is not None
    assert (found.share, found.kappa, found.kappa_interval) == (0.8, 0.0, None)


def test_no_case_has_no_agreement() -> None:
    assert measure_agreement([], []) is None


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=60))
def test_the_order_of_the_checkers_changes_nothing(pairs: list[tuple[bool, bool]]) -> None:
    one = measure_agreement([first for first, _ in pairs], [second for _, second in pairs])
    other = measure_agreement([second for _, second in pairs], [first for first, _ in pairs])

    assert one is not None and other is not None
    assert (one.share, one.kappa_bounded) == (other.share, other.kappa_bounded)
    assert one.kappa == (None if other.kappa is None else pytest.approx(other.kappa))
