"""What the calendar asks of services, and what files that wait ask."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from saindege.base.app.due import DueWork

_NOTES_HOUR = 5


def notes_due(now: datetime) -> Iterable[DueWork]:
    """Ask for the weekly notes once a day, before the offices open: logs of the week come in on different days."""
    local = timezone.localtime(now)
    if local.hour >= _NOTES_HOUR:
        yield DueWork(
            kind="service.keep_notes",
            period=f"{local:%Y-%m-%d}",
            title="Menulis catatan pekan",
            result_page="service:notes",
        )


def drops_due(now: datetime) -> Iterable[DueWork]:
    """Ask for the folders to be looked at where a whole file lies in one, once in five minutes."""
    if not any(path.is_file() for path in Path(settings.SAINDEGE_DROPS).glob("*/*")):
        return
    # Imported only where something lies there: it loads much, and a worker that rests looks every minute.
    from saindege.service.app.queries import drops

    at = now.timestamp()
    if any(next(drops.waiting_files(one, now=at), None) for one in drops.open_folders()):
        five = now.replace(minute=now.minute - now.minute % 5)
        yield DueWork(
            kind="service.take_drops", period=f"{five:%Y-%m-%dT%H:%M}", title="Mengambil berkas titipan"
        )


DUE = (drops_due, notes_due)
