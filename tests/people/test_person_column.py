"""The column that names the person: numbers before names, none rounded, nobody twice."""

from __future__ import annotations

import pytest

from saindege.base.table import Table
from saindege.people import person_column


def table(*rows, columns=("NIP", "nilai")):
    return Table("daftar.xlsx", columns, rows, range(2, 2 + len(rows)))


@pytest.mark.parametrize(
    ("columns", "left_out"),
    [
        (("No", "NIP", "Nama", "nilai"), {"Nama": ""}),
        (("Nama Lengkap", "nip baru"), {"Nama Lengkap": ""}),
        (("Nama", "nilai"), {}),
        (("NIP", "nilai"), {}),
    ],
)
def test_names_are_left_out_beside_numbers_only(columns, left_out):
    assert person_column.names_beside_numbers(columns) == left_out


def test_number_that_a_spreadsheet_has_rounded_is_named_and_nobody_is_called_doubled():
    # Two people whose numbers differ only in the last digit are the same number to a spreadsheet.
    read = table(
        (198609262015051008.0, 1), ("1.98609E+17", 2), ("198609262015051001", 3), (198609262015051008.0, 4)
    )

    found = person_column.not_one_row_each(read, 0)

    assert [(each.row, each.column, each.code) for each in found] == [
        (2, "person", "unknown_value"),
        (3, "person", "unknown_value"),
        (5, "person", "unknown_value"),
    ]
    assert "Ubah format kolom menjadi Teks" in found[0].sentence.id


def test_later_rows_of_a_person_are_named_and_blanks_are_nobody():
    read = table(("A", 1), (None, 2), ("B", 3), ("A", 4), (None, 5), ("A", 6))

    found = person_column.not_one_row_each(read, 0)

    assert [(each.row, each.code) for each in found] == [(5, "duplicate"), (7, "duplicate")]
    assert found[0].sentence.en == "A stands in row 2 already. Leave one row for each person."
