"""All that is held about a person, taken along as one file."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from saindege.people.app.models import Person
from saindege.web.operation import personal


@require_POST
def personal_data(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Hand out the data of one person, to the person or to an administrator; the record says so."""
    person = get_object_or_404(Person, pk=key, erased_at=None)
    _document, content = personal.archive_of(request.user, person, timezone.now())
    response = HttpResponse(content, content_type="application/zip")
    mark = "-data-contoh" if person.is_example else ""
    response["Content-Disposition"] = f'attachment; filename="data-pribadi{mark}.zip"'
    response["Cache-Control"] = "no-store"
    return response
