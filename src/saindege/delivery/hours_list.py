"""A list of trainings as offices keep it: who, which form, how much, when; counted in learning hours."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from saindege.base import table
from saindege.base.errors import BadInput, Problem, Sentence
from saindege.delivery import learning_hours
from saindege.delivery.learning_hours import Training
from saindege.people import person_column
from saindege.programme import method
from saindege.programme.method import Level

COLUMNS = {
    "person": person_column.WORDS,
    "form": ("form", "bentuk", "bentuk pelatihan", "jenis", "jenisDiklatId"),
    "quantity": ("quantity", "jumlah", "banyaknya"),
    "level": ("level", "tingkat"),
    "date": ("date", "tanggal"),
    "hours": ("hours", "jam", "jp", "jam pelajaran"),
}
LEVELS = {
    "national": "national",
    "nasional": "national",
    "international": "international",
    "internasional": "international",
}


_NO_TARGET = Sentence(
    id="Target harus nol atau lebih. Tulis jumlah JP, misalnya --target 20.",
    en="The target must be zero or more. Write a number of hours, for example --target 20.",
)


@dataclass(frozen=True, slots=True)
class CountedRow:
    """One row of the list.

    Attributes
    ----------
    row : as a spreadsheet shows it
    hours : JP counted
    rule : the sum in words
    """

    row: int
    hours: float
    rule: str


@dataclass(frozen=True, slots=True)
class PersonTotal:
    """What one person has, JP, against the target."""

    person: str
    hours: float
    target: float
    met: bool


@dataclass(frozen=True, slots=True)
class CountedList:
    """A whole list, counted.

    Attributes
    ----------
    people : in the order in which they first occur
    rows : in the order of the file
    rule_version : of the table of forms
    """

    people: tuple[PersonTotal, ...]
    rows: tuple[CountedRow, ...]
    rule_version: str


def count_list(path: Path, *, target: float | None = None, sheet: str | None = None) -> CountedList:
    """Count the learning hours of a list of trainings.

    Parameters
    ----------
    target : JP a person should have; by default the yearly duty of the table of forms

    Raises
    ------
    BadInput : the file cannot be read, a column is missing, or rows have faults; all of them are named; or the
        target is no number of hours
    """
    forms = method.load()
    aim = forms.yearly_target if target is None else target
    if not 0 <= aim < math.inf:
        raise BadInput(_NO_TARGET, code="out_of_range")
    read = table.read_table(path, sheet=sheet)
    trainings = _trainings(read, forms)
    credits = learning_hours.credit(trainings)
    sums = learning_hours.total_by_person(trainings)
    return CountedList(
        people=tuple(
            # Sums of tenths may end a hair below a whole target.
            PersonTotal(person, hours, aim, hours >= aim - 1e-9)
            for person, hours in sums.items()
        ),
        rows=tuple(
            CountedRow(row, one.hours, one.rule) for row, one in zip(read.row_numbers, credits, strict=True)
        ),
        rule_version=forms.version,
    )


def _trainings(read: table.Table, forms: method.LearningForms) -> list[Training]:
    columns, problems = _columns(read)
    faulty = {(each.row, each.column) for each in problems}
    found: list[Training] = []
    rows = zip(read.row_numbers, *(columns[name] for name in COLUMNS), strict=True)
    for row, person, form, quantity, level, on, hours in rows:
        meant = _form(form, forms)
        faults = [
            *([_blank("person")] if not person else []),
            *([meant] if isinstance(meant, Problem) else []),
            *([_blank("date")] if on is None else []),
            *_amount_faults(meant, quantity, hours),
        ]
        # A cell that could not be read is named already.
        new = [replace(each, file=read.file, row=row) for each in faults if (row, each.column) not in faulty]
        problems += new
        if not new and not isinstance(meant, Problem) and on is not None:
            kind = cast(Level, level or "national")
            found.append(Training(person, meant, on, quantity or 0.0, hours, kind))
    if problems:
        problems.sort(key=lambda each: (each.row or 0, each.column or ""))
        raise BadInput(problems[0].sentence, code=problems[0].code, problems=problems)
    return found


def _columns(read: table.Table) -> tuple[dict[str, Sequence[Any]], list[Problem]]:
    """Read every column that is there; one that is not is blank."""
    places = table.match_columns(
        read.columns,
        COLUMNS,
        chosen=person_column.names_beside_numbers(read.columns),
        required=("person", "form", "date"),
        file=read.file,
    )
    if "quantity" not in places and "hours" not in places:
        # One of the two is needed; asking for the first names what is missing.
        asked = {"quantity": COLUMNS["quantity"]}
        table.match_columns(read.columns, asked, required=("quantity",), file=read.file)
    columns: dict[str, Sequence[Any]] = {name: [None] * len(read) for name in COLUMNS}
    problems = person_column.rounded_numbers(read, places["person"])
    for name, place in places.items():
        if name in ("person", "form"):
            columns[name] = read.texts(place)
            continue
        if name == "date":
            column = read.dates(place, name)
        elif name == "level":
            column = read.choices(place, name, LEVELS)
        else:
            column = read.numbers(place, name)
        columns[name] = column.values
        problems += column.problems
    return columns, problems


def _form(text: str | None, forms: method.LearningForms) -> method.LearningForm | Problem:
    if not text:
        return _blank("form")
    try:
        return forms.find(text)
    except method.UnknownForm as error:
        return Problem(error.code, error.sentence, column="form")


def _amount_faults(
    form: method.LearningForm | Problem, quantity: float | None, hours: float | None
) -> list[Problem]:
    faults = [
        Problem(
            "out_of_range",
            Sentence(
                id=f"{value:g} kurang dari nol. Tulis nol atau lebih.",
                en=f"{value:g} is below zero. Write zero or more.",
            ),
            column=column,
        )
        for column, value in (("quantity", quantity), ("hours", hours))
        if value is not None and value < 0
    ]
    if isinstance(form, Problem):
        return faults
    if quantity is None and (form.unit != "hour" or hours is None):
        faults.append(_blank("hours" if form.unit == "hour" else "quantity"))
    return faults


def _blank(column: str) -> Problem:
    code = {"date": "not_a_date", "quantity": "not_a_number", "hours": "not_a_number"}.get(
        column, "unknown_value"
    )
    return Problem(
        code,
        Sentence(
            id=f"Kolom {column} kosong. Isi sel ini.", en=f"The column {column} is blank. Fill this cell."
        ),
        column=column,
    )
