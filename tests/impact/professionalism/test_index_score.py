"""Points, totals, categories and means of the professionalism index."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.impact.professionalism import Mean, Record, explain, load, records_of, score
from saindege.impact.professionalism.records import UnknownWord
from saindege.impact.professionalism.rulebook import UnknownVariant

FIVE = [
    Record("1", "jpt", "S2", True, 20, True, "Sangat Baik", "none"),
    Record("2", "pengawas", "S1", False, 24, True, "Baik", "none"),
    Record("3", "pelaksana", "SMA", False, 20, False, "Baik", "none"),
    Record("4", "pelaksana", "S1", False, 40, True, "Baik", "none"),
    Record("5", "fungsional", "S1", True, 19, True, "Sangat Baik", "ringan"),
]
PARTS = ("qualification", "competence", "performance", "discipline", "total")

people = st.builds(
    Record,
    person=st.just("x"),
    post_type=st.sampled_from(load().post_types),
    education=st.sampled_from([None, *load().educations]),
    post_training=st.booleans(),
    technical_hours=st.one_of(st.none(), st.floats(0, 200)),
    seminar=st.booleans(),
    performance=st.one_of(
        st.none(), st.floats(0, 100), st.sampled_from([step.value for step in load().performance])
    ),
    discipline=st.sampled_from([None, *(step.value for step in load().discipline)]),
)


def names(index) -> list[str]:
    return [index.book.categories[code] for code in index.category]


def test_five_people_worked_out_by_hand():
    index = score(records_of(FIVE))

    rows = [tuple(float(getattr(index, part)[i]) for part in PARTS) for i in range(5)]
    assert rows == [
        (20, 40, 30, 5, 95),
        (15, 25, 25, 5, 70),
        (5, 22.5, 25, 5, 57.5),
        (15, 40, 25, 5, 85),
        (15, 25, 30, 3, 73),
    ]
    assert names(index) == ["Sangat Tinggi", "Rendah", "Sangat Rendah", "Tinggi", "Sedang"]
    assert index.mean() == Mean(14, 30.5, 27, 4.6, 76.1)
    assert (index.n, index.missing, index.variant, index.book.version) == (5, 0, "B", "2019")


@pytest.mark.parametrize(
    ("variant", "expected"),
    [("A", ["Rendah", "Sedang", "Tinggi"]), ("b", ["Sangat Rendah", "Rendah", "Sedang"])],
)
def test_half_points_between_the_printed_ranges_depend_on_the_variant(variant, expected):
    between = [
        Record("1", "pelaksana", "D3", technical_hours=20, performance="Baik", discipline="ringan"),
        Record("2", "pelaksana", "S1", technical_hours=20, performance="Sangat Baik", discipline="ringan"),
        Record("3", "pelaksana", "S3", technical_hours=20, performance="Sangat Baik", discipline="ringan"),
    ]

    index = score(records_of(between), variant=variant)

    assert index.total.tolist() == [60.5, 70.5, 80.5]
    assert names(index) == expected


@pytest.mark.parametrize(
    ("number", "points"),
    [(100, 30), (91, 30), (90.5, 30), (90, 25), (76, 25), (75, 15), (61, 15), (60, 5), (51, 5), (50.5, 5), (50, 1), (0, 1)],
)  # fmt: skip
def test_older_numbers_of_performance_have_no_gap(number, points):
    index = score(records_of([Record("1", "jpt", performance=number)]))

    assert index.performance.tolist() == [points]


def test_nothing_on_record_scores_nothing_but_discipline_and_leaves_the_mean():
    index = score(records_of([FIVE[0], Record("6", "jpt", post_training=True)]))

    assert index.total.tolist() == [95, 20]
    assert (index.n, index.missing, index.mean().total) == (1, 1, 95)


def test_nineteen_hours_are_not_twenty_and_count_as_a_record():
    index = score(records_of([Record("1", "pelaksana", technical_hours=19.99)]))

    assert (index.competence.tolist(), index.n) == ([0], 1)


def test_mean_of_a_group_and_of_nobody():
    index = score(records_of(FIVE))

    assert index.mean(np.array([True, True, False, False, False])).total == 82.5
    assert index.mean(np.zeros(5, dtype=bool)).total is None


def test_half_a_hundredth_goes_up():
    eight = [Record(str(k), "pelaksana", "SMA", performance="Baik") for k in range(7)]
    index = score(records_of([*eight, Record("8", "jpt", "D3", performance="Baik")]))

    # 35 seven times and 40 once: 35.625.
    assert index.mean().total == 35.63


def test_unknown_words_are_refused_with_what_is_allowed():
    with pytest.raises(UnknownWord, match="S3, S2"):
        records_of([Record("1", "jpt", "S9")])
    with pytest.raises(UnknownVariant):
        score(records_of(FIVE), variant="C")


@given(people)
def test_explained_points_add_up_and_never_exceed_what_there_is(person):
    index = score(records_of([person]))

    points = explain(index, 0)

    assert sum(point.points for point in points) == index.total[0] <= 100
    assert sum(point.most for point in points) == 100
    assert all(0 <= point.points <= point.most and point.sentence.en for point in points)


@given(people, st.floats(0, 100))
def test_more_training_never_lowers_the_index(person, hours):
    more = Record(
        person.person,
        person.post_type,
        person.education,
        True,
        (person.technical_hours or 0) + hours,
        True,
        person.performance,
        person.discipline,
    )

    before, after = score(records_of([person, more])).total

    assert after >= before


@given(st.lists(people, min_size=1, max_size=6), st.sampled_from(["A", "B"]))
def test_higher_total_never_has_a_lower_category(crowd, variant):
    index = score(records_of(crowd), variant=variant)

    order = np.argsort(index.total, kind="stable")
    assert (np.diff(index.category[order]) <= 0).all()
