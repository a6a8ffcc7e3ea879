"""Long work of delivery."""

from __future__ import annotations

from django.utils import timezone

from saindege.base.app.access import require
from saindege.base.app.jobs import Tell
from saindege.base.app.models import Job
from saindege.delivery.app import actions, queries


def issue_certificates(job: Job, tell: Tell) -> None:
    """Issue every certificate of a batch that is due, one by one; after a kill it goes on where it stopped."""
    require(job.asked_by is not None)
    batch = queries.batches().get(pk=job.arguments["batch"])
    waiting = queries.waiting_in(batch)
    tell(0, len(waiting), "Menyiapkan")
    for number, part in enumerate(waiting, start=1):
        actions.issue_certificate(job.asked_by, batch, part.person, at=timezone.now())
        tell(number, len(waiting), f"Sertifikat {number} dari {len(waiting)}")


JOBS = {actions.ISSUE: issue_certificates}
