"""Tables of tests and of practice marked by observers. Marks and answers are personal."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from saindege.people.app.models import Person
from saindege.programme.app.models import Batch, Course


class Phase(models.TextChoices):
    PRE = "pre", _("Tes awal")
    POST = "post", _("Tes akhir")


class Question(models.Model):
    """One question of a course's bank; a changed question is a new one, so that old marks stay what they were."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="questions")
    topic = models.CharField(max_length=80)
    kind = models.CharField(
        max_length=8,
        choices=[
            ("one", _("Satu jawaban")),
            ("several", _("Beberapa jawaban")),
            ("truth", _("Benar atau salah")),
            ("number", _("Isian angka")),
            ("text", _("Isian singkat")),
            ("order", _("Mengurutkan")),
        ],
    )
    text = models.TextField()
    options = models.JSONField(default=list, blank=True)
    # What is right, in the shape that delivery/exam/question.py reads.
    key = models.JSONField()
    is_retired = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["topic", "id"]


class Exam(models.Model):
    """A test of a batch, before or after; both forms are drawn together from one blueprint."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="exams")
    phase = models.CharField(max_length=4, choices=Phase.choices)
    minutes = models.PositiveSmallIntegerField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    # Keys of the questions drawn, and the seed they were drawn with.
    questions = models.JSONField()
    seed = models.PositiveIntegerField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["batch", "opens_at"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "phase"], name="exam_once_per_phase"),
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")), name="exam_closes_after_opening"
            ),
        ]


class Sitting(models.Model):
    """One person at one test: begun, answered, handed in, marked."""

    exam = models.ForeignKey(Exam, on_delete=models.PROTECT, related_name="sittings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sittings")
    begun_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True, blank=True)
    # 0 to 100 once handed in.
    mark = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["exam", "person"]
        constraints = [
            models.UniqueConstraint(fields=["exam", "person"], name="sitting_once_per_exam"),
            models.CheckConstraint(
                condition=models.Q(mark=None) | (models.Q(mark__gte=0) & models.Q(mark__lte=100)),
                name="mark_0_to_100",
            ),
        ]


class ExamAnswer(models.Model):
    """What somebody answered to one question; the last answer before the end stands."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    value = models.JSONField()
    answered_at = models.DateTimeField()
    # 0 to 1 once handed in.
    score = models.FloatField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sitting", "question"], name="answer_once_per_question")
        ]


class Rubric(models.Model):
    """What observers look at in a field practice, and the levels they mark."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="rubrics")
    title = models.CharField(max_length=200)
    criteria = models.JSONField()
    # Words of the levels from the lowest up; a mark is the number of the level, from 1.
    levels = models.JSONField()
    is_retired = models.BooleanField(default=False)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["title", "id"]


class Observation(models.Model):
    """How one observer marked one person's practice."""

    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="observations")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="observations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="observations")
    observer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # One level for each criterion.
    marks = models.JSONField()
    note = models.CharField(max_length=300, blank=True)
    observed_at = models.DateTimeField()
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["person", "observed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["rubric", "batch", "person", "observer"], name="observation_once_per_observer"
            )
        ]
