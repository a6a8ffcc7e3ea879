"""The ways that cases take."""

from __future__ import annotations

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from saindege.service import variants
from saindege.service.lifecycle import find_instances
from saindege.service.variants import Variant, name_variants


def _rows(ways):
    return [
        (f"{number}", step, f"2026-03-02 {8 + place:02d}:00")
        for number, way in enumerate(ways)
        for place, step in enumerate(way)
    ]


def test_most_frequent_way_is_first_equal_ones_by_their_activities(log_of):
    log = log_of(_rows(["xyz", "ba", "xyz", "ab"]))

    found = name_variants(find_instances(log), log.activity_names)

    assert found == [Variant(("x", "y", "z"), 2), Variant(("a", "b"), 1), Variant(("b", "a"), 1)]


def test_one_way_that_begins_like_another_is_its_own(log_of):
    log = log_of(_rows(["ab", "aba", "a"]))

    assert [one.count for one in name_variants(find_instances(log), log.activity_names)] == [1, 1, 1]


def test_log_without_instances_has_no_ways(log_of):
    log = log_of([])

    assert name_variants(find_instances(log), log.activity_names) == []


@given(st.lists(st.text("abc", min_size=1, max_size=6), min_size=1, max_size=25))
def test_ways_are_those_counted_by_hand_and_add_up_to_the_cases(log_of, ways):
    log = log_of(_rows(ways))

    found = name_variants(find_instances(log), log.activity_names)

    assert {"".join(one.activities): one.count for one in found} == Counter(ways)
    assert sum(one.count for one in found) == log.n_cases


def test_exact_grouping_stands_in_should_two_fingerprints_ever_fall_together(log_of, monkeypatch):
    log = log_of(_rows(["ab", "ba", "ab"]))
    instances = find_instances(log)
    expected = name_variants(instances, log.activity_names)

    # The collision itself cannot be made by hand: every case is given the same fingerprint.
    monkeypatch.setattr(
        variants, "_fingerprints", lambda activity, first, length: np.zeros(len(first), dtype=np.uint64)
    )

    assert name_variants(instances, log.activity_names) == expected
