"""Tables of what lies outside the classroom: courses of others, and what one does with a course at work."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from saindege.people.app.models import Person
from saindege.programme.app.models import Batch


class ClaimState(models.TextChoices):
    ASKED = "asked", _("Menunggu pemeriksaan")
    APPROVED = "approved", _("Diakui")
    REFUSED = "refused", _("Tidak diakui")


class OutsideCourse(models.Model):
    """A course taken elsewhere, claimed with proof; it counts once somebody has looked at the proof."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="outside_courses")
    title = models.CharField(max_length=200)
    organiser = models.CharField(max_length=200)
    # Key of the dated table of training forms, and how many of its units.
    form = models.CharField(max_length=32)
    quantity = models.DecimalField(max_digits=6, decimal_places=1)
    is_international = models.BooleanField(default=False)
    first_on = models.DateField()
    # Hours count in the year of the last day.
    last_on = models.DateField()
    certificate_number = models.CharField(max_length=100, blank=True)
    file_name = models.CharField(max_length=200)
    stored_file = models.CharField(max_length=300)
    # SHA-256 of the proof: the same paper is not claimed twice.
    checksum = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=ClaimState.choices, default=ClaimState.ASKED)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.CharField(max_length=200, blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["-last_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("first_on")), name="outside_ends_after_start"
            ),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="outside_quantity_is_some"),
            models.UniqueConstraint(
                fields=["person", "checksum"],
                condition=~models.Q(state="refused"),
                name="outside_proof_once_per_person",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class FollowUpPlan(models.Model):
    """What a participant will do at work with what was learned (RTL), agreed with the superior."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="follow_up_plans")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="follow_up_plans")
    goal = models.CharField(max_length=300)
    steps = models.TextField()
    due_on = models.DateField()
    written_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The superior sent it back; whoever wrote it writes it anew.
    returned_at = models.DateTimeField(null=True, blank=True)
    return_note = models.CharField(max_length=200, blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [models.UniqueConstraint(fields=["batch", "person"], name="plan_once_per_batch")]


class LogEntry(models.Model):
    """One task done at work with a new skill; it counts once the superior has countersigned it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(FollowUpPlan, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(
        max_length=8,
        choices=[("task", _("Tugas dengan keterampilan baru")), ("teach", _("Mengajari rekan"))],
        default="task",
    )
    done_on = models.DateField()
    task = models.CharField(max_length=300)
    # Colleagues who were taught.
    taught = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The superior sent it back instead; written anew, it waits again.
    returned_at = models.DateTimeField(null=True, blank=True)
    return_note = models.CharField(max_length=200, blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["-done_on", "-written_at"]
