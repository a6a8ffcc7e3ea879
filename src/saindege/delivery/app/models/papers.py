"""Tables of the papers of a batch: templates that the city has edited, and who sits on the committee."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saindege.people.app.models import Person
from saindege.programme.app.models import Batch


class PaperTemplate(models.Model):
    """One version of a paper's template that the city uploaded; with none in force, our own is used."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Key of the paper's form, as in its address.
    paper = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    file_name = models.CharField(max_length=200)
    stored_file = models.CharField(max_length=200)
    checksum = models.CharField(max_length=64)
    is_in_force = models.BooleanField(default=False)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # When it was put into force last, and by whom; an old version can come back.
    chosen_at = models.DateTimeField(null=True, blank=True)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["paper", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "version"], name="paper_template_version_once"),
            models.UniqueConstraint(
                fields=["paper"],
                condition=models.Q(is_in_force=True),
                name="paper_template_one_in_force",
            ),
        ]


class CommitteeRole(models.TextChoices):
    """In the order in which a decree names them."""

    LEAD = "lead", pgettext_lazy("panitia", "Penanggung jawab")
    CHAIR = "chair", _("Ketua")
    SECRETARY = "secretary", _("Sekretaris")
    TREASURER = "treasurer", _("Bendahara")
    MEMBER = "member", _("Anggota")


class CommitteeMember(models.Model):
    """Somebody on the committee of a batch: from the staff list, or by name where the list does not have them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="committee")
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="committees"
    )
    name = models.CharField(max_length=150, blank=True)
    post = models.CharField(max_length=150, blank=True)
    role = models.CharField(max_length=10, choices=CommitteeRole.choices)
    # For the whole batch, before tax; None where none was agreed.
    fee_rupiah = models.PositiveIntegerField(null=True, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "person"],
                condition=models.Q(person__isnull=False),
                name="committee_person_once",
            ),
            models.UniqueConstraint(
                fields=["batch", "role"],
                condition=models.Q(role__in=["lead", "chair"]),
                name="committee_one_lead_one_chair",
            ),
            models.CheckConstraint(
                condition=models.Q(person__isnull=False) | ~models.Q(name=""), name="committee_has_a_name"
            ),
        ]

    @property
    def shown_name(self) -> str:
        """The name on papers: as the staff list has it today."""
        return self.person.name if self.person is not None else self.name
