"""Table of what went out by e-mail: the intention is written before, the result after."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from saindege.delivery.app.models.enrolment import Message


class MailState(models.TextChoices):
    """Only what certainly was not taken is ever sent again."""

    BEGUN = "begun", _("Sedang dikirim")
    SENT = "sent", _("Terkirim")
    REFUSED = "refused", _("Ditolak peladen e-mail")
    UNSURE = "unsure", _("Tidak pasti")


class Mail(models.Model):
    """One message on its way by e-mail; the address stays with its owner and is not kept here."""

    # Also the name of the letter (Message-ID): a server that gets it twice can tell.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="mail")
    state = models.CharField(max_length=7, choices=MailState.choices, default=MailState.BEGUN)
    # Which attempt of which job began it: another attempt finds a letter whose fate nobody knows.
    attempt = models.CharField(max_length=80)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    # Answer of the mail server where it refused, without its words: they may hold an address.
    code = models.PositiveSmallIntegerField(null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-begun_at", "id"]
