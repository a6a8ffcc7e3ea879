"""A staff list as people really have it: every row read, every fault named, nothing guessed in silence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from saindege.base import table
from saindege.base.errors import BadInput, Problem, Sentence
from saindege.people import nip, spelling, vocabulary
from saindege.people.staff_row import Line, StaffRow, read_line

REQUIRED: Final = ("nip", "name")

__all__ = ["Duplicate", "StaffList", "StaffRow", "read_staff_list", "recognise_columns"]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A number that stands in several rows.

    Attributes
    ----------
    nip : the number
    rows : all its rows, the first one being accepted unless it has a fault of its own
    alike : whether the rows say the same about the person
    """

    nip: str
    rows: tuple[int, ...]
    alike: bool


@dataclass(frozen=True, slots=True)
class StaffList:
    """What a staff list holds.

    Attributes
    ----------
    file : its name
    rows : rows below the header, empty ones left out
    accepted : rows without a problem, in the order of the file
    problems : what keeps a row out, all of them, by row
    warnings : what to look at in an accepted row
    duplicates : numbers in several rows
    numbers_left_out : valid numbers that stand only in rows with a problem
    columns : our column to the header it was found under
    rule_version : version of the vocabulary
    """

    file: str
    rows: int
    accepted: tuple[StaffRow, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    duplicates: tuple[Duplicate, ...]
    numbers_left_out: frozenset[str]
    columns: Mapping[str, str]
    rule_version: str


def read_staff_list(
    path: Path | str, *, as_of: date, sheet: str | None = None, chosen: Mapping[str, str] | None = None
) -> StaffList:
    """Read a staff list; a row with a problem is left out, a doubled number counts once.

    Parameters
    ----------
    path : a table of any kind that is understood
    as_of : the day on which numbers are judged
    sheet : sheet of a workbook; the first unless named
    chosen : header of the file to our column, or to '' to leave it out

    Raises
    ------
    BadInput : the file, its columns or the notation of its dates cannot be used
    """
    opened = table.read_table(path, sheet=sheet)
    words = vocabulary.load()
    places = recognise_columns(opened.columns, chosen=chosen)
    lines = _lines(opened, places, as_of)
    rows = [read_line(line, words, as_of=as_of) for line in lines]
    duplicates = _refuse_doubled(lines, rows)
    _refuse_doubled_people(lines, rows)
    accepted = tuple(row for row, line in zip(rows, lines, strict=True) if not line.problems)
    known = {row.nip for row in accepted}
    faulty = (row.nip for row, line in zip(rows, lines, strict=True) if line.problems and row.nip)
    left_out = frozenset(number for number in faulty if _is_sound(number, as_of)) - known
    return StaffList(
        file=opened.file,
        rows=len(opened),
        accepted=accepted,
        problems=_in_file(opened.file, (line.problems for line in lines)),
        warnings=_in_file(opened.file, (line.warnings for line in lines if not line.problems)),
        duplicates=duplicates,
        numbers_left_out=left_out,
        columns={name: opened.columns[place] for name, place in places.items()},
        rule_version=words.version,
    )


def recognise_columns(
    columns: Sequence[str], *, chosen: Mapping[str, str] | None = None, required: Sequence[str] = REQUIRED
) -> dict[str, int]:
    """Return our columns with their positions, recognised by header or chosen.

    Parameters
    ----------
    columns : headers of the file
    chosen : header of the file to our column, or to '' to leave it out; beats what the header says
    required : our columns that must be there

    Raises
    ------
    BadInput : a required column is missing, a chosen one is unknown, or two headers mean the same
    """
    words = vocabulary.load()
    found = table.match_columns(columns, words.columns, chosen=chosen)
    left_out = {header: "" for header, name in (chosen or {}).items() if not name}
    otherwise = {name: headers for name, headers in words.columns_otherwise.items() if name not in found}
    taken = set(found.values())
    for name, position in table.match_columns(columns, otherwise, chosen=left_out).items():
        if position not in taken:
            found[name] = position
    missing = {name: words.columns[name] for name in required if name not in found}
    if missing:
        # Asked again only for its sentence, which names the headers that would do.
        table.match_columns(columns, words.columns, chosen=chosen, required=required)
    return found


def _lines(opened: table.Table, places: Mapping[str, int], as_of: date) -> list[Line]:
    numbers = opened.cells(places["nip"])
    texts = {name: opened.texts(place) for name, place in places.items() if name not in ("nip", "birth_date")}
    births = _birth_dates(opened, places, as_of)
    faults = {problem.row: problem for problem in births.problems}
    lines = []
    for at, row in enumerate(opened.row_numbers):
        said = {name: " ".join(cell.split()) for name, column in texts.items() if (cell := column[at])}
        line = Line(row, numbers[at], said, births.values[at])
        if row in faults:
            line.warnings.append(faults[row])
        lines.append(line)
    return lines


def _birth_dates(opened: table.Table, places: Mapping[str, int], as_of: date) -> table.Column:
    place = places.get("birth_date")
    if place is None:
        return table.Column([None] * len(opened), ())
    try:
        return opened.dates(place, "birth_date")
    except BadInput as question:
        if question.code != "ambiguous_date":
            raise
        # The numbers hold the birth dates too: they answer which is the day and which is the month.
        within = [nip.parse(cell or "", as_of=as_of).birth_date for cell in opened.texts(places["nip"])]
        day_first = opened.dates(place, "birth_date", order="day_first")
        month_first = opened.dates(place, "birth_date", order="month_first")
        agree = _agreeing(day_first.values, within), _agreeing(month_first.values, within)
        if agree[0] == agree[1]:
            raise
        return day_first if agree[0] > agree[1] else month_first


def _agreeing(dates: Sequence[date | None], within: Sequence[date | None]) -> int:
    return sum(
        one is not None and one == other and one.day != one.month
        for one, other in zip(dates, within, strict=True)
    )


def _refuse_doubled(lines: Sequence[Line], rows: Sequence[StaffRow]) -> tuple[Duplicate, ...]:
    places: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        if row.nip and len(row.nip) == nip.LENGTH:
            places.setdefault(row.nip, []).append(at)
    doubled = {number: found for number, found in places.items() if len(found) > 1}
    for found in doubled.values():
        first = rows[found[0]]
        for at in found[1:]:
            if _in_two_offices(first, rows[at]):
                lines[at].refuse(_doubled_elsewhere(first, rows[at]))
            else:
                lines[at].refuse(_doubled(first.row, "nip_duplicate", "nip", "NIP", "number"))
    return tuple(
        Duplicate(
            number,
            tuple(rows[at].row for at in found),
            alike=len({_said(rows[at]) for at in found}) == 1,
        )
        for number, found in doubled.items()
    )


def _said(row: StaffRow) -> StaffRow:
    """Return what a row says of a person, whatever its capitals and abbreviations."""
    office = spelling.plain_office(row.office) if row.office else ""
    return replace(row, row=0, name=row.name.casefold(), office=office, post=row.post.casefold())


def _refuse_doubled_people(lines: Sequence[Line], rows: Sequence[StaffRow]) -> None:
    """Refuse the later rows of somebody without a number: name and birth, or office, are all that tells them."""
    first: dict[tuple[object, ...], int] = {}
    for line, row in zip(lines, rows, strict=True):
        if row.nip is not None or line.problems:
            continue
        who = (row.name.casefold(), row.birth_date or row.office.casefold())
        if who in first:
            line.refuse(_doubled(first[who], "duplicate", "name", "orang", "person"))
        else:
            first[who] = row.row


def _doubled(first: int, code: str, column: str, indonesian: str, english: str) -> Problem:
    return Problem(
        code,
        Sentence(
            id=f"Sama dengan baris {first}: {indonesian} ini tercatat dua kali. Baris pertama yang dipakai; "
            "hapus atau perbaiki salah satunya.",
            en=f"The same {english} stands in row {first}. The first row counts; remove or mend one of them.",
        ),
        column=column,
    )


def _in_two_offices(first: StaffRow, other: StaffRow) -> bool:
    offices = {spelling.plain_office(row.office) for row in (first, other) if row.office}
    return len(offices) == 2


def _doubled_elsewhere(first: StaffRow, other: StaffRow) -> Problem:
    """One person in two offices of one list: a move that was written beside the old row, or a mistake."""
    return Problem(
        "nip_duplicate",
        Sentence(
            id=f"NIP ini tercatat dua kali, di dua kantor: {first.office} (baris {first.row}) dan {other.office} "
            "di sini. Baris pertama yang dipakai; pastikan kantor yang benar menurut SK, lalu hapus baris yang lain.",
            en=f"This number stands in two offices: {first.office} (row {first.row}) and {other.office} here. The first "
            "row counts; see in the decree which office is right, then remove the other row.",
        ),
        column="nip",
    )


def _is_sound(number: str, as_of: date) -> bool:
    return nip.parse(number, as_of=as_of).valid


def _in_file(file: str, found: Iterable[Sequence[Problem]]) -> tuple[Problem, ...]:
    return tuple(problem.in_file(file) for problems in found for problem in problems)
