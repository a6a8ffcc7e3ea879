"""Groups side by side: hand values, a published meta-analysis, properties."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.impact.evaluation import Group, groups_of, shrink

# Thirteen trials of the BCG vaccine (Colditz et al. 1994): cases and non-cases, vaccinated and not.
BCG = [
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619), (33, 5036, 47, 5761),
    (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892), (29, 7470, 45, 7232), (17, 1699, 65, 1600),
    (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825),
]  # fmt: skip


def test_three_groups_worked_out_by_hand():
    # Weights 1: mean 4, Q = 4 + 0 + 4 = 8, scale 3 - 3/3 = 2, between (8 - 2) / 2 = 3; own weight 3 / 4.
    groups = [Group("a", 10, 2.0, 1.0), Group("b", 10, 4.0, 1.0), Group("c", 10, 6.0, 1.0)]

    found = shrink(groups)

    assert (found.mean, found.between) == (4.0, 3.0)
    assert [row.shrunk for row in found.groups] == [2.5, 4.0, 5.5]
    assert found.error == pytest.approx(math.sqrt(4 / 3))
    # 3/4 of the own variance, and 1/16 of the variance of the common mean, 4/3.
    half = 1.959963984540054 * math.sqrt(3 / 4 + 4 / 3 / 16)
    assert found.groups[0].ci95 == pytest.approx((2.5 - half, 2.5 + half))


def test_groups_that_chance_explains_all_stand_at_the_common_mean():
    found = shrink([Group("a", 5, 3.0, 4.0), Group("b", 5, 3.5, 4.0)])

    assert found.between == 0
    assert [row.shrunk for row in found.groups] == [3.25, 3.25]


def test_small_group_counts_and_is_not_shown():
    found = shrink([Group("a", 40, 3.0, 0.1), Group("b", 4, 9.0, 1.0)], smallest=5)

    small = found.groups[1]
    assert (small.mean, small.shrunk, small.ci95, small.is_hidden) == (None, None, None, True)
    assert found.mean > 3.0


def test_one_group_stays_where_it_is():
    found = shrink([Group("a", 12, 4.2, 0.2)])

    assert found.groups[0].shrunk == 4.2


def test_spread_within_is_shared_by_all_groups():
    # Squares 2 + 8 with 1 + 1 degrees of freedom: 5 within.
    groups = groups_of({"a": [1, 3], "b": [0, 4], "empty": []})

    assert [(group.n, group.mean, group.variance) for group in groups] == [(2, 2, 2.5), (2, 2, 2.5)]


def test_published_meta_analysis_of_the_bcg_vaccine():
    # metafor (R), rma(..., method = "DL") on dat.bcg: tau2 0.3088, estimate -0.7141, standard error 0.1787.
    groups = [
        Group(
            str(i),
            a + b + c + d,
            math.log((a / (a + b)) / (c / (c + d))),
            1 / a - 1 / (a + b) + 1 / c - 1 / (c + d),
        )
        for i, (a, b, c, d) in enumerate(BCG)
    ]

    found = shrink(groups)

    assert (round(found.between, 4), round(found.mean, 4), round(found.error, 4)) == (0.3088, -0.7141, 0.1787)


groups_st = st.lists(
    st.builds(
        Group,
        name=st.just("g"),
        n=st.integers(1, 90),
        mean=st.floats(-50, 50),
        variance=st.floats(1e-3, 50),
    ),
    min_size=1,
    max_size=12,
)


@given(groups_st)
def test_no_mean_leaves_the_room_between_itself_and_the_common_one(groups):
    found = shrink(groups)

    for group, row in zip(groups, found.groups, strict=True):
        low, high = sorted((group.mean, found.mean))
        assert low - 1e-9 <= row.shrunk <= high + 1e-9
        assert 0 <= row.weight <= 1 and row.ci95[0] <= row.shrunk <= row.ci95[1]
