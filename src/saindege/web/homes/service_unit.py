"""Services with a signal, logs that wait, complaints and plans that are late, and where to upload the next log."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from saindege.base.app import queries as base_queries
from saindege.base.app.models import Account, JobState
from saindege.service.app import queries as service
from saindege.service.app.queries import complaints, surveys

MOST_SHOWN = 6


def page(account: Account, now: datetime) -> dict[str, object]:
    """Return the service-quality unit's first page."""
    rows = service.service_rows(account)
    today = timezone.localdate(now)
    waiting = complaints.complaints_waiting(account, today)
    signals = [row for row in rows if row.has_signal]
    jobs = base_queries.jobs_visible_to(account).filter(asked_by=account)
    return {
        "tasks": service.audit_tasks(account, today),
        "services": len(rows),
        "measured": sum(row.state != "no_log" for row in rows),
        "signals": signals[:MOST_SHOWN],
        "signal_count": len(signals),
        "calm": [row for row in rows if not row.has_signal and row.state != "no_log"][:MOST_SHOWN],
        "without_log": [row for row in rows if row.state == "no_log"][:MOST_SHOWN],
        "logs": list(service.logs_waiting(account)[:MOST_SHOWN]),
        "complaints": [row for row in waiting if row.standing.is_overdue][:MOST_SHOWN],
        "complaints_waiting": len(waiting),
        "plans": list(
            surveys.open_follow_ups([row.service for row in rows]).filter(due_on__lt=today)[:MOST_SHOWN]
        ),
        "running": list(jobs.filter(state__in=[JobState.WAITING, JobState.RUNNING])[:MOST_SHOWN]),
    }
