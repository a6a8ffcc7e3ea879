"""Long work of services; safe to run again after a kill."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from saindege.base.app.access import require
from saindege.base.app.due import DueWork
from saindege.base.app.jobs import Tell
from saindege.base.app.models import Job
from saindege.service.app import actions
from saindege.service.app.actions import drops, noting, sources
from saindege.service.app.models import EventLog, Service
from saindege.service.app.queries import drops as drop_queries

_NOTES_HOUR = 5


def measure_log(job: Job, tell: Tell) -> None:
    """Measure the log that a person confirmed; nothing is left to do where it was confirmed anew since."""
    require(job.asked_by is not None)
    log = EventLog.objects.select_related("service").filter(pk=job.arguments["log"]).first()
    if log is None or log.mapping.get("attempt") != job.arguments["attempt"]:
        return
    actions.measure_log(job.asked_by, log, at=timezone.now(), tell=tell)


def measure_service(job: Job, tell: Tell) -> None:
    """Measure a service again, after its promise or its final step changed."""
    require(job.asked_by is not None)
    service = Service.objects.filter(pk=job.arguments["service"]).first()
    if service is None:
        return
    tell(0, 1, "Menghitung angka layanan")
    actions.measure_service(job.asked_by, service, at=timezone.now())
    tell(1, 1, "Selesai")


def gather_events(job: Job, tell: Tell) -> None:
    """Measure a service from the events that its counters and applications sent."""
    require(job.asked_by is not None)
    service = Service.objects.filter(pk=job.arguments["service"]).first()
    if service is not None:
        sources.gather_events(job.asked_by, service, at=timezone.now(), tell=tell)


def take_drops(job: Job, tell: Tell) -> None:
    """Take the whole files that lie in the folders of applications."""
    folders = list(drop_queries.open_folders())
    for done, source in enumerate(folders):
        tell(done, len(folders), f"Mengambil titipan: {source.name}")
        for path in drop_queries.waiting_files(source, now=time.time()):
            drops.take_file(source, path, at=timezone.now())
    tell(len(folders), len(folders), "Selesai")


def keep_notes(job: Job, tell: Tell) -> None:
    """Make the weekly notes that are missing; in nobody's name where the calendar asked."""
    noting.keep_weekly_notes(job.asked_by, today=timezone.localdate(), at=timezone.now(), tell=tell)


def notes_due(now: datetime) -> Iterable[DueWork]:
    """Ask for the weekly notes once a day, before the offices open: logs of the week come in on different days."""
    local = timezone.localtime(now)
    if local.hour >= _NOTES_HOUR:
        yield DueWork(
            kind="service.keep_notes",
            period=f"{local:%Y-%m-%d}",
            title="Menulis catatan pekan",
            result_url=reverse("service:notes"),
        )


def drops_due(now: datetime) -> Iterable[DueWork]:
    """Ask for the folders to be looked at where a whole file lies in one, once in five minutes."""
    at = now.timestamp()
    if any(next(drop_queries.waiting_files(one, now=at), None) for one in drop_queries.open_folders()):
        five = now.replace(minute=now.minute - now.minute % 5)
        yield DueWork(
            kind="service.take_drops", period=f"{five:%Y-%m-%dT%H:%M}", title="Mengambil berkas titipan"
        )


JOBS = {
    "service.measure_log": measure_log,
    "service.measure_service": measure_service,
    "service.gather_events": gather_events,
    "service.keep_notes": keep_notes,
    "service.take_drops": take_drops,
}

DUE = (drops_due, notes_due)
