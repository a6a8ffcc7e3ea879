"""A kept staff list, read again: its columns with examples, and what each row says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings

from saindege.base import table
from saindege.people import staff_list
from saindege.people.app.models import StaffImport

EXAMPLES = 3
LONGEST_EXAMPLE = 60


@dataclass(frozen=True, slots=True)
class Opened:
    """What is known of a list before anybody confirms its columns.

    Attributes
    ----------
    columns : headers as written
    rows : rows below the header
    examples : header to its first filled cells
    sheets : visible sheets of a workbook; empty for any other kind of table
    """

    columns: tuple[str, ...]
    rows: int
    examples: Mapping[str, list[str]]
    sheets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list as read with confirmed columns.

    Attributes
    ----------
    staff : what the library made of it
    written : row and column of each fault to the cell as it stands in the file
    """

    staff: staff_list.StaffList
    written: Mapping[tuple[int, str], str]


def file_of(staff_import: StaffImport) -> Path:
    """Return where the raw file of an import is kept."""
    return Path(settings.MEDIA_ROOT) / staff_import.stored_file


def open_list(path: Path, *, sheet: str | None = None) -> Opened:
    """Read headers and a few cells of each column.

    Raises
    ------
    BadInput : the file is no table that we can read, or it is empty
    """
    opened = table.read_table(path, sheet=sheet)
    return Opened(
        tuple(opened.columns),
        len(opened),
        {header: _first_filled(opened.texts(position)) for position, header in enumerate(opened.columns)},
        table.list_sheets(path),
    )


def recognised(columns: Iterable[str]) -> dict[str, str]:
    """Return header to our column for the headers that speak for themselves, '' for the others."""
    headers = list(columns)
    found = staff_list.recognise_columns(headers, required=())
    ours = {position: name for name, position in found.items()}
    return {header: ours.get(position, "") for position, header in enumerate(headers)}


def read_list(path: Path, *, mapping: Mapping[str, str], as_of: date, sheet: str | None = None) -> ReadList:
    """Read every row with the columns that a person confirmed.

    Raises
    ------
    BadInput : the columns are not enough, or clash
    """
    staff = staff_list.read_staff_list(path, as_of=as_of, chosen=mapping, sheet=sheet)
    return ReadList(staff, _written(path, staff, sheet))


def _written(path: Path, staff: staff_list.StaffList, sheet: str | None) -> dict[tuple[int, str], str]:
    wanted = {(fault.row, fault.column) for fault in (*staff.problems, *staff.warnings)}
    if not wanted:
        return {}
    opened = table.read_table(path, sheet=sheet)
    places = {row: place for place, row in enumerate(opened.row_numbers)}
    cells = {
        column: opened.texts(opened.columns.index(staff.columns[column]))
        for column in {column for _, column in wanted if column in staff.columns}
    }
    return {
        (row, column): cells[column][places[row]] or ""
        for row, column in wanted
        if column in cells and row in places
    }


def _first_filled(texts: Iterable[str | None]) -> list[str]:
    filled: list[str] = []
    for text in texts:
        if text and text not in filled:
            filled.append(text if len(text) <= LONGEST_EXAMPLE else f"{text[: LONGEST_EXAMPLE - 1]}…")
        if len(filled) == EXAMPLES:
            break
    return filled
