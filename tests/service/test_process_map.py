"""Which activity follows which, how often, how long after."""

from __future__ import annotations

from itertools import pairwise

from saindege.service.process_map import ActivityCount, Edge, draw_map
from saindege.service.variants import Variant

ROWS = [
    ("a", "terima", "2026-03-02 08:00"), ("a", "cek", "2026-03-02 09:00"), ("a", "serah", "2026-03-02 12:00"),
    ("b", "terima", "2026-03-02 08:00"), ("b", "cek", "2026-03-02 11:00"),
    ("c", "terima", "2026-03-02 08:00"), ("c", "cek", "2026-03-02 16:00"),
]  # fmt: skip


def test_edges_have_count_median_and_mean_by_count_then_name(log_of):
    drawn = draw_map(log_of(ROWS))

    assert drawn.edges == (Edge("terima", "cek", 3, 3.0, 4.0), Edge("cek", "serah", 1, 3.0, 3.0))


def test_ends_are_counted_by_case(log_of):
    drawn = draw_map(log_of(ROWS))

    assert drawn.start == (ActivityCount("terima", 3),)
    assert drawn.end == (ActivityCount("cek", 2), ActivityCount("serah", 1))
    assert drawn.variants == (Variant(("terima", "cek"), 2), Variant(("terima", "cek", "serah"), 1))


def test_no_edge_leads_from_one_case_into_the_next(log_of):
    drawn = draw_map(log_of([("a", "terima", "2026-03-02 08:00"), ("b", "cek", "2026-03-02 09:00")]))

    assert drawn.edges == ()
    assert [one.activity for one in drawn.start] == ["cek", "terima"]


def test_time_of_an_edge_is_from_completion_to_completion(log_of):
    log = log_of(
        [
            ("a", "cek", "2026-03-02 08:00"),
            ("a", "cek", "2026-03-02 09:00"),
            ("a", "serah", "2026-03-02 09:30"),
            ("a", "serah", "2026-03-02 11:00"),
        ],
        lifecycle=["start", "complete", "start", "complete"],
    )

    assert draw_map(log).edges == (Edge("cek", "serah", 1, 2.0, 2.0),)


def test_json_has_the_promised_keys(log_of):
    document = draw_map(log_of(ROWS)).as_json()

    assert list(document) == ["edges", "start", "end", "variants", "variant_count"]
    assert document["edges"][0] == {
        "source": "terima",
        "target": "cek",
        "count": 3,
        "median_hours": 3.0,
        "mean_hours": 4.0,
    }
    assert document["variant_count"] == 2


def test_edges_of_a_log_with_many_activities_are_those_of_a_walk(log_of):
    # More than 255 names leave the narrow numbers that sort faster.
    steps = [f"langkah {number:03d}" for number in range(300)]
    rows = [("a", step, f"2026-03-{2 + at // 24:02d} {at % 24:02d}:00") for at, step in enumerate(steps)]

    drawn = draw_map(log_of(rows))

    assert [(one.source, one.target) for one in drawn.edges] == list(pairwise(steps))
