"""The page for watchdogs."""

from __future__ import annotations

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from saindege.base.app import queries as base_queries


@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers and a worker was seen lately, 503 otherwise."""
    try:
        worker = base_queries.worker_is_alive(timezone.now())
        database = True
    except DatabaseError:
        database = worker = False
    answer = {"ok": database and worker, "database": database, "worker": worker}
    return JsonResponse(answer, status=200 if answer["ok"] else 503)
