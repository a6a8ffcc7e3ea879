"""Is the house well: database, worker, jobs, space; what was changed last."""

from __future__ import annotations

import shutil
from datetime import datetime

from django.conf import settings

from saindege import __version__
from saindege.base.app import queries as base_queries
from saindege.base.app.models import Account, JobState
from saindege.web import record_words

LITTLE_SPACE_GB = 2.0
ACTS_SHOWN = 6


def page(account: Account, now: datetime) -> dict[str, object]:
    """Return the administrator's first page; the settings open with the same."""
    jobs = base_queries.jobs_visible_to(account)
    folder = settings.SAINDEGE_DATA
    free_gb = shutil.disk_usage(folder if folder.exists() else folder.parent).free / 1e9
    return {
        "worker_alive": base_queries.worker_is_alive(now),
        "workers": base_queries.heartbeats()[:5],
        "waiting": jobs.filter(state=JobState.WAITING).count(),
        "running": jobs.filter(state=JobState.RUNNING).count(),
        "failed": jobs.filter(state=JobState.FAILED).count(),
        "free_gb": free_gb,
        "little_space": free_gb < LITTLE_SPACE_GB,
        "accounts": base_queries.accounts().filter(is_active=True).count(),
        "acts": record_words.lines(base_queries.record_rows()[:ACTS_SHOWN]),
        "version": __version__,
        "folder": folder,
        "engine": settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1],
    }
