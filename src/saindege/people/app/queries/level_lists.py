"""What a table of standards, assessments or diplomas would change: read again each time it is asked, never applied in part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from saindege.base.errors import Problem, Sentence
from saindege.people import competency, diploma_list, level_lists
from saindege.people.app.models import (
    Assessment,
    Competency,
    LevelList,
    LevelListKind,
    Person,
    PersonMerge,
    PostStandard,
)
from saindege.people.app.queries import diplomas
from saindege.people.app.queries.diplomas import NewDiploma
from saindege.people.level_lists import AssessmentRow, StandardRow, plain_name

# The report keeps so many refused rows; the download reads the table again.
MOST_KEPT = 500


@dataclass(frozen=True, slots=True)
class NewAssessment:
    """An assessment that the register does not have."""

    person: Any
    competency: int
    row: AssessmentRow


@dataclass(frozen=True, slots=True)
class Found:
    """What a table says, compared with what is stored.

    Attributes
    ----------
    rows : below the header
    assessments, standards, diplomas : what is new or differs
    same : rows that say what is stored already
    problems : of the rows that are refused
    names : competencies that nobody knows yet: plain name to name and kind; only standards make new ones
    """

    rows: int
    assessments: Sequence[NewAssessment]
    standards: Sequence[StandardRow]
    same: int
    problems: Sequence[Problem]
    names: Mapping[str, tuple[str, str]]
    diplomas: Sequence[NewDiploma] = ()

    @property
    def count(self) -> int:
        """How many rows would be stored."""
        return len(self.assessments) + len(self.standards) + len(self.diplomas)


def find_changes(level_list: LevelList, *, as_of: date) -> Found:
    """Read the table and compare it with what is stored.

    Raises
    ------
    BadInput : the table cannot be read
    """
    path, sheet = Path(settings.MEDIA_ROOT) / level_list.stored_file, level_list.sheet or None
    return find_changes_in(path, level_list.kind, as_of=as_of, sheet=sheet)


def find_changes_in(path: Path, kind: str, *, as_of: date, sheet: str | None = None) -> Found:
    """As ``find_changes``, of a file that is not kept yet."""
    if kind == LevelListKind.STANDARDS:
        return _standards(level_lists.read_standards(path, sheet=sheet))
    if kind == LevelListKind.EDUCATION:
        return _diplomas(diploma_list.read_diplomas(path, as_of=as_of, sheet=sheet))
    return _assessments(level_lists.read_assessments(path, as_of=as_of, sheet=sheet))


def known_names() -> dict[str, int]:
    """Return plain name of each competency, in each language, to its number."""
    names = {}
    for each in Competency.objects.all():
        names[plain_name(each.name)] = names[plain_name(each.code)] = each.pk
        if each.name_en:
            names.setdefault(plain_name(each.name_en), each.pk)
    for known in competency.load().common:
        number = names.get(plain_name(known.code))
        if number is not None:
            names[plain_name(known.id)] = names[plain_name(known.en)] = number
    return names


def people_by_number() -> dict[str, Any]:
    """Return number to person; a number that was merged away still means the person who stayed."""
    former = PersonMerge.objects.exclude(former_nip="").values_list("former_nip", "person_id")
    return {**dict(former), **dict(Person.objects.exclude(nip=None).order_by().values_list("nip", "pk"))}


def report_of(found: Found) -> dict[str, Any]:
    """Return what the page of a list shows, as plain JSON."""
    return {
        "rows": found.rows,
        "new": found.count,
        "same": found.same,
        "refused": len({each.row for each in found.problems}),
        "differences": diplomas.shown_differences(found.diplomas),
        "new_names": sorted(name for name, _kind in found.names.values()),
        "problems": [
            {"row": each.row, "column": each.column, "code": each.code, "sentence": asdict(each.sentence)}
            for each in found.problems[:MOST_KEPT]
        ],
    }


def _assessments(read: level_lists.ReadRows[AssessmentRow]) -> Found:
    names, people = known_names(), people_by_number()
    stored = _stored_levels(read, people)
    problems, new, same = list(read.problems), [], 0
    for each in read.accepted:
        person, number = people.get(each.person), names.get(plain_name(each.competency))
        if person is None or number is None:
            column, sentence = ("person", _NOBODY) if person is None else ("competency", _UNKNOWN)
            problems.append(Problem("unknown_value", sentence, row=each.row, column=column))
            continue
        level = stored.get((person, number, each.source, each.on))
        if level is None:
            new.append(NewAssessment(person, number, each))
        elif level == each.level:
            same += 1
        else:
            problems.append(Problem("conflict", _OTHER_LEVEL, row=each.row, column="level"))
    problems.sort(key=lambda problem: (problem.row or 0, problem.column or ""))
    return Found(read.rows, new, (), same, problems, {})


def _diplomas(read: level_lists.ReadRows[diploma_list.DiplomaRow]) -> Found:
    found = diplomas.find(read, people_by_number())
    return Found(read.rows, (), (), found.same, found.problems, {}, found.new)


def _stored_levels(
    read: level_lists.ReadRows[AssessmentRow], people: Mapping[str, Any]
) -> dict[tuple[Any, int, str, date], int]:
    days = {each.on for each in read.accepted}
    if not days:
        return {}
    rows = Assessment.objects.filter(assessed_on__range=(min(days), max(days))).order_by()
    return {
        (person, number, source, on): level
        for person, number, source, on, level in rows.values_list(
            "person_id", "competency_id", "source", "assessed_on", "level"
        )
    }


def _standards(read: level_lists.ReadRows[StandardRow]) -> Found:
    names = known_names()
    stored = {
        (post, number): level
        for post, number, level in PostStandard.objects.filter(until=None).values_list(
            "post", "competency_id", "level"
        )
    }
    fresh: dict[str, tuple[str, str]] = {}
    new, same = [], 0
    for each in read.accepted:
        plain = plain_name(each.competency)
        number = names.get(plain)
        if number is None:
            # Of two spellings the first in the alphabet becomes the name, whatever the order of the rows.
            name, kind = fresh.get(plain, (each.competency, ""))
            fresh[plain] = (min(name, each.competency), max(kind, each.kind))
        if number is not None and stored.get((competency.plain_post(each.post), number)) == each.level:
            same += 1
        else:
            new.append(each)
    return Found(read.rows, (), new, same, read.problems, fresh)


_NOBODY: Final = Sentence(
    id="Tidak ada pegawai dengan NIP ini. Periksa angkanya, atau impor daftar pegawai yang terbaru dahulu.",
    en="Nobody on the staff list has this number. Check its digits, or import the newest staff list first.",
)
_UNKNOWN: Final = Sentence(
    id="Kompetensi ini belum dikenal. Samakan tulisannya dengan daftar kompetensi, atau tambahkan dahulu.",
    en="This competency is not known yet. Write it as the list of competencies does, or add it first.",
)
_OTHER_LEVEL: Final = Sentence(
    id="Untuk sumber dan tanggal ini sudah tersimpan tingkat lain. Perbaiki tanggal atau tingkatnya.",
    en="Another level is stored for this source and day. Correct the day or the level.",
)
