"""Long work of services; safe to run again after a kill."""

from __future__ import annotations

from django.utils import timezone

from saindege.base.app.access import require
from saindege.base.app.jobs import Tell
from saindege.base.app.models import Job
from saindege.service.app import actions
from saindege.service.app.actions import sources
from saindege.service.app.models import EventLog, Service


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


JOBS = {
    "service.measure_log": measure_log,
    "service.measure_service": measure_service,
    "service.gather_events": gather_events,
}
