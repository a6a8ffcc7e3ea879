"""Tables of competencies: what there is, what posts require, what people hold."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from saindege.people.app.models.register import Person


class CompetencyKind(models.TextChoices):
    MANAGERIAL = "managerial", _("Manajerial")
    SOCIOCULTURAL = "sociocultural", _("Sosial kultural")
    TECHNICAL = "technical", _("Teknis")


class Competency(models.Model):
    """Something that people can do, on levels 1 to 5."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    # In English, where somebody wrote it down; the common ones have theirs in the rules.
    name_en = models.CharField(max_length=120, blank=True, default="")
    kind = models.CharField(max_length=16, choices=CompetencyKind.choices)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["kind", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        """The name in the reader's language, the Indonesian one where no other was written down."""
        return self.name_en if self.name_en and get_language() == "en" else self.name


class LevelListKind(models.TextChoices):
    STANDARDS = "standards", _("Standar jabatan")
    ASSESSMENTS = "assessments", _("Hasil penilaian")
    EDUCATION = "education", _("Riwayat pendidikan")


class LevelList(models.Model):
    """One table of standards, assessments or diplomas on its way in: the raw file, what it says, applied or dropped."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=LevelListKind.choices)
    file_name = models.CharField(max_length=200)
    stored_file = models.CharField(max_length=300)
    checksum = models.CharField(max_length=64)
    sheets = models.JSONField(default=list)
    sheet = models.CharField(max_length=64, blank=True)
    # Counts and refused rows of the last check.
    report = models.JSONField(default=dict)
    state = models.CharField(
        max_length=12,
        choices=[("checked", _("Sudah diperiksa")), ("applied", _("Diterapkan")), ("discarded", _("Dibatalkan"))],
        default="checked",
    )  # fmt: skip
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at"]


class PostStandard(models.Model):
    """The level of one competency that one post requires; a level that is replaced keeps its row."""

    # The post without case and spaces, as ``saindege.people.gaps`` compares them.
    post = models.CharField(max_length=200)
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="standards")
    level = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200, blank=True)
    level_list = models.ForeignKey(LevelList, null=True, on_delete=models.PROTECT, related_name="standards")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["post", "competency"]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "competency"], condition=models.Q(until=None), name="one_standard_in_force"
            ),
            models.CheckConstraint(condition=models.Q(level__range=(1, 5)), name="standard_level_1_to_5"),
        ]


class AssessmentSource(models.TextChoices):
    TEST = "test", _("Uji kompetensi")
    SUPERIOR = "superior", _("Penilaian atasan")
    PRACTICE = "practice", _("Latihan kerja")


class Assessment(models.Model):
    """What one person was found to hold: by whom, on which day, by what evidence. Never changed, only followed."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="assessments")
    competency = models.ForeignKey(Competency, on_delete=models.PROTECT, related_name="assessments")
    source = models.CharField(max_length=8, choices=AssessmentSource.choices)
    level = models.PositiveSmallIntegerField()
    assessed_on = models.DateField()
    evidence = models.CharField(max_length=200, blank=True)
    # The newest of its source for this person and competency: only these count.
    is_newest = models.BooleanField(default=True)
    level_list = models.ForeignKey(LevelList, null=True, on_delete=models.PROTECT, related_name="assessments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["-assessed_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "competency", "source", "assessed_on"], name="assessed_once_a_day"
            ),
            models.CheckConstraint(condition=models.Q(level__range=(0, 5)), name="assessed_level_0_to_5"),
        ]
