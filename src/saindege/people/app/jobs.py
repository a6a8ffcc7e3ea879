"""Long work of people, done by the worker."""

from __future__ import annotations

import uuid

from django.utils import timezone

from saindege.base.app.access import NotAllowed
from saindege.base.app.jobs import Tell
from saindege.base.app.models import Job
from saindege.people.app import actions


def check_list(job: Job, tell: Tell) -> None:
    """Check a long staff list; doing it again gives the same report."""
    if job.asked_by is None:
        raise NotAllowed
    arguments = job.arguments
    tell(0, 1, "Membaca dan memeriksa setiap baris")
    actions.check_list(
        job.asked_by,
        uuid.UUID(arguments["staff_import"]),
        actions.Confirmed(arguments["mapping"], arguments["offices"], arguments["scope"]),
        at=timezone.now(),
    )
    tell(1, 1, "Selesai diperiksa")


JOBS = {"people.check_list": check_list}
