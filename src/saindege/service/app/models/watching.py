"""Watching a service: from which week on its limits are reckoned anew, and the weekly notes of offices."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from saindege.people.app.models import Office
from saindege.service.app.models.services import Service


class ControlPhase(models.Model):
    """A decision that a service works differently from one week on: its limits are reckoned from there."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="control_phases")
    # A Monday.
    begins_on = models.DateField()
    reason = models.CharField(max_length=300)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()
    # Taken back, never deleted: the record stays.
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["begins_on", "pk"]


class WeeklyNote(models.Model):
    """What the note of an office said in one week, as it was made; logs that come later do not change it."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="weekly_notes")
    monday = models.DateField()
    # Figures and signals as plain values; the page and the paper word them.
    content = models.JSONField()
    made_at = models.DateTimeField()
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["-monday", "office__name"]
        constraints = [models.UniqueConstraint(fields=["office", "monday"], name="one_note_of_a_week")]
