"""Tables of the door beside check-ins: scans that came late, and a random recall."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from saindege.people.app.models import Person
from saindege.programme.app.models import Session

VERDICTS = [
    ("counted", _("Dihitung")),
    ("duplicate", _("Sudah tercatat")),
    ("late", _("Di luar waktu sesi")),
    ("over_capacity", _("Kursi penuh")),
    ("not_called", _("Bukan peserta")),
    ("wrong_code", _("Kode salah")),
    ("closed", _("Sesi sudah ditutup")),
    ("too_old", _("Terlalu lama baru dikirim")),
]


class OfflineScan(models.Model):
    """A check-in that a phone kept without signal and sent later; every one is kept, also those that do not count."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="offline_scans")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="offline_scans")
    device = models.CharField(max_length=40)
    seq = models.PositiveIntegerField()
    scanned_at = models.DateTimeField()
    received_at = models.DateTimeField()
    # Whether the digits were those on the screen at the moment of the scan.
    is_code_right = models.BooleanField()
    verdict = models.CharField(max_length=16, choices=VERDICTS)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["scanned_at", "device", "seq"]
        constraints = [models.UniqueConstraint(fields=["device", "seq"], name="scan_once_per_device")]


class Recall(models.Model):
    """One name drawn by chance and called out in the room: is whoever checked in really here?"""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="recalls")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="recalls")
    drawn_at = models.DateTimeField()
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # None until somebody looked.
    is_here = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["drawn_at", "id"]
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="recall_once_per_session")]
