"""Tables of the professionalism index: what other systems know of people, and what they made of it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from saindege.people.app.models import Person


class IndexImportKind(models.TextChoices):
    FACTS = "facts", _("Kinerja dan disiplin")
    OFFICIAL = "official", _("Hasil resmi")


class IndexImport(models.Model):
    """One list that was taken in: which, how many rows, by whom."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=8, choices=IndexImportKind.choices)
    year = models.PositiveSmallIntegerField()
    file_name = models.CharField(max_length=200)
    checksum = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["-at"]


class IndexFacts(models.Model):
    """What a list said of one person in one year; an empty value was not said."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="index_facts")
    year = models.PositiveSmallIntegerField()
    performance = models.CharField(max_length=20, blank=True)
    discipline = models.CharField(max_length=8, blank=True)
    post_training = models.BooleanField(null=True)
    technical_hours = models.FloatField(null=True)
    seminar = models.BooleanField(null=True)
    source = models.ForeignKey(IndexImport, on_delete=models.PROTECT, related_name="facts")

    class Meta:
        # Not unique: rows of a person who was on the list twice are joined, and the later one stands.
        ordering = ["pk"]
        indexes = [models.Index(fields=["year", "person"])]


class OfficialIndex(models.Model):
    """The official result of one person in one year."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="official_indices")
    year = models.PositiveSmallIntegerField()
    qualification = models.FloatField()
    competence = models.FloatField()
    performance = models.FloatField()
    discipline = models.FloatField()
    source = models.ForeignKey(IndexImport, on_delete=models.PROTECT, related_name="official")

    class Meta:
        # Not unique, for the same reason.
        ordering = ["pk"]
        indexes = [models.Index(fields=["year", "person"])]
