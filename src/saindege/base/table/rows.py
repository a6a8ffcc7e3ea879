"""What every reader of a file hands on: rows of cells with the numbers that a spreadsheet shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

# A datetime is a date to the type checker; ``dates`` and ``moments`` tell them apart.
Cell = str | int | float | date | bool | None


@dataclass(frozen=True, slots=True)
class Header:
    """Where the table begins.

    Attributes
    ----------
    columns : headers as written, '' where a column has none
    below : position of the first row under the header
    """

    columns: tuple[str, ...]
    below: int


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a file.

    Attributes
    ----------
    cells : the rows; a blank cell is None, a row may be shorter than the header
    numbers : number of each row as a spreadsheet shows it
    header : where the kind of file knows its headers; otherwise they are searched among the first rows
    may_be_serial : whether a whole number in a column of dates is a spreadsheet's serial date
    """

    cells: Sequence[Sequence[Cell]]
    numbers: Sequence[int]
    header: Header | None = None
    may_be_serial: bool = True
