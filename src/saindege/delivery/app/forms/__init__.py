"""From what a browser sends to plain values."""

from __future__ import annotations

from datetime import datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from saindege.base.errors import BadInput
from saindege.programme.app.models import Session
from saindege.programme.session import read_time


class CodeForm(forms.Form):
    """The six digits on the screen."""

    kode = forms.CharField(
        label=_("Enam angka di layar kelas"),
        max_length=16,
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "autofocus": True,
                "class": "code-entry",
            }
        ),
        error_messages={"required": _("Ketik enam angka yang tampil di layar.")},
    )


class ArrivalForm(forms.Form):
    """An arrival written down by hand."""

    person = forms.UUIDField(
        label=pgettext_lazy("satu orang", "Peserta"),
        widget=forms.Select,
        error_messages={
            "required": _("Pilih peserta yang hadir."),
            "invalid": _("Pilih peserta yang hadir."),
        },
    )
    reason = forms.CharField(
        label=_("Alasan dicatat manual"),
        help_text=_("Misalnya: ponsel tidak dibawa, tidak ada sinyal."),
        max_length=200,
        error_messages={"required": _("Tulis alasannya, misalnya: ponsel tidak dibawa.")},
    )
    arrived = forms.CharField(
        label=_("Jam datang"),
        help_text=_("Menurut daftar hadir kertas, misalnya 08.21. Kosongkan bila baru saja datang."),
        required=False,
        max_length=16,
    )

    def __init__(
        self, session: Session, people: list[tuple[str, str]], *args: object, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.session = session
        self.fields["person"].widget.choices = [("", pgettext_lazy("satu orang", "Pilih peserta")), *people]

    def clean_arrived(self) -> time | None:
        written = self.cleaned_data["arrived"]
        try:
            return read_time(written) if written else None
        except BadInput as error:
            raise forms.ValidationError(error.sentence.in_language(get_language() or "id")) from error

    def arrived_at(self, now: datetime) -> datetime:
        """Return the moment meant: the time written, on the day of the session, or now."""
        written = self.cleaned_data["arrived"]
        if written is None:
            return now
        day = timezone.localtime(self.session.starts_at)
        return day.replace(hour=written.hour, minute=written.minute, second=0, microsecond=0)


class HeadsForm(forms.Form):
    """How many people the speaker counts in the room."""

    people = forms.IntegerField(
        label=_("Orang di ruangan"),
        min_value=0,
        max_value=9999,
        error_messages={
            "required": _("Tulis jumlah orang yang Anda hitung."),
            "invalid": _("Tulis jumlah orang dengan angka, misalnya 21."),
        },
    )


class NipsForm(forms.Form):
    """A pasted list of NIPs."""

    nips = forms.CharField(
        label=_("Daftar NIP"),
        help_text=_("Satu NIP setiap baris; kata lain di baris itu diabaikan."),
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Tempel daftar NIP, satu setiap baris.")},
    )


class ReasonForm(forms.Form):
    """Why a certificate is revoked."""

    reason = forms.CharField(
        label=_("Alasan pencabutan"),
        help_text=_("Tampil di halaman periksa, jadi jangan tulis data pribadi."),
        max_length=200,
        error_messages={"required": _("Tulis alasan pencabutan.")},
    )


class SearchForm(forms.Form):
    """The code under the QR picture of a certificate."""

    kode = forms.CharField(
        label=_("Kode di bawah gambar QR"),
        help_text=_("Contoh: PSP-7K4M-2Q9D"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}
        ),
        error_messages={"required": _("Ketik kode yang tercetak di bawah gambar QR.")},
    )
