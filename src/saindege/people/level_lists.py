"""Tables of assessments and of standards, as people have them: every row read or refused, each with its reason.

Tables of diplomas stand in ``diploma_list``; they are opened and told of here in the same way.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any, Final, Generic, Protocol, TypeVar

from saindege.base import table
from saindege.base.errors import Problem, Sentence
from saindege.people import competency, nip


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """One assessment as a table gives it; ``person`` is the number, digits only."""

    row: int
    person: str
    competency: str
    source: str
    level: int
    on: date
    evidence: str


@dataclass(frozen=True, slots=True)
class StandardRow:
    """One requirement as a table gives it; ``kind`` is '' where the table does not say."""

    row: int
    post: str
    competency: str
    level: int
    kind: str
    source: str


class _Numbered(Protocol):
    @property
    def row(self) -> int: ...


R = TypeVar("R", bound=_Numbered)


@dataclass(frozen=True, slots=True)
class ReadRows(Generic[R]):
    """A table as read.

    Attributes
    ----------
    accepted : in the order of the table; a row that says the same again stands once
    problems : of the rows that are refused, by row
    rows : all rows below the header
    """

    accepted: tuple[R, ...]
    problems: tuple[Problem, ...]
    rows: int


def read_assessments(path: Path | str, *, as_of: date, sheet: str | None = None) -> ReadRows[AssessmentRow]:
    """Read assessments: number, competency, level, source, date, and evidence where there is any.

    Raises
    ------
    BadInput : the file is no table, a column is missing, or its dates can be read in two ways
    """
    opened, places = open_list(
        path, sheet, "assessments", ("person", "competency", "level", "source", "date")
    )
    sources = opened.choices(places["source"], "source", _names("sources"))
    days = opened.dates(places["date"], "date")
    levels = _Levels(opened, places["level"], least=0)
    texts = {name: column_texts(opened, places.get(name)) for name in ("person", "competency", "evidence")}
    faults = Faults(opened.file, [*sources.problems, *days.problems])
    rows: list[AssessmentRow] = []
    for place, number in enumerate(opened.row_numbers):
        person, name = nip.clean(texts["person"][place]), texts["competency"][place]
        on, source, level = days.values[place], sources.values[place], levels.at(place)
        if not person or not name:
            faults.add(number, "person" if not person else "competency", "unknown_value", BLANK)
        elif level is None:
            faults.add(number, "level", "out_of_range", _LEVEL)
        elif isinstance(on, date) and on > as_of:
            faults.add(number, "date", "out_of_range", _FUTURE)
        elif source is None or on is None:
            faults.add_once(number, "source" if source is None else "date", "unknown_value", BLANK)
        else:
            rows.append(
                AssessmentRow(number, person, name, source, level, on, texts["evidence"][place][:200])
            )
    kept = _without_conflicts(
        rows,
        lambda each: (each.person, plain_name(each.competency), each.source, each.on),
        lambda each: (each.level,),
        faults,
    )
    return ReadRows(kept, faults.listed(), len(opened))


def read_standards(path: Path | str, *, sheet: str | None = None) -> ReadRows[StandardRow]:
    """Read standards: post, competency, level required; kind and decree where there are any.

    Raises
    ------
    BadInput : the file is no table, or a column is missing
    """
    opened, places = open_list(path, sheet, "standards", ("post", "competency", "level"))
    levels = _Levels(opened, places["level"], least=1)
    kinds = (
        opened.choices(places["kind"], "kind", _names("kinds")).values
        if "kind" in places
        else [None] * len(opened)
    )
    texts = {name: column_texts(opened, places.get(name)) for name in ("post", "competency", "source")}
    faults = Faults(opened.file, [])
    rows: list[StandardRow] = []
    for place, number in enumerate(opened.row_numbers):
        post, name, level = texts["post"][place], texts["competency"][place], levels.at(place)
        if not post or not name:
            faults.add(number, "post" if not post else "competency", "unknown_value", BLANK)
        elif len(post) > _LONGEST or len(name) > _LONGEST_COMPETENCY:
            faults.add(number, "post" if len(post) > _LONGEST else "competency", "out_of_range", _LONG)
        elif level is None:
            faults.add(number, "level", "out_of_range", _LEVEL_REQUIRED)
        else:
            rows.append(
                StandardRow(number, post, name, level, kinds[place] or "", texts["source"][place][:_LONGEST])
            )
    kept = _without_conflicts(
        rows,
        lambda each: (competency.plain_post(each.post), plain_name(each.competency)),
        lambda each: (each.level,),
        faults,
    )
    return ReadRows(kept, faults.listed(), len(opened))


def plain_name(name: str) -> str:
    """Return the name of a competency as it is compared: letters and digits only."""
    return table.normalise(name)


_LONGEST: Final = 200
_LONGEST_COMPETENCY: Final = 120


class _Levels:
    """Whole levels of one column; what is none is None."""

    def __init__(self, opened: table.Table, place: int, *, least: int) -> None:
        self.values = opened.numbers(place, "level").values
        self.least, self.most = least, 5

    def at(self, place: int) -> int | None:
        value = self.values[place]
        fits = value is not None and float(value).is_integer() and self.least <= value <= self.most
        return int(value) if fits and value is not None else None


class Faults:
    """Faults of one table while it is read."""

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        self.file, self.problems = file, list(problems)
        self.told = {each.row for each in problems}

    def add(self, row: int, column: str, code: str, sentence: Sentence) -> None:
        """Say what is wrong with one cell."""
        self.problems.append(Problem(code, sentence, self.file, row, column))
        self.told.add(row)

    def add_once(self, row: int, column: str, code: str, sentence: Sentence) -> None:
        """Say it unless something is said of the row already: the reader of the column knew more."""
        if row not in self.told:
            self.add(row, column, code, sentence)

    def listed(self) -> tuple[Problem, ...]:
        """Return all of them, by row."""
        return tuple(sorted(self.problems, key=lambda each: (each.row or 0, each.column or "")))


def _without_conflicts(
    rows: Sequence[R], identity: Callable[[R], Hashable], said: Callable[[R], Hashable], faults: Faults
) -> tuple[R, ...]:
    """Keep rows that say the same once; rows that contradict each other are all refused, whatever their order."""
    groups: dict[Hashable, list[R]] = {}
    for each in rows:
        groups.setdefault(identity(each), []).append(each)
    kept: list[R] = []
    for group in groups.values():
        if len({said(each) for each in group}) == 1:
            kept.append(group[0])
            continue
        sentence = _conflict([each.row for each in group])
        for each in group:
            faults.add(each.row, "level", "conflict", sentence)
    return tuple(kept)


def _conflict(rows: Sequence[int]) -> Sentence:
    listed = ", ".join(str(row) for row in rows)
    return Sentence(
        id=f"Baris {listed} menyebut tingkat yang berbeda untuk hal yang sama. Sisakan satu.",
        en=f"Rows {listed} give different levels for the same thing. Leave one.",
    )


def open_list(
    path: Path | str, sheet: str | None, what: str, required: Sequence[str]
) -> tuple[table.Table, dict[str, int]]:
    """Open a table and find its columns.

    Raises
    ------
    BadInput : the file is no table, or a column is missing
    """
    opened = table.read_table(path, sheet=sheet)
    return opened, table.match_columns(opened.columns, _rules()[what], required=required, file=opened.file)


def column_texts(opened: table.Table, place: int | None) -> list[str]:
    """Return the cells of a column as tidy texts, '' where there is none."""
    if place is None:
        return [""] * len(opened)
    return [" ".join((text or "").split()) for text in opened.texts(place)]


def _names(what: str) -> Mapping[str, str]:
    return {name: value for value, names in _rules()[what].items() for name in names}


@functools.cache
def _rules() -> dict[str, Any]:
    text = resources.files("saindege.people").joinpath("rules/level_lists.toml").read_text("utf-8")
    return tomllib.loads(text)


BLANK: Final = Sentence(
    id="Isian ini kosong. Lengkapi barisnya, atau hapus.", en="This cell is blank. Fill it in, or remove the row."
)  # fmt: skip
_LEVEL: Final = Sentence(
    id="Tingkat harus bilangan bulat 0 sampai 5. Periksa angkanya.",
    en="A level must be a whole number, 0 to 5. Check the number.",
)
_LEVEL_REQUIRED: Final = Sentence(
    id="Tingkat yang disyaratkan harus bilangan bulat 1 sampai 5. Periksa angkanya.",
    en="A required level must be a whole number, 1 to 5. Check the number.",
)
_FUTURE: Final = Sentence(
    id="Tanggal penilaian ini belum tiba. Periksa tahunnya.",
    en="This day of assessment has not come yet. Check the year.",
)
_LONG: Final = Sentence(
    id="Nama ini terlalu panjang. Singkat isinya; mungkin dua sel tergabung.",
    en="This name is too long. Shorten it; two cells may have been joined.",
)
