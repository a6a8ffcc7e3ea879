"""A list of offices and dates, as an officer keeps it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from saindege.base.errors import BadInput
from saindege.impact.trained_list import read_trained_list

OFFICES = {"1": "Kelurahan Wek I", "2": "Kelurahan Wek V", "3": "Kelurahan Losung"}


def _list(folder: Path, *rows: str, header: str = "Unit Kerja;Gelombang;Tanggal Dilatih") -> Path:
    path = folder / "dilatih.csv"
    path.write_text("\n".join([header, *rows]), "utf-8")
    return path


def test_abbreviations_and_blank_dates_are_understood(tmp_path: Path) -> None:
    read = read_trained_list(_list(tmp_path, "Kel. Wek 1;1;17/09/2025", "KELURAHAN LOSUNG;;"), OFFICES)

    assert read.trained_on == {"1": date(2025, 9, 17), "3": None}
    assert read.problems == ()
    assert read.rows == 2


def test_unknown_office_is_named_with_its_row_and_never_guessed(tmp_path: Path) -> None:
    read = read_trained_list(_list(tmp_path, "Kelurahan Losong;1;17/09/2025"), OFFICES)

    (problem,) = read.problems
    assert (problem.code, problem.row, problem.column) == ("unknown_value", 2, "office")
    assert "Kelurahan Losung" in problem.sentence.id
    assert read.trained_on == {}


def test_office_with_two_dates_keeps_the_first_and_tells_the_second(tmp_path: Path) -> None:
    read = read_trained_list(
        _list(tmp_path, "Kelurahan Wek V;1;17/09/2025", "Kel Wek V;2;18/09/2025"), OFFICES
    )

    assert read.trained_on == {"2": date(2025, 9, 17)}
    assert [(each.code, each.row) for each in read.problems] == [("conflict", 3)]


def test_column_that_can_be_read_two_ways_is_asked_about(tmp_path: Path) -> None:
    path = _list(tmp_path, "Kelurahan Wek V;1;10/12/2025")

    with pytest.raises(BadInput) as refused:
        read_trained_list(path, OFFICES)
    read = read_trained_list(path, OFFICES, order="day_first")

    assert refused.value.code == "ambiguous_date"
    assert read.trained_on == {"2": date(2025, 12, 10)}


def test_list_without_a_date_column_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refused:
        read_trained_list(_list(tmp_path, "Kelurahan Wek V;1", header="Unit Kerja;Catatan"), OFFICES)

    assert refused.value.code == "missing_column"
