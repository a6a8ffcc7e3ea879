"""Tables of those who lend speakers and of the speakers themselves."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Partner(models.Model):
    """An institution, public or private, that lends speakers."""

    name = models.CharField(max_length=200, unique=True)
    sector = models.CharField(max_length=10, choices=[("public", _("Pemerintah")), ("private", _("Swasta"))])
    address = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PartnerContact(models.Model):
    """Somebody at a partner whom one calls."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(max_length=200)
    post = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class Agreement(models.Model):
    """What was agreed with a partner, from when to when, and how long before its end somebody is reminded."""

    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="agreements")
    number = models.CharField(max_length=100, unique=True)
    subject = models.CharField(max_length=300)
    starts_on = models.DateField()
    ends_on = models.DateField()
    remind_days = models.PositiveSmallIntegerField(default=60)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["-ends_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="agreement_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.number


class Speaker(models.Model):
    """Whoever teaches."""

    name = models.CharField(max_length=200)
    partner = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="speakers"
    )
    expertise = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    # Key of the dated table of standard costs, and what was agreed for one of its units.
    fee_class = models.CharField(max_length=40, blank=True)
    fee_rupiah = models.PositiveBigIntegerField(null=True, blank=True)
    # What might bend the choice: a firm, a relative, a product to sell. For those who choose speakers only.
    conflict_note = models.TextField(blank=True)
    # Sealed with the key of the data folder; never readable in the database, a log or the record.
    sealed_tax_number = models.TextField(blank=True)
    # The speaker's own link is computed from this word; empty means that there is none.
    link_word = models.CharField(max_length=32, blank=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="speaker"
    )
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class SpeakerOffer(models.Model):
    """A part of a day on which a speaker says to be free."""

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="offers")
    on = models.DateField()
    part = models.CharField(
        max_length=9,
        choices=[("day", _("Sepanjang hari")), ("morning", _("Pagi")), ("afternoon", _("Siang"))],
        default="day",
    )
    offered_at = models.DateTimeField()
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["on", "part"]
        constraints = [models.UniqueConstraint(fields=["speaker", "on"], name="offer_once_per_day")]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}"


class SpeakerPaper(models.Model):
    """A paper that a speaker handed in, kept in the data folder."""

    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(
        max_length=10,
        choices=[
            ("cv", _("Riwayat hidup (CV)")),
            ("letter", _("Surat tugas atau kesediaan")),
            ("other", _("Lainnya")),
        ],
    )
    file_name = models.CharField(max_length=200)
    stored_file = models.CharField(max_length=300)
    size = models.PositiveIntegerField()
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["-uploaded_at", "-id"]

    def __str__(self) -> str:
        return self.file_name
