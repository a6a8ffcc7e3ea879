"""Writes of the professionalism index: lists taken in whole or not at all."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.impact.app import access
from saindege.impact.app.models import IndexFacts, IndexImport, IndexImportKind, OfficialIndex
from saindege.impact.professionalism.lists import Facts, OfficialResult


@dataclass(frozen=True, slots=True)
class ListFile:
    """Which list it was: its name, its SHA-256, the year that it speaks of."""

    name: str
    checksum: str
    year: int
    is_example: bool = False


def take_facts(by: Account, file: ListFile, facts: Mapping[uuid.UUID, Facts], *, at: datetime) -> IndexImport:
    """Keep what a list says of people in a year; what it does not say stays as it was."""
    require(access.may_import_index(by))
    with transaction.atomic():
        taken = _import(by, IndexImportKind.FACTS, file, len(facts), at)
        known = {row.person_id: row for row in IndexFacts.objects.filter(year=file.year)}
        fresh, changed = [], []
        for person, said in facts.items():
            row = known.get(person) or IndexFacts(person_id=person, year=file.year)
            row.source = taken
            row.performance = said.performance or row.performance
            row.discipline = said.discipline or row.discipline
            for name in ("post_training", "technical_hours", "seminar"):
                value = getattr(said, name)
                if value is not None:
                    setattr(row, name, value)
            (changed if person in known else fresh).append(row)
        IndexFacts.objects.bulk_create(fresh, batch_size=2000)
        fields = ["source", "performance", "discipline", "post_training", "technical_hours", "seminar"]
        IndexFacts.objects.bulk_update(changed, fields, batch_size=500)
    return taken


def take_official(
    by: Account, file: ListFile, results: Mapping[uuid.UUID, OfficialResult], *, at: datetime
) -> IndexImport:
    """Keep the official results of a year; an earlier result of the same person and year is replaced."""
    require(access.may_import_index(by))
    with transaction.atomic():
        taken = _import(by, IndexImportKind.OFFICIAL, file, len(results), at)
        OfficialIndex.objects.filter(year=file.year, person_id__in=list(results)).delete()
        OfficialIndex.objects.bulk_create(
            [
                OfficialIndex(person_id=person, year=file.year, source=taken, **result.points)
                for person, result in results.items()
            ],
            batch_size=2000,
        )
    return taken


def _import(by: Account, kind: str, file: ListFile, rows: int, at: datetime) -> IndexImport:
    taken = IndexImport.objects.create(
        kind=kind,
        year=file.year,
        file_name=file.name[:200],
        checksum=file.checksum,
        rows=rows,
        by=by,
        at=at,
        is_example=file.is_example,
    )
    base_actions.record(
        by=by,
        action="impact.index_list_taken",
        subject=taken,
        at=at,
        detail={"kind": str(kind), "year": file.year, "rows": rows, "checksum": file.checksum},
    )
    return taken
