"""Numbers in every notation, and the question where one can be read in two ways."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saindege.base import table
from saindege.base.errors import BadInput
from saindege.base.table import numbers
from saindege.base.table.content import Table


def column(*cells, others=()):
    rows = [[cell, *others] for cell in cells]
    return Table(
        "a.csv", ["angka", *(f"lain {at}" for at in range(len(others)))], rows, range(2, len(rows) + 2)
    )


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1250", 1250),
        ("-7", -7),
        ("−7", -7),
        ("1,5", 1.5),
        ("1.5", 1.5),
        ("12,50", 12.5),
        ("0,125", 0.125),
        ("0.125", 0.125),
        (",5", 0.5),
        ("1.250.000", 1250000),
        ("1,250,000", 1250000),
        ("1.250,75", 1250.75),
        ("1,250.75", 1250.75),
        ("1 250 000", 1250000),
        ("1\u00a0250,5", 1250.5),
        ("Rp 1.250.000,-", 1250000),
        ("Rp1.250.000,00", 1250000),
        ("-Rp 5.000.000", -5000000),
        ("85%", 0.85),
        ("12,5 %", 0.125),
        ("1,98609E+17", 1.98609e17),
        ("1.5e-3", 0.0015),
        ("1234.567", 1234.567),
    ],
)
def test_number_that_can_mean_one_thing_is_read(written, value):
    assert column(written).numbers(0, "x").values == [pytest.approx(value, rel=1e-12)]


@pytest.mark.parametrize(
    "written", ["dua", "1.2.3", "1,2,3", "1.25.000", "12a", "--5", "1,,5", "5-", "٣", "1e999", "∞"]
)
def test_text_that_is_no_number_is_a_problem_with_row_and_column(written):
    read = column("3", written).numbers(0, "hours")

    assert read.values == [3.0, None]
    assert [(one.file, one.row, one.column, one.code) for one in read.problems] == [
        ("a.csv", 3, "hours", "not_a_number")
    ]


@pytest.mark.parametrize("written", [None, "-", "NA", "n/a", "#N/A", "NaN", "null"])
def test_mark_of_a_missing_number_is_a_blank(written):
    assert column(written, "1").numbers(0, "x") == table.Column([None, 1.0], ())


def test_date_in_a_column_of_numbers_tells_of_the_spreadsheet(refusal):
    read = column(date(2026, 5, 1)).numbers(0, "x")

    assert read.problems[0].code == "not_a_number" and "Excel" in read.problems[0].sentence.id


def test_yes_is_no_number():
    assert [one.code for one in column(True).numbers(0, "x").problems] == ["not_a_number"]


def test_column_that_may_be_thousands_or_decimals_is_refused_with_the_question(refusal):
    error = refusal(lambda: column("1.250", "2.500").numbers(0, "budget"))

    assert error.code == "not_a_number" and "1.250" in error.sentence.id and "?" in error.sentence.id
    assert [(one.row, one.column) for one in error.problems] == [(2, "budget")]


@pytest.mark.parametrize(
    ("telling", "value"), [("1.250.000", 1250), ("2,5", 1250), ("2.5", 1.25), ("0.125", 1.25)]
)
def test_one_sure_number_answers_for_the_column(telling, value):
    assert column("1.250", telling).numbers(0, "x").values[0] == value


def test_another_column_of_the_file_answers_where_the_column_cannot():
    assert column("1.250", others=("2,5",)).numbers(0, "x").values == [1250.0]
    assert column("1.250", others=("2.5",)).numbers(0, "x").values == [1.25]


def test_column_that_answers_in_two_ways_is_refused(refusal):
    assert refusal(lambda: column("1.250", "2,5", "2.5").numbers(0, "x")).code == "not_a_number"


@given(st.floats(-1e12, 1e12).map(lambda value: round(value, 2)))
def test_each_notation_gives_the_number_back(value):
    english = f"{value:,.2f}"
    indonesian = english.translate(str.maketrans(",.", ".,"))

    assert numbers.read_number(english, ".") == value
    assert numbers.read_number(indonesian, ",") == value
    assert column(indonesian).numbers(0, "x").values == [value]
    assert column(repr(value), "0.5").numbers(0, "x").values[0] == value


@given(
    st.lists(
        st.one_of(st.none(), st.text(max_size=12), st.floats(), st.integers(), st.booleans(), st.dates())
    )
)
def test_any_cells_are_read_told_or_asked_about(cells):
    read = column("0,5", *cells)
    try:
        found = read.numbers(0, "x")
    except BadInput as question:
        found = None
        code = question.code

    if found is None:
        assert code == "not_a_number"
    else:
        assert len(found.values) == len(cells) + 1
        assert all(value is None or abs(value) < float("inf") for value in found.values)
