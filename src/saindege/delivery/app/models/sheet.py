"""Photos of the attendance sheet on paper, what was read on them, and what a person decided."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from saindege.programme.app.models import Session


class PhotoState(models.TextChoices):
    WAITING = "waiting", _("Sedang dibaca")
    READ = "read", _("Menunggu dicocokkan")
    REFUSED = "refused", _("Tidak terbaca")
    CONFIRMED = "confirmed", _("Kehadiran disimpan")
    DROPPED = "dropped", _("Dibuang")


class SheetPhoto(models.Model):
    """A photo or scan of a session's paper sheet. Nobody is present by it until a person has confirmed it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="sheet_photos")
    file_name = models.CharField(max_length=200)
    stored_file = models.CharField(max_length=200)
    # SHA-256 of the file: the same photo is known again.
    checksum = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    state = models.CharField(max_length=9, choices=PhotoState.choices, default=PhotoState.WAITING)
    # What was read, page by page, as delivery.sheet.machine gives it; a page that was refused holds its sentence.
    pages = models.JSONField(default=list, blank=True)
    # By "page.row": the person, whether here, whether that differs from what was read for sure.
    decisions = models.JSONField(default=dict, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["sent_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["session", "checksum"], name="sheet_photo_once_per_session")
        ]

    def __str__(self) -> str:
        return self.file_name
