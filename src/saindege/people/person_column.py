"""Which column names the person: lists of offices hold the number and the name side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from saindege.base.errors import Problem, Sentence
from saindege.base.table import Table, normalise
from saindege.people.staff_row import ROUNDED, is_rounded

NUMBER: Final = ("nip", "nip baru")
NAME: Final = ("nama", "nama lengkap", "name", "peserta", "pegawai")
WORDS: Final = (*NUMBER, *NAME)

_NUMBERS: Final = frozenset(map(normalise, NUMBER))
_NAMES: Final = frozenset(map(normalise, NAME))


def names_beside_numbers(columns: Sequence[str]) -> dict[str, str]:
    """Return the headers to leave out: names, where numbers tell people apart better; to be handed on as ``chosen``."""
    plain = {header: normalise(header) for header in columns}
    if not _NUMBERS & set(plain.values()):
        return {}
    return {header: "" for header, written in plain.items() if written in _NAMES}


def rounded_numbers(read: Table, place: int) -> list[Problem]:
    """Name the rows whose number a spreadsheet has rounded: two people would become one."""
    return [
        Problem("unknown_value", ROUNDED, read.file, row, "person")
        for row, cell in zip(read.row_numbers, read.cells(place), strict=True)
        if is_rounded(cell)
    ]


def not_one_row_each(read: Table, place: int) -> list[Problem]:
    """Name the rows of people who stand in an earlier row already, or whose number is rounded; blanks are nobody."""
    first: dict[str, int] = {}
    return rounded_numbers(read, place) or [
        Problem("duplicate", _twice(person, first[person]), read.file, row, "person")
        for row, person in zip(read.row_numbers, read.texts(place), strict=True)
        if person and first.setdefault(person, row) != row
    ]


def _twice(person: str, row: int) -> Sentence:
    return Sentence(
        id=f"{person} sudah ada di baris {row}. Sisakan satu baris untuk setiap orang.",
        en=f"{person} stands in row {row} already. Leave one row for each person.",
    )
