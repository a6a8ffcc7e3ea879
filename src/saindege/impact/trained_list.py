"""A list that says which office was trained when, as a training officer keeps it in a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal

from saindege.base import table
from saindege.base.errors import Problem, Sentence
from saindege.people import spelling

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "office": ("office", "kantor", "unit kerja", "opd", "perangkat daerah", "kelurahan", "unit", "instansi"),
    "trained_on": (
        "trained on", "trained", "first treated", "tanggal dilatih", "tanggal pelatihan", "dilatih", "tanggal",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TrainedList:
    """What a list says.

    Attributes
    ----------
    trained_on : key of the office to the day its training ended, None where the list leaves it empty
    problems : rows that were not understood, with what to do; none of them is guessed
    rows : rows of the list
    """

    trained_on: Mapping[str, date | None]
    problems: tuple[Problem, ...]
    rows: int


def read_trained_list(
    path: Path,
    offices: Mapping[str, str],
    *,
    sheet: str | None = None,
    order: Literal["day_first", "month_first"] | None = None,
) -> TrainedList:
    """Read a list of offices and dates.

    Parameters
    ----------
    offices : key of each office of the study to its name
    order : how dates such as 10/12/2026 are written; asked back where the column itself does not tell

    Raises
    ------
    BadInput : the file or its columns cannot be used
    """
    read = table.read_table(path, sheet=sheet)
    places = table.match_columns(read.columns, COLUMNS, required=("office", "trained_on"))
    names = read.texts(places["office"])
    days = read.dates(places["trained_on"], "trained_on", order)
    matches = spelling.match_offices([name for name in names if name], offices)
    found: dict[str, date | None] = {}
    first_row: dict[str, int] = {}
    problems = list(days.problems)
    for row, name, day in zip(read.row_numbers, names, days.values, strict=True):
        if not name:
            continue
        match = matches[name]
        if match.key is None:
            problems.append(_unknown(row, name, [offices[key] for key in match.suggestions]))
        elif match.key in found and found[match.key] != day:
            problems.append(_twice(row, name, first_row[match.key]))
        else:
            found[match.key] = day
            first_row.setdefault(match.key, row)
    return TrainedList(found, tuple(sorted(problems, key=lambda each: each.row or 0)), len(names))


def _unknown(row: int, name: str, near: list[str]) -> Problem:
    hint = f" Mungkin maksudnya: {', '.join(near)}." if near else " Tulis nama seperti di halaman ini."
    hint_en = f" Perhaps: {', '.join(near)}." if near else " Write the name as on this page."
    sentence = Sentence(
        id=f"“{name}” bukan kantor dalam kajian ini.{hint}",
        en=f"“{name}” is no office of this study.{hint_en}",
    )
    return Problem("unknown_value", sentence, row=row, column="office")


def _twice(row: int, name: str, earlier: int) -> Problem:
    sentence = Sentence(
        id=f"“{name}” sudah ada di baris {earlier} dengan tanggal lain. Sisakan satu.",
        en=f"“{name}” stands in row {earlier} with another date. Keep one.",
    )
    return Problem("conflict", sentence, row=row, column="trained_on")
