"""Tables of the needs form (AKPK): a period, one form a superior, what each asks for whom."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from saindege.people.app.models.competency import Competency
from saindege.people.app.models.register import Person


class NeedsRound(models.Model):
    """One period in which superiors say what their people need."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField(unique=True)
    opens_on = models.DateField()
    due_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("opens_on")), name="needs_due_after_opening"
            )
        ]


class NeedsForm(models.Model):
    """The form of one superior in one period."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    needs_round = models.ForeignKey(NeedsRound, on_delete=models.CASCADE, related_name="forms")
    superior = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="needs_forms")
    started_at = models.DateTimeField(null=True, blank=True)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    # Counted up on each save: a form open on two phones does not overwrite itself.
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["superior__name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["needs_round", "superior"], name="one_needs_form_a_superior")
        ]


class Urgency(models.TextChoices):
    NOW = "now", _("Segera, layanan terganggu")
    YEAR = "year", _("Tahun ini")
    LATER = "later", _("Dapat menunggu")


class Need(models.Model):
    """What a superior asks for one person: a competency, how urgently, and why."""

    form = models.ForeignKey(NeedsForm, on_delete=models.CASCADE, related_name="needs")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="needs")
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="needs")
    urgency = models.CharField(max_length=8, choices=Urgency.choices)
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["person__name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["form", "person", "competency"], name="one_need_a_competency")
        ]
