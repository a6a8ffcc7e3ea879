"""A list of marks before and after, matched with the people of a batch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from saindege.base import table
from saindege.base.errors import BadInput, Problem, Sentence
from saindege.delivery.gain import COLUMNS


@dataclass(frozen=True, slots=True)
class MarksList:
    """Marks of those whom the batch knows, and rows that name nobody of it.

    Attributes
    ----------
    marks : person as the list writes it (lower case) to marks before and after
    problems : rows left out, each with its number
    """

    marks: dict[str, tuple[float | None, float | None]]
    problems: tuple[Problem, ...]


def read_marks(path: Path, known: Iterable[str]) -> MarksList:
    """Read marks from 0 to 100.

    Parameters
    ----------
    known : numbers and names of the people of the batch, lower case

    Raises
    ------
    BadInput : the file cannot be read, a column is missing, a mark is no number or out of range; all faults at once
    """
    read = table.read_table(path)
    places = table.match_columns(read.columns, COLUMNS, required=("person", "pre", "post"))
    pre, post = (read.numbers(places[name], name) for name in ("pre", "post"))
    faults = [*pre.problems, *post.problems]
    marks: dict[str, tuple[float | None, float | None]] = {}
    left_out = []
    names = set(known)
    rows = zip(read.row_numbers, read.texts(places["person"]), pre.values, post.values, strict=True)
    for row, text, before, after in rows:
        faults += [
            Problem("out_of_range", _outside(mark), read.file, row, column)
            for column, mark in (("pre", before), ("post", after))
            if mark is not None and not 0 <= mark <= 100
        ]
        name = (text or "").strip().casefold()
        if name not in names:
            left_out.append(Problem("unknown_person", _stranger(text), read.file, row, "person"))
        elif name in marks:
            left_out.append(Problem("duplicate", _twice(text), read.file, row, "person"))
        else:
            marks[name] = (before, after)
    if faults:
        raise BadInput(faults[0].sentence, code=faults[0].code, problems=faults)
    return MarksList(marks, tuple(left_out))


def _outside(mark: float) -> Sentence:
    return Sentence(id=f"{mark:g} di luar 0 sampai 100.", en=f"{mark:g} is outside 0 to 100.")


def _stranger(text: str | None) -> Sentence:
    return Sentence(
        id=f"“{text or ''}” bukan peserta angkatan ini; baris tidak dipakai.",
        en=f"“{text or ''}” is no participant of this batch; the row is not used.",
    )


def _twice(text: str | None) -> Sentence:
    return Sentence(
        id=f"“{text}” sudah ada di baris sebelumnya; baris ini tidak dipakai.",
        en=f"“{text}” stands in an earlier row; this one is not used.",
    )
