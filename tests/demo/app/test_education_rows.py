"""Every invented person has schools that lead to the education on the staff list."""

from __future__ import annotations

import pytest

from saindege.demo import tables
from saindege.people import diploma_list, vocabulary


def test_every_way_ends_at_its_own_level_and_has_an_age_for_each():
    rules = tables.read_toml("data/education.toml")

    known = vocabulary.load().values["education"].values
    assert set(rules["way"]) <= set(known)
    for level, way in rules["way"].items():
        assert diploma_list.highest(way) == level == way[-1]
        ages = [rules["age"][each] for each in way]
        assert ages == sorted(ages)


@pytest.mark.parametrize("field", ["structural", "teachers", "nurses", "specialists", "otherwise"])
def test_every_field_has_studies(field):
    assert len(tables.read_toml("data/education.toml")["study"][field]) >= 2
