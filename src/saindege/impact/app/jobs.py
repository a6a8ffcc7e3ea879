"""Long work of impact."""

from __future__ import annotations

import uuid

from django.utils import timezone

from saindege.base.app.access import require
from saindege.base.app.jobs import Tell
from saindege.base.app.models import Job
from saindege.impact.app import actions


def estimate(job: Job, tell: Tell) -> None:
    """Estimate a study; doing it again keeps the first answer."""
    require(job.asked_by is not None)
    assert job.asked_by is not None
    actions.estimate_study(job.asked_by, uuid.UUID(job.arguments["study"]), at=timezone.now(), tell=tell)


JOBS = {"impact.estimate": estimate}
