import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.demo import shares


def test_largest_remainder_by_hand() -> None:
    # 10 x (0.47, 0.16, 0.37) = 4.7, 1.6, 3.7: whole 4 + 1 + 3, two seats go to remainders .7 and .7.
    assert shares.apportion([47, 16, 37], 10) == [5, 1, 4]


@given(
    st.lists(st.floats(0, 1000), min_size=1, max_size=20).filter(lambda parts: sum(parts) > 1e-3),
    st.integers(0, 5000),
)
def test_counts_add_up_and_are_never_negative(parts: list[float], total: int) -> None:
    counts = shares.apportion(parts, total)

    assert sum(counts) == total
    assert min(counts) >= 0


@given(st.lists(st.integers(0, 5), min_size=1, max_size=12), st.integers(0, 300))
def test_nobody_gets_less_than_the_least(least: list[int], more: int) -> None:
    total = sum(least) + more

    counts = shares.apportion([1.0] * len(least), total, least=least)

    assert sum(counts) == total
    assert all(count >= floor for count, floor in zip(counts, least, strict=True))


def test_a_total_below_the_least_is_refused() -> None:
    with pytest.raises(ValueError, match="less than"):
        shares.apportion([1, 1], 3, least=[2, 2])


def test_dealt_values_have_exact_shares_in_random_order() -> None:
    dealt = shares.deal({"a": 0.25, "b": 0.75}, 8, np.random.default_rng(1))

    assert sorted(dealt) == ["a"] * 2 + ["b"] * 6
    assert dealt != sorted(dealt)
