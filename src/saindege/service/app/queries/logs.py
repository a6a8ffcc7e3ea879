"""Reads of logs on their way in."""

from __future__ import annotations

import uuid
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from saindege.base.app.models import Account, Job, JobState
from saindege.service.app import access
from saindege.service.app.models import EventLog, Service
from saindege.service.log_folder import read_refused

# Older choices of columns are not looked through: applications change their headers once in years.
_MOST_REMEMBERED = 100


def folder_of(key: uuid.UUID) -> Path:
    """Return the folder of one log."""
    return Path(settings.MEDIA_ROOT) / "service" / str(key)


def stored_path(log: EventLog) -> Path:
    """Return where the file is kept as it came."""
    return folder_of(log.pk) / log.stored_file


def event_paths(service: Service) -> list[Path]:
    """Return the files of kept events of a service, in the order in which its logs came."""
    logs = EventLog.objects.filter(service=service).exclude(events_file="").order_by("uploaded_at", "pk")
    paths = [folder_of(log.pk) / log.events_file for log in logs.only("pk", "events_file")]
    return [path for path in paths if path.is_file()]


def in_demonstration() -> bool:
    """Say whether everything here is invented."""
    return bool(settings.SAINDEGE_DEMO)


def logs_visible_to(account: Account) -> QuerySet[EventLog]:
    """Return the logs that an account may see: whoever brings logs sees all."""
    return EventLog.objects.all() if access.may_bring_logs(account) else EventLog.objects.none()


def logs_for_page(account: Account) -> QuerySet[EventLog]:
    """Return the same without their first rows, the newest first."""
    return logs_visible_to(account).defer("columns").select_related("service", "uploaded_by")


def logs_waiting(account: Account) -> QuerySet[EventLog]:
    """Return the logs that wait for a person: their columns are not confirmed, or they were refused."""
    return logs_for_page(account).filter(state__in=("uploaded", "refused"))


def remembered_columns(log: EventLog) -> dict[str, object]:
    """Return what was last said about a file with the same headers; empty if never."""
    wanted = sorted(column["header"] for column in log.columns)
    earlier = EventLog.objects.filter(state="measured").exclude(pk=log.pk).exclude(stored_file="")
    for other in earlier.only("columns", "mapping", "service").order_by("-uploaded_at")[:_MOST_REMEMBERED]:
        if sorted(column["header"] for column in other.columns) == wanted:
            return {**other.mapping, "service": other.service_id}
    return {}


def job_of(log: EventLog) -> Job | None:
    """Return the work that a log waits for."""
    return Job.objects.filter(key=f"service.measure_log:{log.pk}:{log.mapping.get('attempt')}").first()


def refused_rows(log: EventLog) -> list[dict[str, object]]:
    """Return the rows left out when the log was measured, or those that stopped it: row, column, code, id, en."""
    file = log.refused_file if log.state == "measured" else log.fault.get("file", "")
    if file:
        return read_refused(folder_of(log.pk) / file)
    problems: list[dict[str, object]] = [] if log.state == "measured" else log.fault.get("problems", [])
    return problems


def is_waiting(log: EventLog) -> bool:
    """Say whether a log waits for a worker; one whose work failed waits for a person."""
    if log.state != "queued":
        return False
    job = job_of(log)
    return job is None or job.state != JobState.FAILED
