"""A staff list arrives: the raw file is kept, the same file is recognised, and an import can be dropped."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import uuid
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path, PurePath

from django.conf import settings
from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import SaindegeError, Sentence
from saindege.people.app import access
from saindege.people.app.models import ImportState, StaffImport
from saindege.people.app.queries import imports as reads
from saindege.people.app.queries import reading

FOLDER = "impor-pegawai"
_STRANGE = re.compile(r"[^\w. ()-]+")
LONGEST_NAME = 120


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
    name = _safe_name(file_name)
    with tempfile.TemporaryDirectory(dir=_folder()) as aside:
        arrived = Path(aside) / name
        checksum = _write(arrived, chunks)
        opened = reading.open_list(arrived)
        mapping = reads.remembered_mapping(opened.columns) or reading.recognised(opened.columns)
        # Kept again even if the same list is open: then a file that got lost comes back.
        stored_file = _keep(arrived, checksum)
        with transaction.atomic():
            staff_import, is_new = StaffImport.objects.get_or_create(
                checksum=checksum,
                state__in=reads.OPEN,
                defaults={
                    "file_name": name,
                    "stored_file": stored_file,
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


def _folder() -> Path:
    folder = Path(settings.MEDIA_ROOT) / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _safe_name(file_name: str) -> str:
    """Return the name without folders and strange letters: it becomes the name of a file of ours."""
    plain = _STRANGE.sub("_", PurePath(file_name.replace("\\", "/")).name).strip(". ")
    stem, suffix = PurePath(plain or "daftar").stem, PurePath(plain).suffix
    return f"{stem[: LONGEST_NAME - len(suffix)]}{suffix}"


def _write(path: Path, chunks: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    with path.open("wb") as file:
        for chunk in chunks:
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o600)
    return digest.hexdigest()


def _keep(arrived: Path, checksum: str) -> str:
    """Put the file where its content names the folder, so that the same file stands there once."""
    folder = _folder() / checksum
    folder.mkdir(exist_ok=True, mode=0o700)
    kept = next((path for path in folder.iterdir() if path.is_file()), None)
    if kept is None:
        kept = arrived.replace(folder / arrived.name)
    return f"{FOLDER}/{checksum}/{kept.name}"
