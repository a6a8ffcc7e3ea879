"""What a citizen may read of the survey: results as they were when they were published."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from saindege.people.app.models import Office
from saindege.service.app.models.services import Service


class PublishedResult(models.Model):
    """One result of the survey, as it was published; later answers do not change it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="published_results"
    )
    office = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="published_results"
    )
    # ``2026-T3``, ``2026-S1``, ``2026``.
    period = models.CharField(max_length=8)
    figures = models.JSONField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["-period", "-published_at"]
