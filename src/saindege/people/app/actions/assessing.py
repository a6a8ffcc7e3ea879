"""Assessments: one written down by a person, or a whole table; what was found is kept and only followed by newer."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from saindege.base import table
from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import BadInput, Problem, SaindegeError, Sentence
from saindege.people import competency
from saindege.people.app import access
from saindege.people.app.actions.diplomas import _store_diplomas
from saindege.people.app.actions.levels import _add_common, _add_named, _require_levels
from saindege.people.app.actions.raw_file import RawFile
from saindege.people.app.models import (
    Assessment,
    AssessmentSource,
    LevelList,
    LevelListKind,
    Person,
)
from saindege.people.app.queries import level_lists

FOLDER = "impor-kompetensi"
_BATCH = 2000


class AssessedAlready(BadInput):
    """This source said something for this day already."""

    code = "duplicate"

    def __init__(self) -> None:
        sentence = Sentence(
            id="Untuk sumber dan tanggal ini penilaiannya sudah tersimpan. Pilih tanggal lain.",
            en="An assessment of this source and day is stored. Choose another day.",
        )
        super().__init__(sentence, problems=[Problem("duplicate", sentence, column="assessed_on")])


class ListDone(SaindegeError):
    """The table was applied or dropped."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Daftar ini sudah selesai. Unggah berkasnya lagi bila perlu.",
                en="This list is finished. Upload the file again if you need it.",
            )
        )


def assess(
    by: Account,
    person: Person,
    number: int,
    *,
    source: str,
    level: int,
    on: date,
    evidence: str,
    at: datetime,
) -> Assessment:
    """Write down what one person was found to hold. A superior says it as a superior, whatever the form says.

    Raises
    ------
    AssessedAlready : the same source said something for that day
    """
    require(access.may_assess(by, person))
    if not access.may_keep_levels(by):
        source = AssessmentSource.SUPERIOR
    with transaction.atomic():
        if Assessment.objects.filter(
            person=person, competency_id=number, source=source, assessed_on=on
        ).exists():
            raise AssessedAlready
        made = Assessment(
            person=person,
            competency_id=number,
            source=source,
            level=level,
            assessed_on=on,
            evidence=evidence[:200],
            by=by,
            at=at,
            is_example=person.is_example,
        )
        _store([made])
        base_actions.record(
            by=by, action="people.assessed", subject=person, at=at, detail={"competency": number}
        )
    return made


def store_level_list(
    by: Account, *, kind: str, file_name: str, chunks: Iterable[bytes], at: datetime
) -> LevelList:
    """Keep a table of standards or assessments and say what it would change; nothing of it is stored yet.

    Raises
    ------
    BadInput : the file cannot be read as such a table; nothing is kept
    """
    require(access.may_keep_levels(by))
    with RawFile(FOLDER, file_name, chunks) as arrived, transaction.atomic():
        _add_common()
        sheet, found = _first_fitting(arrived.path, kind, timezone.localdate(at))
        level_list = LevelList.objects.create(
            kind=LevelListKind(kind),
            file_name=arrived.path.name,
            sheets=list(table.list_sheets(arrived.path)),
            sheet=sheet,
            stored_file=arrived.keep(),
            checksum=arrived.checksum,
            report=level_lists.report_of(found),
            uploaded_by=by,
            uploaded_at=at,
        )
        base_actions.record(
            by=by,
            action="people.levels_stored",
            subject=level_list,
            at=at,
            detail={"rows": found.rows, "new": found.count},
        )
    return level_list


def choose_levels_sheet(by: Account, key: uuid.UUID, sheet: str, *, at: datetime) -> LevelList:
    """Read another sheet of the workbook.

    Raises
    ------
    BadInput : it has no such sheet, or it holds no such table
    ListDone : the table was applied or dropped
    """
    require(access.may_keep_levels(by))
    with transaction.atomic():
        level_list = _held(key)
        level_list.sheet = sheet
        level_list.report = level_lists.report_of(
            level_lists.find_changes(level_list, as_of=timezone.localdate(at))
        )
        level_list.save(update_fields=["sheet", "report"])
    return level_list


