"""Random samples of finished cases, marked right or wrong by two people who do not see each other's marks."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from saindege.people.app.models import Office
from saindege.service.app.models.services import Service


class AuditDraw(models.Model):
    """One draw: from which cases, how many, by which seed; nobody picked. Never changed, and no second one beside it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="audit_draws")
    # None: all offices of the service.
    office = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="audit_draws"
    )
    # YYYY-MM, by the day on which cases finished.
    month = models.CharField(max_length=7)
    frame = models.CharField(
        max_length=4, choices=[("log", _("Log layanan")), ("list", _("Daftar nomor berkas"))]
    )
    # Of the whole list, in the order in which it was drawn from.
    frame_hash = models.CharField(max_length=64)
    population = models.PositiveIntegerField()
    # Finished cases that the log counts, where the list came from people.
    log_count = models.PositiveIntegerField(null=True, blank=True)
    size = models.PositiveIntegerField()
    # How far the share may stray, where the size was reckoned from it.
    error = models.FloatField(null=True, blank=True)
    seed = models.BigIntegerField()
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    drawn_at = models.DateTimeField()
    # By when both checkers should have handed in, as whoever asked them wrote it.
    due_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["-month", "-drawn_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["service", "office", "month"], name="one_audit_of_an_office_month"
            ),
            models.UniqueConstraint(
                fields=["service", "month"],
                condition=models.Q(office=None),
                name="one_audit_of_a_city_month",
            ),
        ]


class AuditCase(models.Model):
    """One drawn case, by the number that stands on its papers; decided where the checkers differ."""

    draw = models.ForeignKey(AuditDraw, on_delete=models.CASCADE, related_name="cases")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=60)
    # Where the two differ: what was decided together, why, by whom.
    is_right = models.BooleanField(null=True, blank=True)
    reason = models.CharField(max_length=24, blank=True)
    words = models.CharField(max_length=200, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "position"], name="one_case_of_an_audit_place")
        ]


class AuditChecker(models.Model):
    """Who checks a draw, as the first or the second: asked, begun, and final once handed in."""

    draw = models.ForeignKey(AuditDraw, on_delete=models.CASCADE, related_name="checkers")
    number = models.PositiveSmallIntegerField()
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # None: asked to check, and not begun.
    begun_at = models.DateTimeField(null=True, blank=True)
    handed_in_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "number"], name="one_checker_of_a_number"),
            models.UniqueConstraint(fields=["draw", "account"], name="one_number_of_a_checker"),
            models.CheckConstraint(condition=models.Q(number__in=[1, 2]), name="two_checkers"),
        ]


class AuditMark(models.Model):
    """What one checker found in one case."""

    case = models.ForeignKey(AuditCase, on_delete=models.CASCADE, related_name="marks")
    checker = models.ForeignKey(AuditChecker, on_delete=models.CASCADE, related_name="marks")
    is_right = models.BooleanField()
    reason = models.CharField(max_length=24, blank=True)
    marked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "checker"], name="one_mark_of_a_checker"),
            models.CheckConstraint(
                condition=models.Q(is_right=True, reason="")
                | models.Q(is_right=False) & ~models.Q(reason=""),
                name="a_wrong_case_has_a_reason",
            ),
        ]
