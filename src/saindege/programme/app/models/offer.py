"""Tables of what is offered: courses with their content, batches, sessions."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from saindege.programme.app.models.partner import Speaker


class Course(models.Model):
    """What is offered: a subject, a legal form of training, its hours and its cost."""

    code = models.CharField(max_length=32, unique=True)
    title = models.CharField(max_length=200)
    # Key of the dated table of training forms (programme/rules).
    method = models.CharField(max_length=32)
    summary = models.TextField(blank=True)
    learning_hours = models.DecimalField(max_digits=5, decimal_places=1)
    pass_attendance_share = models.DecimalField(max_digits=4, decimal_places=3, default="0.85")
    # Least mark of the post-test (0 to 100) and least per cent of the marked practice; none asks for no mark.
    pass_post_mark = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True, default=None)
    pass_practice_percent = models.DecimalField(
        max_digits=4, decimal_places=1, null=True, blank=True, default=None
    )
    cost_rupiah = models.PositiveBigIntegerField(default=0)
    target_group = models.TextField(blank=True)
    prerequisites = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="followed_by")
    # A course on a service's application names it and the tasks that one masters in it.
    application = models.CharField(max_length=200, blank=True)
    tasks = models.JSONField(default=list, blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q((name, None)) | models.Q((f"{name}__gte", 0), (f"{name}__lte", 100)),
                name=f"{name}_0_to_100",
            )
            for name in ("pass_post_mark", "pass_practice_percent")
        ]

    def __str__(self) -> str:
        return self.title


class CourseLesson(models.Model):
    """One topic of the curriculum with its learning hours."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="lessons")
    position = models.PositiveSmallIntegerField()
    topic = models.CharField(max_length=200)
    way = models.CharField(max_length=100, blank=True)
    learning_hours = models.DecimalField(max_digits=5, decimal_places=1)

    class Meta:
        ordering = ["position"]


class CourseCompetency(models.Model):
    """A competency that a course raises, and to which level; the key is of the people's table."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="competencies")
    competency = models.CharField(max_length=64)
    level = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["course", "competency"], name="competency_once_per_course"),
            models.CheckConstraint(
                condition=models.Q(level__gte=1) & models.Q(level__lte=5), name="course_level_1_to_5"
            ),
        ]


class CourseMaterial(models.Model):
    """A file that belongs to a course, kept in the data folder."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(max_length=200)
    file_name = models.CharField(max_length=200)
    stored_file = models.CharField(max_length=300)
    size = models.PositiveIntegerField()
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["title", "id"]


class CourseCost(models.Model):
    """One line of what a batch of this course usually costs."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="costs")
    position = models.PositiveSmallIntegerField()
    item = models.CharField(max_length=40)
    words = models.CharField(max_length=200, blank=True)
    quantity = models.PositiveIntegerField()
    unit_rupiah = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["position"]


class Batch(models.Model):
    """A course held once for a group; certificates are given for a batch."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="batches")
    name = models.CharField(max_length=100)
    cost_rupiah = models.PositiveBigIntegerField(default=0)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["course", "name"]
        constraints = [models.UniqueConstraint(fields=["course", "name"], name="batch_once_per_course")]

    def __str__(self) -> str:
        return f"{self.course} - {self.name}"


class Session(models.Model):
    """One meeting of a batch."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Short word in the check-in address; unguessable is not needed, the rotating code guards the door.
    code = models.CharField(max_length=12, unique=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="sessions")
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=200)
    speaker = models.ForeignKey(
        Speaker, null=True, blank=True, on_delete=models.SET_NULL, related_name="sessions"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.PositiveIntegerField()
    learning_hours = models.DecimalField(max_digits=5, decimal_places=1)
    check_in_secret = models.CharField(max_length=64)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Counted up on each save: two people saving the same session do not overwrite each other.
    version = models.PositiveIntegerField(default=1)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="session_ends_after_start"
            ),
            models.CheckConstraint(condition=models.Q(capacity__gt=0), name="session_has_seats"),
        ]

    def __str__(self) -> str:
        return self.title