def apply_level_list(by: Account, key: uuid.UUID, *, at: datetime) -> LevelList:
    """Store every accepted row, or none; what is stored already stays, so that applying again changes nothing.

    Raises
    ------
    ListDone : the table was applied or dropped
    """
    require(access.may_keep_levels(by))
    with transaction.atomic():
        level_list = _held(key)
        found = level_lists.find_changes(level_list, as_of=timezone.localdate(at))
        _apply_standards(found, level_list, by, at)
        _store_diplomas(found.diplomas, level_list, by, at)
        people = {each.pk: each.is_example for each in Person.objects.only("pk", "is_example")}
        _store(
            [
                Assessment(
                    person_id=each.person,
                    competency_id=each.competency,
                    source=each.row.source,
                    level=each.row.level,
                    assessed_on=each.row.on,
                    evidence=each.row.evidence,
                    level_list=level_list,
                    by=by,
                    at=at,
                    is_example=people[each.person],
                )
                for each in found.assessments
            ]
        )
        level_list.report = {**level_lists.report_of(found), "differences": []}
        level_list.state = "applied"
        level_list.applied_at = at
        level_list.save(update_fields=["report", "state", "applied_at"])
        base_actions.record(
            by=by, action="people.levels_applied", subject=level_list, at=at, detail={"stored": found.count}
        )
    return level_list


def discard_level_list(by: Account, key: uuid.UUID, *, at: datetime) -> LevelList:
    """Drop a table that was not applied; doing it twice is harmless.

    Raises
    ------
    ListDone : it was applied
    """
    require(access.may_keep_levels(by))
    with transaction.atomic():
        level_list = LevelList.objects.select_for_update().get(pk=key)
        if level_list.state == "discarded":
            return level_list
        level_list = _held(key)
        level_list.state = "discarded"
        level_list.save(update_fields=["state"])
        base_actions.record(by=by, action="people.levels_discarded", subject=level_list, at=at)
    return level_list


def _first_fitting(path: Path, kind: str, as_of: date) -> tuple[str, level_lists.Found]:
    """Read the first sheet that is such a table; the fault of the first where none is."""
    try:
        return "", level_lists.find_changes_in(path, kind, as_of=as_of)
    except BadInput as first:
        if first.code in ("missing_file", "unreadable_file", "unsafe_file", "file_too_large"):
            raise
        for sheet in table.list_sheets(path)[1:]:
            with contextlib.suppress(BadInput):
                return sheet, level_lists.find_changes_in(path, kind, as_of=as_of, sheet=sheet)
        raise


def _held(key: uuid.UUID) -> LevelList:
    level_list = LevelList.objects.select_for_update().get(pk=key)
    if level_list.state != "checked":
        raise ListDone
    return level_list


def _apply_standards(found: level_lists.Found, level_list: LevelList, by: Account, at: datetime) -> None:
    if not found.standards:
        return
    made = _add_named(found.names)
    names = level_lists.known_names() | {plain: each.pk for plain, each in made.items()}
    by_source: dict[str, dict[str, dict[int, int]]] = {}
    for row in found.standards:
        posts = by_source.setdefault(row.source, {})
        number = names[level_lists.plain_name(row.competency)]
        posts.setdefault(competency.plain_post(row.post), {})[number] = row.level
    for source, required in sorted(by_source.items()):
        _require_levels(required, source, by, at, level_list=level_list)


def _store(made: Sequence[Assessment]) -> None:
    """Store assessments and say which is now the newest of its source."""
    people = {each.person_id for each in made}
    standing: dict[tuple[Any, int, str], tuple[date, Any]] = {}
    everyone = Assessment.objects.filter(is_newest=True).order_by()
    if len(people) <= _BATCH // 10:
        everyone = everyone.filter(person__in=people)
    for pk, *key, on in everyone.values_list("pk", "person_id", "competency_id", "source", "assessed_on"):
        standing[tuple(key)] = (on, pk)
    replaced = []
    for each in sorted(made, key=lambda one: one.assessed_on):
        place = (each.person_id, each.competency_id, each.source)
        on, before = standing.get(place, (date.min, None))
        each.is_newest = each.assessed_on > on
        if each.is_newest:
            if isinstance(before, Assessment):
                before.is_newest = False
            elif before is not None:
                replaced.append(before)
            standing[place] = (each.assessed_on, each)
    for first in range(0, len(replaced), _BATCH):
        Assessment.objects.filter(pk__in=replaced[first : first + _BATCH]).update(is_newest=False)
    Assessment.objects.bulk_create(made, batch_size=_BATCH)
