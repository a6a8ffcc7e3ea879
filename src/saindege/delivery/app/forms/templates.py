"""The forms of templates and of the letterhead."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from saindege.base.app.queries import City
from saindege.delivery.app.queries.letterhead import NAMES

NIP_DIGITS = 18


class TemplateForm(forms.Form):
    """A template edited in Word."""

    file = forms.FileField(
        label=_("Templat yang sudah Anda ubah (.docx)"),
        help_text=_(
            "Diperiksa dulu, lalu Anda lihat contohnya. Sampai Anda memakainya, templat yang sekarang tetap berlaku."
        ),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={
            "required": _("Pilih berkas templat (.docx)."),
            "empty": _("Berkas itu kosong. Pilih templat dari Word."),
        },
    )


class LetterheadForm(forms.Form):
    """What stands at the head of every paper, and who signs."""

    government = forms.CharField(label=_("Nama instansi di kop surat"), max_length=150)
    training_unit = forms.CharField(label=_("Unit pengelola pelatihan"), max_length=150)
    address = forms.CharField(
        label=_("Alamat di kop surat"),
        max_length=200,
        required=False,
        help_text=_("Satu baris: jalan, kode pos, telepon, surel, laman."),
    )
    place = forms.CharField(label=_("Kota di atas tanda tangan"), max_length=100, required=False)
    signatory = forms.CharField(
        label=_("Nama penanda tangan"),
        max_length=150,
        required=False,
        help_text=_("Dengan gelar, seperti di surat keputusan."),
    )
    signatory_post = forms.CharField(
        label=_("Jabatan penanda tangan"),
        max_length=150,
        required=False,
        help_text=_("Bila kosong: Kepala, diikuti nama unit pengelola."),
    )
    signatory_nip = forms.CharField(label=_("NIP penanda tangan"), max_length=30, required=False)

    @classmethod
    def of(cls, city: City, data: object = None) -> LetterheadForm:
        """Return the form of the letterhead as it stands."""
        return cls(data, initial={name: getattr(city, name) for name in NAMES})

    def clean_signatory_nip(self) -> str:
        """Take the number with the spaces and dots that people write."""
        written = "".join(sign for sign in self.cleaned_data["signatory_nip"] if sign not in " .")
        if written and not (written.isascii() and written.isdecimal() and len(written) == NIP_DIGITS):
            raise forms.ValidationError(_("NIP terdiri dari 18 angka."))
        return written
