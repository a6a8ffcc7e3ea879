"""A staff list is checked: with confirmed columns, against the register as it stands."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account, Job
from saindege.base.errors import BadInput, Problem, Sentence
from saindege.people import differences
from saindege.people.app import access
from saindege.people.app.actions.arrival import NotOpen
from saindege.people.app.models import ImportState, StaffImport
from saindege.people.app.queries import findings, imports, offices, reading

JOB = "people.check_list"
_NEEDED = {
    "nip": Sentence(
        id="Pilih kolom mana yang berisi NIP.", en="Choose the column that holds the numbers (NIP)."
    ),
    "name": Sentence(id="Pilih kolom mana yang berisi nama.", en="Choose the column that holds the names."),
}


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a person confirmed by looking at the list.

    Attributes
    ----------
    mapping : header to our column, '' for one that is not used
    offices : office as written to a code or ``+`` for a new one; added to what was chosen before
    scope : ``everyone`` or ``offices``; None lets the length of the list tell
    """

    mapping: Mapping[str, str]
    offices: Mapping[str, str] = field(default_factory=dict)
    scope: differences.Scope | None = None


class ColumnsNotClear(BadInput):
    """The chosen columns clash, or one that is needed is missing; each problem names the header or our column."""

    code = "conflict"


def check_list(by: Account, key: uuid.UUID, confirmed: Confirmed, *, at: datetime) -> StaffImport:
    """Read every row, name every fault and keep the differences with the register of this moment.

    Raises
    ------
    ColumnsNotClear : two columns for one thing, or none for number or name
    BadInput : the file cannot be read with these columns
    NotOpen : the import was applied or dropped
    """
    require(access.may_import_staff(by))
    staff_import = StaffImport.objects.get(pk=key)
    _require_clear(confirmed.mapping)
    read = reading.read_list(
        reading.file_of(staff_import),
        mapping=confirmed.mapping,
        as_of=timezone.localdate(at),
        sheet=staff_import.sheet or None,
    )
    with transaction.atomic():
        staff_import = StaffImport.objects.select_for_update().get(pk=key)
        if staff_import.state not in imports.OPEN:
            raise NotOpen
        chosen = {**imports.remembered_offices(), **staff_import.office_choices, **confirmed.offices}
        staff_import.base_version = imports.register_version()
        report = findings.report_of(
            read,
            findings.Decided(chosen, confirmed.scope, imports.former_numbers()),
            records=imports.registered_records(),
            offices=offices.office_names(),
        )
        used = {each["name"]: each["choice"] for each in report["offices"]}
        staff_import.report = {
            **report,
            "examples": staff_import.report.get("examples", {}),
            "checked_at": at.isoformat(),
        }
        staff_import.mapping = dict(confirmed.mapping)
        staff_import.office_choices = {name: choice for name, choice in used.items() if choice}
        staff_import.state = ImportState.CHECKED
        staff_import.save()
        base_actions.record(
            by=by,
            action="people.list_checked",
            subject=staff_import,
            at=at,
            detail={"rows": report["rows"], "faulty_rows": report["faulty_rows"], "changes": report["count"]},
        )
    return staff_import


def ask_check(by: Account, staff_import: StaffImport, confirmed: Confirmed, *, result_url: str) -> Job:
    """Ask the worker to check a long list; the same question about the same register is the same job.

    Raises
    ------
    ColumnsNotClear : two columns for one thing, or none for number or name
    """
    require(access.may_import_staff(by))
    _require_clear(confirmed.mapping)
    question = json.dumps(
        [asdict(confirmed), staff_import.sheet, staff_import.office_choices, imports.register_version()],
        sort_keys=True,
    )
    return base_actions.enqueue(
        kind=JOB,
        key=f"{JOB}:{staff_import.pk}:{hashlib.sha256(question.encode()).hexdigest()[:32]}",
        title=f"Periksa {staff_import.file_name}",
        by=by,
        arguments={"staff_import": str(staff_import.pk), **asdict(confirmed)},
        result_url=result_url,
    )


def _require_clear(mapping: Mapping[str, str]) -> None:
    headers: dict[str, list[str]] = {}
    for header, ours in mapping.items():
        if ours:
            headers.setdefault(ours, []).append(header)
    problems = [
        Problem("missing_column", sentence, column=ours)
        for ours, sentence in _NEEDED.items()
        if ours not in headers
    ]
    problems += [
        Problem("conflict", _for_one_thing(twice), column=header)
        for twice in headers.values()
        if len(twice) > 1
        for header in twice
    ]
    if problems:
        raise ColumnsNotClear(problems[0].sentence, code=problems[0].code, problems=problems)


def _for_one_thing(headers: Sequence[str]) -> Sentence:
    return Sentence(
        id=f"“{'” dan “'.join(headers)}” dipilih untuk hal yang sama. Pilih satu, yang lain tidak dipakai.",
        en=f"“{'” and “'.join(headers)}” are chosen for the same thing. Choose one, leave the other out.",
    )
