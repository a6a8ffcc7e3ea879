"""Tables of cost and benefit: what a batch costs in full, what a course takes for granted."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from saindege.programme.app.models import Batch, Course


class BatchCost(models.Model):
    """What was written down about the cost of one batch; rupiah and hours."""

    batch = models.OneToOneField(Batch, on_delete=models.CASCADE, related_name="full_cost")
    fees = models.PositiveBigIntegerField(default=0)
    travel = models.PositiveBigIntegerField(default=0)
    materials = models.PositiveBigIntegerField(default=0)
    hours_away = models.FloatField()
    staff_hour = models.PositiveIntegerField()
    cover_hours = models.FloatField(default=0)
    cover_hour = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    is_example = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hours_away__gte=0, cover_hours__gte=0), name="hours_of_cost_not_negative"
            )
        ]


class ValueAssumptions(models.Model):
    """Ranges that one course takes instead of the product's own: name to lowest, likeliest, highest."""

    course = models.OneToOneField(Course, on_delete=models.CASCADE, related_name="value_assumptions")
    ranges = models.JSONField()
    source = models.CharField(max_length=300)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()


class CityAssumptions(models.Model):
    """Ranges that the city takes instead of the product's own from one day on; followed by newer ones, never changed."""

    in_force_from = models.DateField()
    # Name of a range to lowest, likeliest, highest; what is missing stays the product's.
    ranges = models.JSONField()
    source = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-in_force_from", "-pk"]
