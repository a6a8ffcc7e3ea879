"""Words with fields: plain values in, plain words out, nothing else reached."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.delivery.official import closing, filling, letters

FORMS = (*letters.FORMS, *closing.FORMS)


def test_fields_are_filled_as_they_are():
    assert filling.filled("{{ kursus }} & {{ jp }} JP", {"kursus": "<Arsip>", "jp": "8"}) == "<Arsip> & 8 JP"


@given(st.text())
def test_value_is_never_read_as_a_command(value):
    assert filling.filled("{{ kursus }}", {"kursus": value}) == value


@pytest.mark.parametrize(
    ("condition", "rows", "expected"),
    [("", [], True), ("lulusan", [1], True), ("lulusan", [], False), ("not lulusan", [], True)],
)
def test_part_belongs_to_the_paper_where_its_condition_holds(condition, rows, expected):
    assert filling.holds(condition, {"lulusan": rows}) is expected


def test_signs_that_no_page_shows_are_left_out():
    assert filling.cleaned("Am\x00ran\x07 \x1bRambe\nBaris\u202e dua") == "Amran Rambe\nBaris dua"


@pytest.mark.parametrize("form", FORMS, ids=[one.key for one in FORMS])
def test_every_field_has_a_name_of_its_own_and_an_example(form):
    names = [one.name for one in form.fields.single] + [one.name for one in form.fields.lists]

    assert len(names) == len(set(names))
    assert set(form.fields.examples()) == set(names)
    assert all(len(rows.examples()[1]) == len(rows.fields) for rows in form.fields.lists)
