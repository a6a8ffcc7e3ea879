"""The form of a course taken elsewhere."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saindege.base.app import pages
from saindege.delivery.app.actions.outside import Claim
from saindege.programme import method

UNITS = {
    "hour": _("JP"), "day": pgettext_lazy("satuan", "hari"), "session": _("sesi"), "event": _("kegiatan"), "semester": _("semester"),
}  # fmt: skip


def form_choices() -> list[tuple[str, str]]:
    """Return every legal form with the unit that is counted, by name."""
    language = pages.reader_language()
    rows = ((one.key, f"{one.name_in(language)} ({UNITS[one.unit]})") for one in method.load().forms)
    return sorted(rows, key=lambda row: row[1])


class OutsideForm(forms.Form):
    """A course taken elsewhere, with its proof."""

    title = forms.CharField(
        label=_("Nama pelatihan"), max_length=200, error_messages={"required": _("Tulis nama pelatihannya.")}
    )
    organiser = forms.CharField(
        label=_("Penyelenggara"),
        max_length=200,
        error_messages={"required": _("Tulis siapa penyelenggaranya.")},
    )
    form = forms.ChoiceField(
        label=_("Bentuk"),
        error_messages={"required": _("Pilih bentuknya."), "invalid_choice": _("Pilih bentuknya.")},
    )
    quantity = forms.DecimalField(
        label=_("Banyaknya"),
        help_text=_("Dalam satuan yang tertulis di belakang bentuknya, misalnya 24 JP atau 3 hari."),
        max_digits=6,
        decimal_places=1,
        localize=True,
        error_messages={"required": _("Tulis angkanya."), "invalid": _("Tulis angkanya, misalnya 24.")},
    )
    is_international = forms.BooleanField(label=_("Tingkat internasional"), required=False)
    first_on = forms.DateField(
        label=_("Mulai"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        error_messages={
            "required": _("Pilih tanggal mulai."),
            "invalid": _("Tulis tanggal seperti 24-11-2026."),
        },
    )
    last_on = forms.DateField(
        label=pgettext_lazy("akhir", "Selesai"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
        error_messages={
            "required": _("Pilih tanggal selesai."),
            "invalid": _("Tulis tanggal seperti 24-11-2026."),
        },
    )
    certificate_number = forms.CharField(label=_("Nomor sertifikat"), required=False, max_length=100)
    file = forms.FileField(
        label=_("Sertifikat atau surat keterangan"),
        help_text=_("PDF atau foto, paling besar 20 MB."),
        error_messages={
            "required": _("Lampirkan buktinya."),
            "empty": _("Berkas ini kosong; pilih yang lain."),
        },
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = [("", _("Pilih bentuk")), *form_choices()]

    def claim(self) -> Claim:
        """Return what is claimed."""
        words = {name: value for name, value in self.cleaned_data.items() if name != "file"}
        return Claim(**words)
