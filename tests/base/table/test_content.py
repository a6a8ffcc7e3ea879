"""Texts, yes and no, and choices out of a few."""

from __future__ import annotations

from datetime import date

import pytest

from saindege.base import table
from saindege.base.table.content import Table


def column(*cells):
    return Table("a.csv", ["isi"], [[cell] for cell in cells], range(2, len(cells) + 2))


def test_texts_are_written_as_people_do():
    cells = ["NA", 7, 7.0, 7.25, 198609262015051001, True, date(2026, 8, 17), None]

    assert column(*cells).texts(0) == [
        "NA",
        "7",
        "7",
        "7.25",
        "198609262015051001",
        "TRUE",
        "2026-08-17",
        None,
    ]


def test_yes_and_no_in_both_languages():
    yes = column("ya", "Ya", "Y", "yes", "TRUE", "benar", "1", 1, 1.0, True).booleans(0, "x")
    no = column("tidak", "T", "no", "FALSE", "salah", "0", 0, False).booleans(0, "x")

    assert (set(yes.values), yes.problems, set(no.values), no.problems) == ({True}, (), {False}, ())


def test_neither_yes_nor_no_is_a_problem_and_blank_is_blank():
    read = column(None, "mungkin", 2).booleans(0, "seminar")

    assert read.values == [None, None, None]
    assert [(one.row, one.column, one.code) for one in read.problems] == [
        (3, "seminar", "unknown_value"),
        (4, "seminar", "unknown_value"),
    ]


def test_choice_is_found_by_its_names_and_the_allowed_are_listed():
    names = {"nasional": "national", "national": "national", "internasional": "international"}

    read = column("Nasional", " INTER-nasional", None, "lokal").choices(0, "level", names)

    assert read.values == ["national", "international", None, None]
    assert [one.code for one in read.problems] == ["unknown_value"]
    assert "national, international" in read.problems[0].sentence.en


def test_row_shorter_than_the_header_is_blank_there():
    assert Table("a.csv", ["a", "b"], [["1"], ["2", "3"]], [2, 3]).texts(1) == [None, "3"]


@pytest.mark.parametrize(
    "name", ["Cell", "Column", "DayOrder", "Limits", "Table", "match_columns", "normalise", "read_table"]
)
def test_package_gives_what_others_need(name):
    assert hasattr(table, name)
