"""Under which name an officer stands in the logs: said by the officer, for the officer alone."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from saindege.people.app.models import Person
from saindege.service.app.models.services import Service


class LogName(models.Model):
    """Somebody says which officer of a log they are; only they, and a coach whom they let in, see what follows.

    The name itself is not kept, only the pseudonym under which the events stand.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="log_names")
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="log_names")
    resource_key = models.BigIntegerField()
    # A code that is nobody's name is believed once the coach has confirmed it.
    state = models.CharField(
        max_length=9,
        choices=[("waiting", _("Menunggu atasan")), ("confirmed", _("Dipastikan"))],
        default="waiting",
    )
    course = models.CharField(max_length=120)
    learned_on = models.DateField()
    is_open_to_coach = models.BooleanField(default=False)
    said_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["service__name", "learned_on"]
        constraints = [
            models.UniqueConstraint(fields=["service", "resource_key"], name="one_person_of_a_log_name")
        ]
