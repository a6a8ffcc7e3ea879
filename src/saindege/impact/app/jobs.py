"""Long work of impact."""

from __future__ import annotations

import uuid

from django.utils import timezone

from saindege.base.app.access import require
from saindege.base.app.jobs import Tell
from saindege.base.app.models import Job
from saindege.impact.app import actions
from saindege.programme.app.models import Course


def estimate(job: Job, tell: Tell) -> None:
    """Estimate a study; doing it again keeps the first answer."""
    require(job.asked_by is not None)
    assert job.asked_by is not None
    actions.estimate_study(job.asked_by, uuid.UUID(job.arguments["study"]), at=timezone.now(), tell=tell)


def use(job: Job, tell: Tell) -> None:
    """Count how often the step of a course is taken; doing it again writes the same."""
    require(job.asked_by is not None)
    assert job.asked_by is not None
    course = Course.objects.get(pk=job.arguments["course"])
    actions.count_use(job.asked_by, course, at=timezone.now(), tell=tell)


JOBS = {"impact.estimate": estimate, "impact.use": use}
