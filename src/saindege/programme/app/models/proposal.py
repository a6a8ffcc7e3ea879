"""Tables of proposals: what an office asks for, its budget, each step of its way, the book of numbers."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from saindege.people.app.models import Office


class ProposalState(models.TextChoices):
    DRAFT = "draft", _("Rancangan")
    SUBMITTED = "submitted", _("Diajukan")
    REVISE = "revise", _("Perlu diperbaiki")
    ACCEPTED = "accepted", _("Disetujui")
    REFUSED = "refused", _("Ditolak")


class Proposal(models.Model):
    """A request (KAK) of an office to hold a course."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="proposals")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="proposals")
    state = models.CharField(max_length=9, choices=ProposalState.choices, default=ProposalState.DRAFT)
    title = models.CharField(max_length=200)
    background = models.TextField(blank=True)
    legal_basis = models.TextField(blank=True)
    purpose = models.TextField(blank=True)
    objective = models.TextField(blank=True)
    outcome_direct = models.TextField(blank=True)
    outcome_medium = models.TextField(blank=True)
    outcome_long = models.TextField(blank=True)
    speakers = models.TextField(blank=True)
    target_group = models.TextField(blank=True)
    participants = models.PositiveIntegerField(null=True, blank=True)
    method = models.CharField(max_length=32, blank=True)
    learning_hours = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    first_on = models.DateField(null=True, blank=True)
    last_on = models.DateField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    # Who keeps the counter open meanwhile.
    cover_plan = models.TextField(blank=True)
    # Counted up on each save: two people saving the same proposal do not overwrite each other.
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    recognised_hours = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    register_year = models.PositiveIntegerField(null=True, blank=True)
    register_serial = models.PositiveIntegerField(null=True, blank=True)
    register_number = models.CharField(max_length=64, blank=True)
    # What the reply letter says; frozen on the day of the decision.
    letter = models.JSONField(default=dict, blank=True)
    course = models.ForeignKey(
        "saindege.Course", null=True, blank=True, on_delete=models.SET_NULL, related_name="proposals"
    )
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["-created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["register_year", "register_serial"], name="proposal_number_once_per_year"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["accepted", "refused"], register_serial__isnull=False)
                | models.Q(state__in=["draft", "submitted", "revise"], register_serial__isnull=True),
                name="proposal_numbered_when_decided",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="accepted") | models.Q(recognised_hours__gt=0),
                name="accepted_proposal_has_hours",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProposalLine(models.Model):
    """One line of the budget of a proposal."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    # Key of the dated table of standard costs.
    item = models.CharField(max_length=40)
    words = models.CharField(max_length=200, blank=True)
    quantity = models.PositiveIntegerField()
    unit_rupiah = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["position"]


class ProposalStep(models.Model):
    """One step of a proposal's way: who, when, from where to where, and why. Never changed."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="steps")
    act = models.CharField(max_length=12)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=ProposalState.choices)
    reason = models.TextField(blank=True)
    # Of the content at that moment: what was approved is what was handed in.
    content_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]


class ProposalBook(models.Model):
    """The last number given in a year; locked while the next one is taken."""

    year = models.PositiveIntegerField(primary_key=True)
    last_number = models.PositiveIntegerField(default=0)


class StandardCost(models.Model):
    """A ceiling that the city itself has set; it stands before the figures that ship with the product."""

    item = models.CharField(max_length=40)
    ceiling_rupiah = models.PositiveBigIntegerField()
    in_force_from = models.DateField()
    source = models.CharField(max_length=300)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["item", "-in_force_from"]
        constraints = [
            models.UniqueConstraint(fields=["item", "in_force_from"], name="one_ceiling_per_item_and_day")
        ]
