"""What a browser sends about partners, agreements, contacts and speakers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saindege.base.app import pages
from saindege.programme import amounts, file_check, standard_cost
from saindege.programme.app import queries
from saindege.programme.app.actions import AgreementFields, ContactFields, PartnerFields, SpeakerFields
from saindege.programme.app.forms.fields import DayField, PlainForm, ReadField
from saindege.programme.app.models import Partner, SpeakerOffer, SpeakerPaper


class PartnerForm(PlainForm):
    """An institution that lends speakers."""

    name = forms.CharField(
        label=_("Nama lembaga"), max_length=200, error_messages={"required": _("Tulis nama lembaga.")}
    )
    sector = forms.ChoiceField(
        label=_("Jenis"), choices=Partner._meta.get_field("sector").choices, widget=forms.RadioSelect
    )
    address = forms.CharField(label=_("Alamat"), required=False, max_length=300)
    note = forms.CharField(
        label=_("Catatan"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def values(self) -> PartnerFields:
        """Return what was written, as the action takes it."""
        return PartnerFields(**self.cleaned_data)


class AgreementForm(PlainForm):
    """An agreement with its term."""

    number = forms.CharField(
        label=_("Nomor perjanjian"),
        max_length=100,
        error_messages={"required": _("Tulis nomor perjanjian.")},
    )
    subject = forms.CharField(
        label=_("Tentang"),
        max_length=300,
        error_messages={"required": _("Tulis tentang apa perjanjian ini.")},
    )
    starts_on = DayField(label=_("Berlaku mulai"))
    ends_on = DayField(label=_("Berlaku sampai"))
    remind_days = forms.IntegerField(
        label=_("Ingatkan sebelum berakhir (hari)"),
        min_value=0,
        max_value=730,
        initial=60,
        error_messages={"required": _("Tulis jumlah hari, misalnya 60.")},
    )

    def values(self) -> AgreementFields:
        """Return what was written, as the action takes it."""
        return AgreementFields(**self.cleaned_data)


class ContactForm(PlainForm):
    """Whom one calls."""

    name = forms.CharField(label=_("Nama"), max_length=200, error_messages={"required": _("Tulis namanya.")})
    post = forms.CharField(label=_("Jabatan"), required=False, max_length=200)
    phone = forms.CharField(
        label=_("Telepon"), required=False, max_length=40, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    email = forms.EmailField(
        label=_("E-mail"), required=False, error_messages={"invalid": _("Alamat e-mail ini tidak terbaca.")}
    )

    def values(self) -> ContactFields:
        """Return what was written, as the action takes it."""
        return ContactFields(**self.cleaned_data)


class SpeakerForm(PlainForm):
    """A speaker, new or changed."""

    name = forms.CharField(
        label=_("Nama"), max_length=200, error_messages={"required": _("Tulis nama narasumber.")}
    )
    partner = forms.ChoiceField(label=_("Lembaga"), required=False)
    expertise = forms.CharField(
        label=_("Keahlian"), required=False, max_length=200, help_text=_("Pisahkan dengan koma.")
    )
    phone = forms.CharField(
        label=_("Telepon"), required=False, max_length=40, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    email = forms.EmailField(
        label=_("E-mail"), required=False, error_messages={"invalid": _("Alamat e-mail ini tidak terbaca.")}
    )
    fee_class = forms.ChoiceField(label=_("Golongan honor"), required=False)
    fee_rupiah = ReadField(
        read=amounts.read_rupiah,
        required=False,
        label=_("Honor per satuan (rupiah)"),
        help_text=_("Di atas batas peraturan kota ditolak."),
    )
    account = forms.ChoiceField(
        label=_("Akun"),
        required=False,
        help_text=_("Boleh kosong: narasumber tanpa akun memakai tautannya sendiri."),
    )
    conflict_note = forms.CharField(
        label=_("Catatan benturan kepentingan"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Misalnya menjual produk yang diajarkan. Hanya tampak bagi pengelola pelatihan."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        language = pages.reader_language()
        self.fields["partner"].choices = [
            ("", _("Tanpa lembaga")),
            *((str(key), name) for key, name in queries.partner_choices()),
        ]
        self.fields["account"].choices = [
            ("", _("Tanpa akun")),
            *queries.speaker_accounts(self.initial.get("account")),
        ]
        self.fields["fee_class"].choices = [
            ("", _("Belum ditentukan")),
            *(
                (
                    item.key,
                    f"{item.name_in(language)} ({standard_cost.UNIT_WORDS[item.unit].in_language(language)})",
                )
                for item in standard_cost.load().speaker_items()
            ),
        ]

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if typed.get("fee_rupiah") is not None and not typed.get("fee_class"):
            self.add_error("fee_class", _("Pilih golongan honornya."))
        return typed

    def values(self) -> SpeakerFields:
        """Return what was written, as the action takes it."""
        typed = dict(self.cleaned_data)
        partner, account = typed.pop("partner"), typed.pop("account")
        return SpeakerFields(
            **typed,
            partner_id=int(partner) if partner else None,
            account_id=int(account) if account else None,
        )


class OfferForm(PlainForm):
    """A day on which a speaker is free."""

    on = DayField(label=_("Tanggal"))
    part = forms.ChoiceField(
        label=_("Waktu"),
        choices=SpeakerOffer._meta.get_field("part").choices,
        initial="day",
        widget=forms.RadioSelect,
    )


class PaperForm(PlainForm):
    """A paper of a speaker."""

    kind = forms.ChoiceField(label=_("Jenis berkas"), choices=SpeakerPaper._meta.get_field("kind").choices)
    file = forms.FileField(
        label=_("Berkas"),
        help_text=_("PDF, gambar, atau dokumen; paling besar %(most)d MB.")
        % {"most": file_check.MOST_MEGABYTES},
        error_messages={"required": _("Pilih berkasnya.")},
    )


class TaxNumberForm(PlainForm):
    """A tax number, kept sealed."""

    number = forms.CharField(
        label=_("NPWP"),
        required=False,
        max_length=30,
        help_text=_("15 atau 16 angka. Disimpan tersegel. Kosongkan untuk menghapusnya."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
