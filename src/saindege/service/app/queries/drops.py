"""Reads of folders into which applications leave files: what lies there, what was taken, who fell silent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Max, QuerySet

from saindege.service import drop_file
from saindege.service.app.models import DroppedFile, EventSource, Service

#: A source that sent nothing for so many days is told to whoever keeps the house.
QUIET_DAYS = 7
#: Files that are taken in one round; the rest waits for the next.
MOST_FILES = 200


@dataclass(frozen=True, slots=True)
class QuietSource:
    """A source that fell silent; ``last_at`` is None where nothing ever came."""

    source: EventSource
    last_at: datetime | None


def folder_of(source: EventSource) -> Path:
    """Return the folder of a source."""
    return Path(settings.SAINDEGE_DROPS) / str(source.pk)


def aside_of(source: EventSource) -> tuple[Path, Path]:
    """Return the folders of what was taken and of what was refused."""
    folder = folder_of(source)
    return folder / "done", folder / "refused"


def open_folders() -> QuerySet[EventSource]:
    """Return the sources whose folders are looked at."""
    return EventSource.objects.select_related("service", "made_by", "office").filter(
        kind="folder", closed_at=None
    )


def waiting_files(source: EventSource, *, now: float) -> Iterator[Path]:
    """Yield the whole files that lie in a folder, by name; links and folders are none of them."""
    folder = folder_of(source)
    if not folder.is_dir():
        return
    found = 0
    for path in sorted(folder.iterdir()):
        if path.is_symlink() or not path.is_file() or not drop_file.is_still(path, now=now):
            continue
        yield path
        found += 1
        if found == MOST_FILES:
            return


def files_of(service: Service) -> QuerySet[DroppedFile]:
    """Return what arrived in the folders of a service, the newest first."""
    return DroppedFile.objects.filter(source__service=service).select_related("source")


def quiet_sources(now: datetime) -> list[QuietSource]:
    """Return the open applications and folders from which nothing has come for ``QUIET_DAYS``."""
    since = now - timedelta(days=QUIET_DAYS)
    sources = EventSource.objects.filter(kind__in=("api", "folder"), closed_at=None, made_at__lt=since)
    sources = sources.select_related("service").annotate(last_at=Max("events__arrived_at"))
    return [QuietSource(one, one.last_at) for one in sources if one.last_at is None or one.last_at < since]
