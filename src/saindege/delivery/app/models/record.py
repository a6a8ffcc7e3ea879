"""Tables of who was called, who came, and what was proved by it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from saindege.people.app.models import Person
from saindege.programme.app.models import Batch, Session, Speaker


class Participant(models.Model):
    """A person who was called to a batch."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="participants")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="participations")
    called_at = models.DateTimeField()
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["batch", "person"]
        constraints = [models.UniqueConstraint(fields=["batch", "person"], name="participant_once_per_batch")]


class CheckIn(models.Model):
    """A participant arrived at a session; the first arrival counts."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="check_ins")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="check_ins")
    arrived_at = models.DateTimeField()
    way = models.CharField(
        max_length=8,
        choices=[
            ("code", _("Kode di layar")),
            ("offline", _("Kode di layar, tanpa sinyal")),
            ("manual", _("Dicatat panitia")),
            ("paper", _("Lembar kertas")),
        ],
    )
    # A random word that the browser made for itself; empty where it sent none.
    device = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    # The photo of the paper sheet that shows the signature, also where a phone was earlier.
    sheet = models.ForeignKey(
        "SheetPhoto", null=True, blank=True, on_delete=models.PROTECT, related_name="check_ins"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["arrived_at"]
        constraints = [
            models.UniqueConstraint(fields=["session", "person"], name="check_in_once_per_session")
        ]


class HeadCount(models.Model):
    """How many people the speaker counted in the room: a second witness beside the codes."""

    session = models.OneToOneField(
        Session, primary_key=True, on_delete=models.PROTECT, related_name="head_count"
    )
    people = models.PositiveSmallIntegerField()
    counted_at = models.DateTimeField()
    counted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )


class RegisterBook(models.Model):
    """The last number given in a year; locked while the next is taken, so no gaps and no doubles."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last_number = models.PositiveIntegerField(default=0)


class Certificate(models.Model):
    """Proof of a batch finished; what it says is frozen on the day of issue."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The code under the QR picture, in the address of the public check: drawn by chance, because register numbers
    # could be counted through to read who learned what.
    number = models.CharField(max_length=40, unique=True)
    # Place in the office's book; the written register number is part of the content.
    register_year = models.PositiveSmallIntegerField()
    register_serial = models.PositiveIntegerField()
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="certificates")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="certificates")
    content = models.JSONField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revocation_reason = models.CharField(max_length=200, blank=True)
    # A certificate that was issued anew is the old one, revoked and no longer current, and a new one that names it.
    is_current = models.BooleanField(default=True)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    # Given to the national signing service, whose answer is not kept: it may have signed. Never sent again by itself.
    sent_to_sign_at = models.DateTimeField(null=True, blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["register_year", "register_serial"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "person"],
                condition=models.Q(is_current=True),
                name="certificate_once_per_batch",
            ),
            models.UniqueConstraint(
                fields=["register_year", "register_serial"], name="certificate_serial_once"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def owner_account_id(self) -> int | None:
        """Account of whoever the certificate is about."""
        return self.person.account_id


class SpeakerCertificate(models.Model):
    """Proof that somebody taught in a batch; numbered in the same book as the participants' certificates."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=40, unique=True)
    register_year = models.PositiveSmallIntegerField()
    register_serial = models.PositiveIntegerField()
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="speaker_certificates")
    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="certificates")
    content = models.JSONField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revocation_reason = models.CharField(max_length=200, blank=True)
    # Given to the national signing service, whose answer is not kept: it may have signed. Never sent again by itself.
    sent_to_sign_at = models.DateTimeField(null=True, blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["register_year", "register_serial"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "speaker"], name="speaker_certificate_once_per_batch"),
            models.UniqueConstraint(
                fields=["register_year", "register_serial"], name="speaker_certificate_serial_once"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def owner_account_id(self) -> int | None:
        """Account of whoever the certificate is about."""
        return self.speaker.account_id


class SignedPaper(models.Model):
    """The signed file of a certificate, kept because a signature can never be made twice the same."""

    # Of the participant's or the speaker's certificate.
    number = models.CharField(max_length=40, primary_key=True)
    stored_file = models.CharField(max_length=200)
    checksum = models.CharField(max_length=64)
    signer = models.CharField(max_length=200)
    signed_at = models.DateTimeField(null=True)
    # Signed here by the house's own authority, elsewhere and put in its place, or by the national service.
    way = models.CharField(
        max_length=8,
        choices=[("own", "Di sini"), ("uploaded", "Di tempat lain"), ("gateway", "Layanan nasional")],
    )
    stored_at = models.DateTimeField()
    stored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )


class SiasnExport(models.Model):
    """One archive for SIASN: both lists and the certificate files of a year."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    stored_file = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    # How many rows and files it holds, and which certificates lack a NIP: {"kursus": 3, ..., "without_nip": [...]}.
    counts = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-asked_at"]
