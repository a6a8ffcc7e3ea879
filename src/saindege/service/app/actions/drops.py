"""Files that applications leave in a folder: taken once each, moved aside, what was refused told beside the file."""

from __future__ import annotations

import csv
import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.people.app.models import Office
from saindege.service import drop_file
from saindege.service.app import access, queries
from saindege.service.app.actions.sources import push_events
from saindege.service.app.models import DroppedFile, EventSource, Service
from saindege.service.app.queries import drops

# Keys are looked up a few thousand at a time; the same key again changes nothing, so a cut-off run goes on.
_AT_ONCE = 2000


def open_folder(
    by: Account, service: Service, *, name: str, office: Office | None, at: datetime
) -> EventSource:
    """Make a folder into which an application may leave files with events of a service."""
    require(access.may_bring_logs(by))
    with transaction.atomic():
        made = EventSource.objects.create(
            service=service,
            kind="folder",
            name=name,
            office=office,
            made_by=by,
            made_at=at,
            is_example=queries.in_demonstration(),
        )
        base_actions.record(
            by=by, action="service.source_opened", subject=made, at=at, detail={"service": service.pk}
        )
    for place in (drops.folder_of(made), *drops.aside_of(made)):
        place.mkdir(parents=True, exist_ok=True)
    return made


def take_file(source: EventSource, path: Path, *, at: datetime) -> DroppedFile | None:
    """Take one whole file of a source; None where another worker took it meanwhile.

    Safe to run again after it was cut off anywhere: events are known by their key, files by their checksum.
    """
    require(access.may_push(source))
    try:
        checksum = drop_file.checksum_of(path)
        row = DroppedFile(source=source, name=path.name[-200:], checksum=checksum, arrived_at=at)
        if DroppedFile.objects.filter(source=source, checksum=checksum, state="taken").exists():
            row.state = "known"
        else:
            _read(row, path, at)
    except FileNotFoundError:
        return None
    with transaction.atomic():
        row.save(force_insert=True)
        base_actions.record(
            by=source.made_by,
            action="service.file_dropped",
            subject=row,
            at=at,
            detail={"state": row.state, "taken": row.taken},
        )
    _put_aside(row, path)
    return row


def _read(row: DroppedFile, path: Path, at: datetime) -> None:
    try:
        found = drop_file.read_drop(path, zone=ZoneInfo(settings.TIME_ZONE), now=at)
    except drop_file.FileRefused as refusal:
        row.state = "refused"
        row.fault = {"code": refusal.code, "id": refusal.sentence.id, "en": refusal.sentence.en}
        return
    row.state, row.rows = "taken", found.rows
    for begin in range(0, len(found.events), _AT_ONCE):
        row.taken += push_events(row.source, found.events[begin : begin + _AT_ONCE], at=at).new
    if found.refused:
        row.fault = {
            "refused": found.refused,
            "rows": [
                [fault.index, fault.column, fault.code, fault.sentence.id, fault.sentence.en]
                for fault in found.faults
            ],
        }


def _put_aside(row: DroppedFile, path: Path) -> None:
    """Move the file away and write beside it what was wrong; a name that is there already gets a number."""
    done, refused = drops.aside_of(row.source)
    folder = refused if row.state == "refused" else done
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / path.name
    number = 1
    while target.exists():
        number += 1
        target = folder / f"{path.stem}-{number}{path.suffix}"
    try:
        shutil.move(path, target)
    except FileNotFoundError:
        return
    if row.state == "refused":
        target.with_name(f"{target.name}.alasan.txt").write_text(
            f"{row.fault['id']}\n\n{row.fault['en']}\n", encoding="utf-8"
        )
    elif row.fault:
        with target.with_name(f"{target.name}.ditolak.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("baris", "kolom", "kode", "alasan", "reason"))
            writer.writerows(row.fault["rows"])
