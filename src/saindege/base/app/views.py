"""The page of a job."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from saindege.base.app import queries
from saindege.base.app.pages import htmx

STOP_POLLING = 286


@require_safe
def job(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show how far a job is; asked by the page itself, only the part that moves."""
    found = get_object_or_404(queries.jobs_visible_to(request.user), pk=key)
    now = timezone.now()
    progress = queries.progress_of(found, now)
    page = {"job": found, "progress": progress, "worker_alive": queries.worker_is_alive(now)}
    if htmx(request):
        status = STOP_POLLING if progress.over else 200
        return render(request, "base/job_progress.html", {**page, "polled": True}, status=status)
    return render(request, "base/job.html", page)
