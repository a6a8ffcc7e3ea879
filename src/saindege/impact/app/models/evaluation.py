"""Tables of an evaluation: reactions without names, marks of tests, behaviour agreed and seen."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from saindege.people.app.models import Person
from saindege.programme.app.models import Batch, Course
from saindege.service.app.models import Service


class ReactionGiven(models.Model):
    """That somebody has answered; what was answered stands elsewhere and carries no name and no moment."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="reactions_given")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "person"], name="reaction_once_per_person")]


class ReactionAnswer(models.Model):
    """One answer about a batch; nobody's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="reactions")
    # Key of a statement to its mark; the statements are versioned data.
    marks = models.JSONField()
    comment = models.CharField(max_length=500, blank=True)
    rule_version = models.CharField(max_length=20)
    is_example = models.BooleanField(default=False)


class LearningMarks(models.Model):
    """Marks of one participant before and after a batch, on a scale of 100."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="learning_marks")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    pre = models.FloatField(null=True, blank=True)
    post = models.FloatField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    is_example = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "person"], name="marks_once_per_person"),
            models.CheckConstraint(
                condition=models.Q(pre=None) | models.Q(pre__range=(0, 100)), name="pre_mark_0_to_100"
            ),
            models.CheckConstraint(
                condition=models.Q(post=None) | models.Q(post__range=(0, 100)), name="post_mark_0_to_100"
            ),
        ]


class TargetBehaviour(models.Model):
    """What one participant and the superior agree to see after the course."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="targets")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=300)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    agreed_at = models.DateTimeField()
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["batch", "person"]
        constraints = [models.UniqueConstraint(fields=["batch", "person"], name="target_once_per_person")]


class RaterKind(models.TextChoices):
    SELF = "self", _("Diri sendiri")
    SUPERIOR = "superior", _("Atasan")
    PEER = "peer", _("Rekan")


class BehaviourRater(models.Model):
    """Who is asked about one target behaviour."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    target = models.ForeignKey(TargetBehaviour, on_delete=models.CASCADE, related_name="raters")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=RaterKind.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["target", "person"], name="rater_once_per_target")]


class BehaviourAnswer(models.Model):
    """How often the behaviour was seen, so many days after the course; the first answer of a day stands."""

    rater = models.ForeignKey(BehaviourRater, on_delete=models.CASCADE, related_name="answers")
    day = models.PositiveSmallIntegerField()
    mark = models.PositiveSmallIntegerField()
    answered_on = models.DateField()
    is_example = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rater", "day"], name="behaviour_once_a_day"),
            models.CheckConstraint(condition=models.Q(mark__range=(0, 4)), name="behaviour_mark_0_to_4"),
        ]


class SkillTrace(models.Model):
    """The step in the log of a service by which one sees that what a course teaches is in use."""

    course = models.OneToOneField(Course, on_delete=models.CASCADE, related_name="skill_trace")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    activity = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    is_example = models.BooleanField(default=False)


class SkillUse(models.Model):
    """How often the offices and officers of a batch took that step, counted from the log; sums only, no person."""

    batch = models.OneToOneField(Batch, on_delete=models.CASCADE, related_name="skill_use")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    activity = models.CharField(max_length=200)
    # Counts by day after the course, see ``impact.evaluation.use``.
    figures = models.JSONField()
    data_hash = models.CharField(max_length=64)
    counted_at = models.DateTimeField()
    is_example = models.BooleanField(default=False)
