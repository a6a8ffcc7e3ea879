"""Tables of services: what is promised, logs that came in, measured figures."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from saindege.people.app.models import Office


class Service(models.Model):
    """One service to citizens, offered by one or more offices."""

    code = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=200)
    # As people say it: "1 hari kerja"; read by base.period.parse_promise.
    promise = models.CharField(max_length=60, blank=True)
    final_activity = models.CharField(max_length=100, blank=True)
    offices = models.ManyToManyField(Office, related_name="services", blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class EventLog(models.Model):
    """One log as it came: raw file with checksum, columns chosen, events kept as Parquet."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.PROTECT, related_name="logs")
    file_name = models.CharField(max_length=200)
    stored_file = models.CharField(max_length=300)
    # The same file twice is recognised.
    checksum = models.CharField(max_length=64, unique=True)
    # Headers with their first cells, to be looked at; cells are dropped when the log is measured.
    columns = models.JSONField(default=list)
    # What a person chose: columns by role, time zone, office, number of the choice.
    mapping = models.JSONField(default=dict)
    state = models.CharField(
        max_length=10,
        choices=[
            ("uploaded", "Berkas diterima"),
            ("queued", "Menunggu dibaca"),
            ("measured", "Sudah diukur"),
            ("refused", "Ditolak"),
        ],
        default="uploaded",
    )
    events_file = models.CharField(max_length=300, blank=True)
    events = models.PositiveBigIntegerField(default=0)
    cases = models.PositiveBigIntegerField(default=0)
    refused = models.PositiveBigIntegerField(default=0)
    refused_file = models.CharField(max_length=300, blank=True)
    fault = models.JSONField(default=dict, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["-uploaded_at"]


class Measurement(models.Model):
    """Figures of one service as last measured; pages read these, never the log itself."""

    service = models.OneToOneField(Service, on_delete=models.CASCADE, related_name="measurement")
    figures = models.JSONField()
    # Office-months for studies; apart, because it is long and pages do not need it.
    panel = models.JSONField(default=list)
    # Weeks of each office for the weekly notes; apart for the same reason.
    office_weeks = models.JSONField(default=dict)
    data_hash = models.CharField(max_length=64)
    version = models.CharField(max_length=20)
    measured_at = models.DateTimeField()


class ServiceStandard(models.Model):
    """What a service promises from one day on; never changed, only followed by a newer version."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="standards")
    in_force_on = models.DateField()
    # Number and date of the decision.
    decided_by = models.CharField(max_length=200)
    promise = models.CharField(max_length=60)
    # Code of a component to its text.
    components = models.JSONField(default=dict)
    # The procedure as written: activity, may it repeat, may it be left out.
    steps = models.JSONField(default=list)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["-in_force_on"]
        constraints = [
            models.UniqueConstraint(fields=["service", "in_force_on"], name="one_standard_from_a_day")
        ]
