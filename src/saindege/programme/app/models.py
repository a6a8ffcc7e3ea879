"""Tables of the programme: partners, speakers, courses, sessions."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models


class Partner(models.Model):
    """An institution, public or private, that lends speakers."""

    name = models.CharField(max_length=200, unique=True)
    sector = models.CharField(max_length=10, choices=[("public", "Pemerintah"), ("private", "Swasta")])
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Speaker(models.Model):
    """Whoever teaches."""

    name = models.CharField(max_length=200)
    partner = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="speakers"
    )
    expertise = models.CharField(max_length=200, blank=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="speaker"
    )
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Course(models.Model):
    """What is offered: a subject, a legal form of training, its hours and its cost."""

    code = models.CharField(max_length=32, unique=True)
    title = models.CharField(max_length=200)
    # Key of the dated table of training forms (programme/rules).
    method = models.CharField(max_length=32)
    summary = models.TextField(blank=True)
    learning_hours = models.DecimalField(max_digits=5, decimal_places=1)
    pass_attendance_share = models.DecimalField(max_digits=4, decimal_places=3, default="0.85")
    cost_rupiah = models.PositiveBigIntegerField(default=0)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Batch(models.Model):
    """A course held once for a group; certificates are given for a batch."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="batches")
    name = models.CharField(max_length=100)
    cost_rupiah = models.PositiveBigIntegerField(default=0)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["course", "name"]
        constraints = [models.UniqueConstraint(fields=["course", "name"], name="batch_once_per_course")]

    def __str__(self) -> str:
        return f"{self.course} - {self.name}"


class Session(models.Model):
    """One meeting of a batch."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Short word in the check-in address; unguessable is not needed, the rotating code guards the door.
    code = models.CharField(max_length=12, unique=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="sessions")
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=200)
    speaker = models.ForeignKey(
        Speaker, null=True, blank=True, on_delete=models.SET_NULL, related_name="sessions"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.PositiveIntegerField()
    learning_hours = models.DecimalField(max_digits=5, decimal_places=1)
    check_in_secret = models.CharField(max_length=64)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Counted up on each save: two people saving the same session do not overwrite each other.
    version = models.PositiveIntegerField(default=1)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="session_ends_after_start"
            ),
            models.CheckConstraint(condition=models.Q(capacity__gt=0), name="session_has_seats"),
        ]

    def __str__(self) -> str:
        return self.title
