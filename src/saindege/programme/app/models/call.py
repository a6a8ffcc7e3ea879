"""Tables of calls for topics: what was asked for, what was offered, what reviewers said."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class TopicCall(models.Model):
    """An open question to partners: which topics could they teach?"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=200)
    text = models.TextField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    # The public link is computed from this word; empty means that there is none.
    link_word = models.CharField(max_length=32, blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["-closes_on", "title"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_on__gte=models.F("opens_on")), name="call_closes_after_opening"
            )
        ]

    def __str__(self) -> str:
        return self.title


class TopicState(models.TextChoices):
    NEW = "new", _("Menunggu telaah")
    CHOSEN = "chosen", _("Dipilih")
    DECLINED = "declined", _("Tidak dipilih")


class Topic(models.Model):
    """One topic that somebody offered through the link of a call."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    call = models.ForeignKey(TopicCall, on_delete=models.PROTECT, related_name="topics")
    title = models.CharField(max_length=200)
    summary = models.TextField()
    speaker_name = models.CharField(max_length=200)
    institution = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=TopicState.choices, default=TopicState.NEW)
    offered_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    thanked_at = models.DateTimeField(null=True, blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["offered_at", "id"]

    def __str__(self) -> str:
        return self.title


class TopicReview(models.Model):
    """What one reviewer says of one topic."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # How well it fits what the city needs, 1 to 5.
    fit = models.PositiveSmallIntegerField()
    note = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "reviewer"], name="review_once_per_reviewer"),
            models.CheckConstraint(
                condition=models.Q(fit__gte=1) & models.Q(fit__lte=5), name="review_fit_1_to_5"
            ),
        ]
