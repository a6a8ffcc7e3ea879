"""Complaints about services."""

from __future__ import annotations

from django.db import models

from saindege.people.app.models import Office
from saindege.service.app.models.services import Service


class Complaint(models.Model):
    """One complaint about a service, without the name of whoever complains; its clocks are told by the library."""

    number = models.CharField(max_length=20, unique=True)
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="complaints"
    )
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="complaints")
    channel = models.CharField(max_length=12)
    ground = models.CharField(max_length=16)
    clock = models.CharField(max_length=16)
    text = models.CharField(max_length=1000)
    received_on = models.DateField()
    forwarded_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=1000, blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["-received_on", "-number"]
