"""Long work of services; safe to run again after a kill."""

from __future__ import annotations

import time

from django.utils import timezone

from saindege.base.app.access import require
from saindege.base.app.jobs import Tell
from saindege.base.app.models import Job
from saindege.service.app import actions
from saindege.service.app.actions import drops, noting, sources
from saindege.service.app.models import EventLog, Service
from saindege.service.app.queries import drops as drop_queries


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


JOBS = {
    "service.measure_log": measure_log,
    "service.measure_service": measure_service,
    "service.gather_events": gather_events,
    "service.keep_notes": keep_notes,
    "service.take_drops": take_drops,
}
