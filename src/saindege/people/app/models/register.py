"""Tables of the register: offices and persons with their history, staff lists on their way in."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class OfficeKind(models.TextChoices):
    SECRETARIAT = "secretariat", _("Sekretariat")
    AGENCY = "agency", _("Dinas atau badan")
    DISTRICT = "district", _("Kecamatan")
    URBAN_VILLAGE = "urban_village", _("Kelurahan")
    UNIT = "unit", _("Unit pelaksana teknis")
    SECTION = "section", _("Bagian")


class Office(models.Model):
    """One node of the tree of offices."""

    code = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=OfficeKind.choices)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    # The ministry's code of the area; names of villages are not unique.
    area_code = models.CharField(max_length=16, blank=True)
    # A closed office keeps its history and its number; nobody new comes to it.
    closed_on = models.DateField(null=True, blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(parent=None) | ~models.Q(parent=models.F("id")),
                name="office_not_own_parent",
            )
        ]

    def __str__(self) -> str:
        return self.name


class OfficeChange(models.Model):
    """One changed value of one office: who, when, what before, what after."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="changes")
    field = models.CharField(max_length=16)
    before = models.CharField(max_length=200, blank=True)
    after = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]


class Status(models.TextChoices):
    PNS = "pns", _("PNS")
    PPPK = "pppk", _("PPPK")
    PPPK_PART_TIME = "pppk_part_time", _("PPPK paruh waktu")
    CPNS = "cpns", _("CPNS")
    NON_ASN = "non_asn", _("Bukan ASN")


class PostType(models.TextChoices):
    JPT = "jpt", _("Pimpinan tinggi")
    ADMINISTRATOR = "administrator", _("Administrator")
    SUPERVISOR = "pengawas", _("Pengawas")
    FUNCTIONAL = "fungsional", _("Fungsional")
    EXECUTIVE = "pelaksana", _("Pelaksana")


class Person(models.Model):
    """Somebody on the staff list. The NIP is shown, never a key: it changes when a contract moves."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nip = models.CharField(max_length=18, null=True, blank=True, unique=True)
    name = models.CharField(max_length=200)
    birth_date = models.DateField(null=True, blank=True)
    sex = models.CharField(
        max_length=6, blank=True, choices=[("male", _("Laki-laki")), ("female", _("Perempuan"))]
    )
    status = models.CharField(max_length=16, choices=Status.choices)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="people")
    post = models.CharField(max_length=200, blank=True)
    post_type = models.CharField(max_length=16, choices=PostType.choices, blank=True)
    # Key of the post in the national system (SIASN), as its lists give it.
    post_code = models.CharField(max_length=64, blank=True, default="")
    rank = models.CharField(max_length=16, blank=True)
    education = models.CharField(max_length=16, blank=True)
    superior = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="subordinates"
    )
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="person"
    )
    # A person missing from a later list is flagged, never deleted.
    missing_since = models.DateField(null=True, blank=True)
    # Whoever was erased has no name and no number any more; what counts in sums still points here.
    erased_at = models.DateTimeField(null=True, blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "id"]
        indexes = [
            models.Index(fields=["office", "name"]),
            # A hundred thousand people are listed, searched and counted without reading their rows.
            models.Index(
                fields=["name", "id"], condition=models.Q(erased_at=None), name="person_shown_by_name"
            ),
            models.Index(
                fields=["status", "superior"],
                condition=models.Q(missing_since=None),
                name="person_present_by_status",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ImportState(models.TextChoices):
    UPLOADED = "uploaded", _("Berkas diterima")
    CHECKED = "checked", _("Sudah diperiksa")
    APPLIED = "applied", _("Diterapkan")
    DISCARDED = "discarded", _("Dibatalkan")


class StaffImport(models.Model):
    """One staff list on its way in: file, columns, faults, differences, applied."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file_name = models.CharField(max_length=200)
    stored_file = models.CharField(max_length=300)
    checksum = models.CharField(max_length=64)
    # Sheets of a workbook that may hold the list, and the one that a person chose; '' is the first.
    sheets = models.JSONField(default=list)
    sheet = models.CharField(max_length=64, blank=True)
    columns = models.JSONField(default=list)
    # Header of the file to our column; '' where a person said that it is not used.
    mapping = models.JSONField(default=dict)
    # Office as the list writes it to the code of the office that a person chose for it.
    office_choices = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=ImportState.choices, default=ImportState.UPLOADED)
    # Result of the check: counts, problems by row, differences. Never applied in part.
    report = models.JSONField(default=dict)
    # The staff list as it was when the differences were shown; another import in between is refused.
    base_version = models.PositiveBigIntegerField(default=0)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at"]
        constraints = [
            # Uploading a file again continues the import that is still open; a double click starts nothing new.
            models.UniqueConstraint(
                fields=["checksum"],
                condition=models.Q(state__in=["uploaded", "checked"]),
                name="open_import_once_per_file",
            )
        ]


class PersonChange(models.Model):
    """One changed value of one person: which import, what before, what after."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="changes")
    staff_import = models.ForeignKey(StaffImport, null=True, on_delete=models.PROTECT, related_name="changes")
    field = models.CharField(max_length=32)
    before = models.CharField(max_length=200, blank=True)
    after = models.CharField(max_length=200, blank=True)
    # Who said so by hand; empty where a list said it.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]


class PersonMerge(models.Model):
    """Two rows that were one person: which stayed, and what the other held."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="merges")
    # The row that is gone; a list that still carries its number means the person who stayed.
    gone = models.UUIDField(unique=True)
    former_nip = models.CharField(max_length=18, blank=True, db_index=True)
    # Values of the row that is gone, and what could not stand beside a value of the one that stayed.
    held = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
