"""Tables of what arrives by itself: counters, applications, folders, their events."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from saindege.people.app.models import Office
from saindege.service.app.models.services import Service


class EventSource(models.Model):
    """Where events come from one by one: the buttons of a counter, or an application with its token."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="sources")
    kind = models.CharField(
        max_length=8,
        choices=[("counter", _("Loket")), ("api", _("Aplikasi")), ("folder", _("Folder titipan"))],
    )
    name = models.CharField(max_length=100)
    office = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="event_sources"
    )
    # Only its hash is kept; the first letters tell people which one it is.
    token_hash = models.CharField(max_length=64, null=True, unique=True)
    token_hint = models.CharField(max_length=12, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "made_at"]


class ArrivedEvent(models.Model):
    """One event of a source; the same key sent again is the same event. No case number, no name."""

    source = models.ForeignKey(EventSource, on_delete=models.CASCADE, related_name="events")
    key = models.CharField(max_length=64)
    case_key = models.BigIntegerField()
    activity = models.CharField(max_length=100)
    done_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    resource_key = models.BigIntegerField(default=0)
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # A kind of reason, where the event says why papers came back.
    reason = models.CharField(max_length=60, blank=True, default="")
    arrived_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="one_event_of_a_key")]


class DroppedFile(models.Model):
    """One file that an application left in the folder of a source; the same bytes again are the same file."""

    source = models.ForeignKey(EventSource, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    checksum = models.CharField(max_length=64)
    state = models.CharField(
        max_length=8, choices=[("taken", _("Diambil")), ("known", _("Sudah ada")), ("refused", _("Ditolak"))]
    )
    rows = models.PositiveIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    # Rows that were left out, and why, as plain values; the whole list stands beside the file.
    fault = models.JSONField(default=dict, blank=True)
    arrived_at = models.DateTimeField()

    class Meta:
        ordering = ["-arrived_at", "-pk"]
        indexes = [models.Index(fields=["source", "checksum"])]
