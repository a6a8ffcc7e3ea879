"""Table of the education of each person: one row a diploma, of every level."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from saindege.people.app.models.competency import LevelList
from saindege.people.app.models.register import Person


class Diploma(models.Model):
    """One education that a person finished; the highest one also stands with the person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="diplomas")
    # As the register writes levels: SD to S3, see rules/staff_list.toml.
    level = models.CharField(max_length=16)
    # Without case and spaces tells two studies of one level apart; as written is shown.
    study = models.CharField(max_length=120, blank=True)
    institution = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    level_list = models.ForeignKey(LevelList, null=True, on_delete=models.PROTECT, related_name="diplomas")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["person", "-year", "-id"]
        constraints = [models.UniqueConstraint(fields=["person", "level", "study"], name="diploma_once")]

    def __str__(self) -> str:
        return f"{self.level} {self.study}".strip()
