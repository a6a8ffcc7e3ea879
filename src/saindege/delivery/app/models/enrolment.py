"""Tables of enrolment: who asks for a seat, who agreed, who waits, who stayed away; and what people are told of it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saindege.people.app.models import Office, Person
from saindege.programme.app.models import Batch


class EnrolmentState(models.TextChoices):
    ASKED = "asked", _("Menunggu atasan")
    WAITING = "waiting", _("Daftar tunggu")
    SEATED = "seated", _("Dapat kursi")
    REFUSED = "refused", _("Tidak disetujui")
    WITHDRAWN = "withdrawn", _("Mengundurkan diri")
    REPLACED = "replaced", _("Digantikan")


class OfficeQuota(models.Model):
    """The most seats of a batch that one office, with the offices below it, may have."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="quotas")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    seats = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["office"]
        constraints = [models.UniqueConstraint(fields=["batch", "office"], name="quota_once_per_office")]


class Enrolment(models.Model):
    """One request for a seat and what became of it; a seat itself is a participant's row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="enrolments")
    state = models.CharField(max_length=9, choices=EnrolmentState.choices, default=EnrolmentState.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Who keeps the counter open meanwhile, and how; the superior writes it on agreeing.
    cover = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    cover_plan = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Place in the line in which people came to it; kept after the line was left.
    line_number = models.PositiveIntegerField(null=True, blank=True)
    # When a seat last went past this request because the superior had not decided yet.
    passed_over_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    replaced_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "person"],
                condition=models.Q(state__in=["asked", "waiting", "seated"]),
                name="enrolment_open_once",
            ),
            models.UniqueConstraint(fields=["batch", "line_number"], name="line_number_once_per_batch"),
        ]


class AbsenceCause(models.TextChoices):
    DUTY = "duty", _("Tugas mendadak dari kantor")
    ILL = "ill", _("Sakit")
    TRAVEL = "travel", _("Kendala perjalanan")
    NOT_TOLD = "not_told", _("Undangan tidak sampai")
    NONE = "none", _("Tanpa keterangan")


class AbsenceFollowUp(models.Model):
    """Why somebody with a seat never came, and what follows."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="absences")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="absences")
    cause = models.CharField(max_length=8, choices=AbsenceCause.choices)
    step = models.CharField(
        max_length=10,
        choices=[
            ("again", _("Dipanggil lagi di angkatan berikut")),
            ("superior", _("Dibicarakan dengan atasan")),
            ("nothing", _("Selesai, tanpa tindakan")),
        ],
    )
    note = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["recorded_at", "id"]
        constraints = [models.UniqueConstraint(fields=["batch", "person"], name="absence_once_per_batch")]


class MessageKind(models.TextChoices):
    CALLED = "called", _("Panggilan")
    WAITING = "waiting", _("Masuk daftar tunggu")
    MOVED_UP = "moved_up", _("Naik dari daftar tunggu")
    REFUSED = "refused", _("Tidak disetujui atasan")
    RELEASED = "released", _("Dikeluarkan dari daftar")
    REMINDER = "reminder", _("Pengingat sesi pertama")
    MISSED = "missed", _("Tidak datang")


class Message(models.Model):
    """Something that one person is to be told once: on the screen, and by hand over WhatsApp. The text is not kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="messages")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=9, choices=MessageKind.choices)
    # The moment of what is told: the same occasion is never told twice.
    occasion = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["-occasion", "id"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "person", "kind", "occasion"], name="message_told_once")
        ]


class Contact(models.Model):
    """Number and address that somebody gave for messages about training; never in a log, a list or the record."""

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="contact")
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True, default="")


class CalendarFeed(models.Model):
    """A secret address under which a calendar programme reads sessions; the address is computed, not stored."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(
        max_length=8,
        choices=[
            ("person", _("Jadwal saya")),
            ("room", _("Ruang")),
            ("speaker", _("Narasumber")),
            ("course", pgettext_lazy("satu kursus", "Kursus")),
        ],
    )
    # Key of the account, room, speaker or course.
    subject = models.CharField(max_length=36)
    # Another word makes another address; empty once it was withdrawn.
    link_word = models.CharField(max_length=32, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject", "made_by"],
                condition=~models.Q(link_word=""),
                name="feed_once_per_subject",
            )
        ]


class BundleKind(models.TextChoices):
    ALL = "all", _("Semua naskah, PDF dan DOCX")
    ASSIGNMENT = "assignment", _("Surat tugas perorangan")
    EXPENSES = "expenses", _("Berkas SPJ")


class PaperBundle(models.Model):
    """Many papers of a batch in one archive, made by a job."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=BundleKind.choices, default=BundleKind.ALL)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="paper_bundles")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    stored_file = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]


class EvidenceMark(models.Model):
    """A paper of the expense report that only people can see, and where it lies."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="evidence")
    # Key of the list in delivery/rules/spj.toml.
    item = models.CharField(max_length=40)
    note = models.CharField(max_length=200)
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_example = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "item"], name="evidence_once_per_item")]
