"""A log comes in: as a file that a person uploads, or as events that a program hands over."""

from __future__ import annotations

import hashlib
import tempfile
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import SaindegeError, Sentence
from saindege.service import event_log
from saindege.service.app import access, queries
from saindege.service.app.actions import measuring
from saindege.service.app.models import EventLog, Service
from saindege.service.log_folder import LogFolder
from saindege.service.log_packing import pack_files
from saindege.service.log_preview import preview_log

# What is taken over the web; a larger log comes packed or by the year.
MOST_BYTES = 512 << 20


@dataclass(frozen=True, slots=True)
class LogFile:
    """A file on its way in.

    Attributes
    ----------
    name : as the person calls it
    pieces : its bytes, read once
    """

    name: str
    pieces: Iterable[bytes]


@dataclass(frozen=True, slots=True)
class StoredLog:
    """What became of a file; ``is_new`` is False where the very same file was here before."""

    log: EventLog
    is_new: bool


class LogBusy(SaindegeError):
    """A worker is about to read the log."""

    code = "conflict"


def store_log(by: Account, file: LogFile, *, at: datetime) -> StoredLog:
    """Keep a log as it came, with its checksum and its first rows; the same file twice is one log.

    Raises
    ------
    BadInput : the file is no log, empty, damaged, unsafe or too large; nothing was kept
    NoRoom : the disk is full; nothing was kept
    """
    require(access.may_bring_logs(by))
    key = uuid.uuid4()
    folder = LogFolder(queries.folder_of(key))
    path, checksum = folder.receive(file.name, file.pieces, most_bytes=MOST_BYTES)
    with _removed_on_failure(folder):
        known = EventLog.objects.filter(checksum=checksum).first()
        if known is None:
            seen = preview_log(path)
            known = _add(
                EventLog(
                    pk=key,
                    file_name=file.name[-200:],
                    stored_file=path.name,
                    checksum=checksum,
                    columns=[asdict(column) for column in seen.columns],
                    mapping={"kind": seen.kind},
                    uploaded_by=by,
                    uploaded_at=at,
                    is_example=queries.in_demonstration(),
                )
            )
    if known.pk != key:
        folder.remove()
    return StoredLog(known, known.pk == key)


def store_together(by: Account, files: Sequence[LogFile], *, at: datetime) -> StoredLog:
    """Keep several files, such as the months of a year, as one log; see ``store_log``."""
    require(access.may_bring_logs(by))
    first, *others = sorted(files, key=lambda file: file.name)
    if not others:
        return store_log(by, first, at=at)
    # A name that both languages read.
    name = f"{first.name} + {len(others)}.zip"
    with tempfile.TemporaryFile() as packed:
        pack_files([(file.name, file.pieces) for file in files], packed)
        packed.seek(0)
        return store_log(by, LogFile(name, iter(lambda: packed.read(1 << 20), b"")), at=at)


def _add(log: EventLog) -> EventLog:
    """Store the row; of two people who send the same file at the same moment, the second gets the first's."""
    try:
        with transaction.atomic():
            log.save(force_insert=True)
            base_actions.record(
                by=log.uploaded_by, action="service.log_stored", subject=log, at=log.uploaded_at
            )
    except IntegrityError:
        return EventLog.objects.get(checksum=log.checksum)
    return log


def store_events(
    by: Account,
    service: Service,
    log: event_log.EventLog,
    *,
    file_name: str,
    at: datetime,
    is_example: bool = False,
) -> EventLog:
    """Keep events that a program hands over, and measure the service; the same events twice are one log.

    Meant for generated data and for connections to other applications: no file, no choice of columns, no job.
    The groups of ``log`` (``group``, ``group_names``) are offices by their code or name; case numbers and officers
    are kept as pseudonyms only. 300,000 events take a few seconds, the measuring included.

    Parameters
    ----------
    log : a log of the library, in order of case and time, with at least one event
    file_name : what the list of logs calls it

    Raises
    ------
    BadInput : unknown_value, the service's final activity is none of the log's
    """
    require(access.may_bring_logs(by))
    checksum = _checksum(service, log)
    known = EventLog.objects.filter(checksum=checksum).first()
    if known is not None:
        return known
    key = uuid.uuid4()
    folder = LogFolder(queries.folder_of(key))
    row = EventLog(
        pk=key,
        service=service,
        file_name=file_name,
        checksum=checksum,
        mapping={"kind": "events", "timezone": log.timezone, "attempt": 1},
        uploaded_by=by,
        uploaded_at=at,
        is_example=is_example,
    )
    with _removed_on_failure(folder), transaction.atomic():
        row.save(force_insert=True)
        measuring.keep_and_measure(row, log, by=by, at=at)
        base_actions.record(by=by, action="service.log_stored", subject=row, at=at)
    return row


def discard_log(by: Account, log: EventLog, *, at: datetime) -> None:
    """Remove a log with its file and its events, and measure its service again without it.

    Raises
    ------
    LogBusy : it waits to be measured
    """
    require(access.may_bring_logs(by))
    with transaction.atomic():
        current = EventLog.objects.select_for_update().select_related("service").get(pk=log.pk)
        if queries.is_waiting(current):
            raise LogBusy(
                Sentence(
                    id="Log ini sedang menunggu diukur. Tunggu sampai selesai, lalu buang.",
                    en="This log waits to be measured. Wait until that is done, then discard it.",
                )
            )
        base_actions.record(by=by, action="service.log_discarded", subject=current, at=at)
        folder = LogFolder(queries.folder_of(current.pk))
        service, counted = current.service, bool(current.events_file)
        current.delete()
        if service is not None and counted:
            measuring.measure_service(by, service, at=at)
        transaction.on_commit(folder.remove)


@contextmanager
def _removed_on_failure(folder: LogFolder) -> Iterator[None]:
    try:
        yield
    except BaseException:
        folder.remove()
        raise


def _checksum(service: Service, log: event_log.EventLog) -> str:
    digest = hashlib.sha256(service.code.encode())
    for column in (log.case, log.activity, log.at):
        digest.update(column.tobytes())
    digest.update("\n".join([*log.activity_names, *log.group_names]).encode())
    digest.update(f"{log.case_names[0]}\n{log.case_names[-1]}\n{log.n_cases}".encode())
    return digest.hexdigest()
