"""Tables of services: what is promised, logs that came in, measured figures, citizens' answers and complaints."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

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
    data_hash = models.CharField(max_length=64)
    version = models.CharField(max_length=20)
    measured_at = models.DateTimeField()


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
        indexes = [models.Index(fields=["service", "office", "answered_on"])]


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


class Complaint(models.Model):
    """One complaint about a service, without the name of whoever complains; its clocks are told by the library."""

    number = models.CharField(max_length=20, unique=True)
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.PROTECT, related_name="complaints"
    )
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="complaints")
    channel = models.CharField(max_length=12)
    ground = models.CharField(max_length=16)
    clock = models.CharField(max_length=16)
    text = models.CharField(max_length=1000)
    received_on = models.DateField()
    forwarded_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=1000, blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["-received_on", "-number"]


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


class EventSource(models.Model):
    """Where events come from one by one: the buttons of a counter, or an application with its token."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="sources")
    kind = models.CharField(max_length=8, choices=[("counter", _("Loket")), ("api", _("Aplikasi"))])
    name = models.CharField(max_length=100)
    office = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="event_sources"
    )
    # Only its hash is kept; the first letters tell people which one it is.
    token_hash = models.CharField(max_length=64, null=True, unique=True)
    token_hint = models.CharField(max_length=12, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "made_at"]


class ArrivedEvent(models.Model):
    """One event of a source; the same key sent again is the same event. No case number, no name."""

    source = models.ForeignKey(EventSource, on_delete=models.CASCADE, related_name="events")
    key = models.CharField(max_length=64)
    case_key = models.BigIntegerField()
    activity = models.CharField(max_length=100)
    done_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    resource_key = models.BigIntegerField(default=0)
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    arrived_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="one_event_of_a_key")]
