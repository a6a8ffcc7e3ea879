"""Tables of the survey: citizens' answers, codes, comments, what follows."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from saindege.people.app.models import Office
from saindege.service.app.models.services import Service


class SatisfactionAnswer(models.Model):
    """One citizen's answers to the nine elements; no identity."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="answers")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="answers")
    answered_on = models.DateField()
    # Element code to answer 1-4, null where left blank.
    elements = models.JSONField()
    channel = models.CharField(
        max_length=8,
        choices=[
            ("code", _("Kode sekali pakai")),
            ("open", _("Kode terbuka")),
            ("paper", _("Kertas")),
            ("file", _("Berkas")),
        ],
        default="code",
    )
    # Chance from the sending device, so that an answer sent twice counts once; it tells nothing about anybody.
    key = models.UUIDField(null=True, unique=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["service", "office", "answered_on"]),
            # The last day of any answer, which every page of satisfaction counts back from.
            models.Index(fields=["answered_on"]),
        ]


class SurveySheet(models.Model):
    """One-time codes made together, printed to be cut out and handed over with what was asked for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="survey_sheets")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="survey_sheets")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["-made_at"]


class SurveyCode(models.Model):
    """What opens the survey: once for one finished service, or as often as it stands open at a counter.

    Nothing leads from an answer back to its code.
    """

    code = models.CharField(max_length=12, unique=True)
    kind = models.CharField(max_length=4, choices=[("once", _("Sekali pakai")), ("open", _("Terbuka"))])
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="survey_codes")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="survey_codes")
    sheet = models.ForeignKey(SurveySheet, null=True, on_delete=models.CASCADE, related_name="codes")
    opened_on = models.DateField()
    valid_until = models.DateField()
    # A day, never a moment: a moment could be laid beside the queue at the counter.
    used_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]


class SurveyComment(models.Model):
    """What a citizen wrote beside the answers; kept apart from them, so that marks and words cannot be joined."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="comments")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="comments")
    written_on = models.DateField()
    text = models.CharField(max_length=500)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["-written_on", "text"]


class FollowUp(models.Model):
    """What will be done about a low element: by whom, until when, and how far it is."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="follow_ups")
    element = models.CharField(max_length=16)
    act = models.CharField(max_length=300)
    # A post rather than a name: the plan is printed and published.
    owner = models.CharField(max_length=120)
    due_on = models.DateField()
    state = models.CharField(
        max_length=8,
        choices=[
            ("planned", _("Direncanakan")),
            ("running", _("Berjalan")),
            ("done", _("Selesai")),
            ("dropped", _("Dibatalkan")),
        ],
        default="planned",
    )
    made_on = models.DateField()
    changed_on = models.DateField()
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["due_on", "pk"]
