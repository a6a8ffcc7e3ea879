"""A staff list arrives: the raw file is kept, the same file is recognised, and an import can be dropped."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import SaindegeError, Sentence
from saindege.people.app import access
from saindege.people.app.actions.raw_file import RawFile
from saindege.people.app.models import ImportState, StaffImport
from saindege.people.app.queries import imports as reads
from saindege.people.app.queries import reading

FOLDER = "impor-pegawai"


class NotOpen(SaindegeError):
    """The import was applied or dropped already."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Impor ini sudah selesai. Unggah berkasnya lagi bila perlu.",
                en="This import is finished. Upload the file again if you need it.",
            )
        )


def store_list(by: Account, *, file_name: str, chunks: Iterable[bytes], at: datetime) -> StaffImport:
    """Keep the raw file and open an import; a file that is open already continues the import it has.

    Raises
    ------
    BadInput : the file cannot be read as a table; nothing is kept
    """
    require(access.may_import_staff(by))
    with RawFile(FOLDER, file_name, chunks) as arrived:
        opened = reading.open_list(arrived.path)
        mapping = reads.remembered_mapping(opened.columns) or reading.recognised(opened.columns)
        # Kept again even if the same list is open: then a file that got lost comes back.
        stored_file = arrived.keep()
        with transaction.atomic():
            staff_import, is_new = StaffImport.objects.get_or_create(
                checksum=arrived.checksum,
                state__in=reads.OPEN,
                defaults={
                    "file_name": arrived.path.name,
                    "stored_file": stored_file,
                    "sheets": list(opened.sheets),
                    "columns": list(opened.columns),
                    "mapping": mapping,
                    "report": {"rows": opened.rows, "examples": dict(opened.examples)},
                    "uploaded_by": by,
                    "uploaded_at": at,
                },
            )
            if is_new:
                detail = {"rows": opened.rows}
                base_actions.record(
                    by=by, action="people.list_stored", subject=staff_import, at=at, detail=detail
                )
    return staff_import


def choose_sheet(by: Account, key: uuid.UUID, sheet: str, *, at: datetime) -> StaffImport:
    """Read another sheet of the workbook; its columns are confirmed anew.

    Raises
    ------
    BadInput : the workbook has no such sheet, or it holds no table
    NotOpen : the import was applied or dropped
    """
    require(access.may_import_staff(by))
    with transaction.atomic():
        staff_import = StaffImport.objects.select_for_update().get(pk=key)
        if staff_import.state not in reads.OPEN:
            raise NotOpen
        opened = reading.open_list(reading.file_of(staff_import), sheet=sheet or None)
        staff_import.sheet = sheet
        staff_import.columns = list(opened.columns)
        staff_import.mapping = reads.remembered_mapping(opened.columns) or reading.recognised(opened.columns)
        staff_import.report = {"rows": opened.rows, "examples": dict(opened.examples)}
        staff_import.state = ImportState.UPLOADED
        staff_import.save()
        base_actions.record(
            by=by, action="people.sheet_chosen", subject=staff_import, at=at, detail={"rows": opened.rows}
        )
    return staff_import


def discard_list(by: Account, key: uuid.UUID, *, at: datetime) -> StaffImport:
    """Drop an import that was not applied; doing it twice is harmless.

    Raises
    ------
    NotOpen : it was applied
    """
    require(access.may_import_staff(by))
    return _set_state(by, key, ImportState.DISCARDED, "people.list_discarded", at)


def reopen_list(by: Account, key: uuid.UUID, *, at: datetime) -> StaffImport:
    """Take a dropped import up again, from the confirmation of its columns.

    Raises
    ------
    NotOpen : it was applied, or the same file is open as another import
    """
    require(access.may_import_staff(by))
    return _set_state(by, key, ImportState.UPLOADED, "people.list_reopened", at)


def _set_state(by: Account, key: uuid.UUID, state: str, action: str, at: datetime) -> StaffImport:
    with transaction.atomic():
        staff_import = StaffImport.objects.select_for_update().get(pk=key)
        if staff_import.state == state or (
            state == ImportState.UPLOADED and staff_import.state in reads.OPEN
        ):
            return staff_import
        twin = StaffImport.objects.filter(checksum=staff_import.checksum, state__in=reads.OPEN)
        if staff_import.state == ImportState.APPLIED or twin.exclude(pk=key).exists():
            raise NotOpen
        staff_import.state = state
        staff_import.save(update_fields=["state"])
        base_actions.record(by=by, action=action, subject=staff_import, at=at)
    return staff_import
