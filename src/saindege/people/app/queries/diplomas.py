"""Reads of education: what a person finished, and what a table of diplomas would change."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from saindege.base.errors import Problem, Sentence
from saindege.people import vocabulary
from saindege.people.app.models import Diploma, Person
from saindege.people.diploma_list import DiplomaRow
from saindege.people.level_lists import ReadRows, plain_name

# So many differences stand on the page; all of them are stored.
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class NewDiploma:
    """A diploma that the register does not have, or has with another school or year.

    Attributes
    ----------
    stored : number of the diploma that it changes, None for a new one; before : what that says
    """

    person: Any
    row: DiplomaRow
    stored: int | None
    before: str


@dataclass(frozen=True, slots=True)
class FoundDiplomas:
    """What a table of diplomas says, compared with what is stored."""

    new: Sequence[NewDiploma]
    same: int
    problems: Sequence[Problem]


@dataclass(frozen=True, slots=True)
class ShownDifference:
    """One diploma that would be stored, with the name of its person."""

    row: int
    name: str
    said: str
    before: str


def find(read: ReadRows[DiplomaRow], people: Mapping[str, Any]) -> FoundDiplomas:
    """Compare a table with what is stored; a blank cell never erases what is known."""
    stored = _stored(people)
    problems, new, same = list(read.problems), [], 0
    for each in read.accepted:
        person = people.get(each.person)
        if person is None:
            problems.append(Problem("unknown_value", _NOBODY, row=each.row, column="person"))
            continue
        known = stored.get((person, each.level, plain_name(each.study)))
        if known is None:
            new.append(NewDiploma(person, each, None, ""))
        elif _adds(each, known):
            new.append(NewDiploma(person, each, known.pk, words_of(known)))
        else:
            same += 1
    problems.sort(key=lambda problem: (problem.row or 0, problem.column or ""))
    return FoundDiplomas(new, same, problems)


def shown_differences(found: Sequence[NewDiploma]) -> list[dict[str, Any]]:
    """Return the first differences as plain JSON; people by their key, so that no name is kept twice."""
    return [
        {"row": each.row.row, "person": str(each.person), "said": words_of(each.row), "before": each.before}
        for each in found[:MOST_SHOWN]
    ]


def named_differences(kept: Sequence[Mapping[str, Any]]) -> list[ShownDifference]:
    """Return kept differences with the names of their people."""
    names = dict(Person.objects.filter(pk__in=[each["person"] for each in kept]).values_list("pk", "name"))
    return [
        ShownDifference(each["row"], names.get(uuid.UUID(each["person"]), ""), each["said"], each["before"])
        for each in kept
    ]


def words_of(each: Diploma | DiplomaRow) -> str:
    """Write a diploma in one line: level and study, school, year."""
    first = f"{each.level} {each.study}".strip()
    return ", ".join(str(part) for part in (first, each.institution, each.year) if part)


def diplomas_of(person: Person) -> list[Diploma]:
    """Return the education of one person, the highest first, then the latest."""
    order = vocabulary.load().values["education"].values
    rows: QuerySet[Diploma] = person.diplomas.all()
    return sorted(
        rows,
        key=lambda each: (order.index(each.level) if each.level in order else 99, -(each.year or 0), each.pk),
    )


def _stored(people: Mapping[str, Any]) -> dict[tuple[Any, str, str], Diploma]:
    if not people:
        return {}
    rows = Diploma.objects.order_by("pk")
    return {(each.person_id, each.level, plain_name(each.study)): each for each in rows}


def _adds(row: DiplomaRow, known: Diploma) -> bool:
    """Say whether a row knows another school or year."""
    other_school = bool(row.institution) and plain_name(row.institution) != plain_name(known.institution)
    return other_school or (row.year is not None and row.year != known.year)


_NOBODY: Final = Sentence(
    id="Tidak ada pegawai dengan NIP ini. Periksa angkanya, atau impor daftar pegawai yang terbaru dahulu.",
    en="Nobody on the staff list has this number. Check its digits, or import the newest staff list first.",
)
