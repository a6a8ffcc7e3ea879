"""A table of diplomas, one row each: every row read or refused, each with its reason; and which level is the highest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from saindege.base.errors import Sentence
from saindege.people import nip, vocabulary
from saindege.people.level_lists import BLANK, Faults, ReadRows, column_texts, open_list, plain_name

EARLIEST: Final = 1940
_LONGEST_STUDY: Final = 120
_LONGEST_INSTITUTION: Final = 200


@dataclass(frozen=True, slots=True)
class DiplomaRow:
    """One diploma as a table gives it.

    Attributes
    ----------
    person : the number, digits only
    level : as the register writes levels
    study, institution : '' where the table does not say; year : None then
    """

    row: int
    person: str
    level: str
    study: str
    institution: str
    year: int | None


def read_diplomas(path: Path | str, *, as_of: date, sheet: str | None = None) -> ReadRows[DiplomaRow]:
    """Read diplomas: number and level; field of study, school and year where there are any.

    A row that says the same again stands once; rows that contradict each other are all refused.

    Raises
    ------
    BadInput : the file is no table, or a column is missing
    """
    opened, places = open_list(path, sheet, "education", ("person", "level"))
    columns = ("person", "level", "study", "institution", "year")
    texts = {name: column_texts(opened, places.get(name)) for name in columns}
    names = vocabulary.load().values["education"]
    faults = Faults(opened.file, [])
    rows: list[DiplomaRow] = []
    for place, number in enumerate(opened.row_numbers):
        person, level = nip.clean(texts["person"][place]), names.find(texts["level"][place])
        year = _year(texts["year"][place], as_of)
        if not person or not texts["level"][place]:
            faults.add(number, "level" if person else "person", "unknown_value", BLANK)
        elif level is None:
            faults.add(number, "level", "unknown_value", _levels_known(names.values))
        elif year is None and texts["year"][place]:
            faults.add(number, "year", "out_of_range", _YEAR)
        else:
            rows.append(
                DiplomaRow(
                    number,
                    person,
                    level,
                    texts["study"][place][:_LONGEST_STUDY],
                    texts["institution"][place][:_LONGEST_INSTITUTION],
                    year,
                )
            )
    return ReadRows(_once(rows, faults), faults.listed(), len(opened))


def highest(levels: Iterable[str]) -> str:
    """Return the highest of these levels, '' of none."""
    order = vocabulary.load().values["education"].values
    return min((level for level in levels if level in order), key=order.index, default="")


def _year(text: str, as_of: date) -> int | None:
    """Return a year of graduation, also out of a whole date; None where it cannot be one."""
    digits = [part for part in text.replace("/", "-").replace(".", "-").split("-") if len(part) == 4]
    year = int(digits[0]) if len(digits) == 1 and digits[0].isdecimal() else None
    return year if year is not None and EARLIEST <= year <= as_of.year else None


def _once(rows: list[DiplomaRow], faults: Faults) -> tuple[DiplomaRow, ...]:
    groups: dict[tuple[str, str, str], list[DiplomaRow]] = {}
    for each in rows:
        groups.setdefault((each.person, each.level, plain_name(each.study)), []).append(each)
    kept = []
    for group in groups.values():
        if len({(each.year, plain_name(each.institution)) for each in group}) == 1:
            kept.append(group[0])
            continue
        listed = ", ".join(str(each.row) for each in group)
        for each in group:
            faults.add(each.row, "level", "conflict", _conflict(listed))
    return tuple(kept)


def _conflict(listed: str) -> Sentence:
    return Sentence(
        id=f"Baris {listed} menyebut ijazah yang sama dengan sekolah atau tahun yang berbeda. Sisakan satu.",
        en=f"Rows {listed} name the same diploma with different schools or years. Leave one.",
    )


def _levels_known(values: tuple[str, ...]) -> Sentence:
    known = ", ".join(values)
    return Sentence(
        id=f"Tingkat pendidikan ini tidak dikenal. Tulis salah satu: {known}.",
        en=f"This level of education is not known. Write one of: {known}.",
    )


_YEAR: Final = Sentence(
    id="Tahun lulus ini tidak mungkin. Tulis empat angkanya, misalnya 2009; bukan tahun yang belum tiba.",
    en="This year of graduation is impossible. Write its four digits, such as 2009, and no year to come.",
)
