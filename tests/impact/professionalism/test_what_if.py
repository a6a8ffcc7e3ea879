"""Which training raises the index most, and why an official result differs from ours."""

from __future__ import annotations

import numpy as np
import pytest

from saindege.impact.professionalism import Record, load, records_of, score
from saindege.impact.professionalism.official import differences
from saindege.impact.professionalism.what_if import raises_of

PEOPLE = [
    Record("1", "pelaksana", "S1", False, 24, False, "Baik", "none"),
    Record("2", "pelaksana", "SMA", False, None, False, "Baik", "none"),
    Record("3", "pengawas", "S1", False, 20, True, "Baik", "none"),
    Record("4", "pelaksana", None, False, None, False, None, None),
]


def test_training_that_raises_most_stands_first():
    found = raises_of(score(records_of(PEOPLE)))

    # Seminar: two pelaksana x 17.5; technical: one x 22.5; leadership: the pengawas, 15. Person 4 is not counted.
    assert [(each.part, each.people, each.points) for each in found] == [
        ("seminar", 2, 35.0),
        ("technical", 1, 22.5),
        ("post_training", 1, 15.0),
    ]
    assert [each.mean for each in found] == pytest.approx([35 / 3, 7.5, 5.0])
    assert found[0].each == 17.5


def test_rise_is_what_the_index_becomes():
    before = score(records_of(PEOPLE[:3]))
    done = [Record(p.person, p.post_type, p.education, p.post_training, p.technical_hours, True, p.performance, p.discipline) for p in PEOPLE[:3]]  # fmt: skip
    after = score(records_of(done))

    (seminar,) = [each for each in raises_of(before) if each.part == "seminar"]
    assert seminar.mean == pytest.approx(float(after.total.mean() - before.total.mean()))


def test_office_is_looked_at_alone_and_nobody_gives_nothing():
    index = score(records_of(PEOPLE))

    one = raises_of(index, np.array([True, False, False, False]))
    nobody = raises_of(index, np.zeros(4, dtype=np.bool_))

    assert one[0].part == "seminar" and one[0].mean == 17.5
    assert {(each.people, each.mean, each.each) for each in nobody} == {(0, 0.0, None)}


def test_differences_are_explained_by_the_table():
    ours = {"qualification": 15.0, "competence": 40.0, "performance": 25.0, "discipline": 5.0}
    official = {"qualification": 10.0, "competence": 22.5, "performance": 0.0, "discipline": 5.0}

    found = differences(ours, official, "pelaksana", load())

    assert [(each.part, each.ours, each.official) for each in found] == [
        ("qualification", 15.0, 10.0),
        ("competence", 40.0, 22.5),
        ("performance", 25.0, 0.0),
    ]
    assert "D3" in found[0].sentence.en and "20 hours of technical training" in found[1].sentence.en
    assert "no performance" in found[2].sentence.en


def test_same_points_differ_in_nothing_and_strange_points_are_named():
    ours = {"qualification": 15.0, "competence": 40.0, "performance": 25.0, "discipline": 5.0}

    assert differences(ours, ours, "jpt", load()) == ()
    strange = differences(ours, {**ours, "competence": 13.0}, "jpt", load())
    assert "not in this version" in strange[0].sentence.en
