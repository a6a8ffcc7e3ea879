"""Tables of impact: studies, when each office was trained, results."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from saindege.people.app.models import Office
from saindege.programme.app.models import Course
from saindege.service.app.models import Service


class Study(models.Model):
    """One question about an effect, designed before it is answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=200)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="studies")
    course = models.ForeignKey(
        Course, null=True, blank=True, on_delete=models.PROTECT, related_name="studies"
    )
    outcome = models.CharField(max_length=32)
    better = models.CharField(
        max_length=6, choices=[("lower", "Lebih kecil lebih baik"), ("higher", "Lebih besar lebih baik")]
    )
    options = models.JSONField(default=dict)
    plan_hash = models.CharField(max_length=64, blank=True)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # Filled for generated data only: what was planted, to be shown beside the estimate.
    planted_effect = models.JSONField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["-planned_at"]

    def __str__(self) -> str:
        return self.title


class OfficeTraining(models.Model):
    """When an office counts as trained in a study; empty means not yet."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="trainings")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    trained_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["study", "office"]
        constraints = [models.UniqueConstraint(fields=["study", "office"], name="office_once_per_study")]


class StudyResult(models.Model):
    """One estimate, with what is needed to make it again."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="results")
    figures = models.JSONField()
    # Verdict and overall effect alone: lists read these, the whole document is long.
    summary = models.JSONField()
    panel_file = models.CharField(max_length=300, blank=True)
    data_hash = models.CharField(max_length=64)
    version = models.CharField(max_length=20)
    seed = models.BigIntegerField()
    estimated_at = models.DateTimeField()

    class Meta:
        ordering = ["-estimated_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["study", "data_hash", "version", "seed"], name="same_estimate_once"
            )
        ]
