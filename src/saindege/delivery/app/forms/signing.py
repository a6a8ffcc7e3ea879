"""Forms of certificates beside the paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

NIK_DIGITS = 16


class AnewForm(forms.Form):
    """Why a certificate is issued anew."""

    why = forms.CharField(
        label=_("Alasan diterbitkan ulang"),
        help_text=_("Misalnya: nama salah tulis. Tampil di halaman periksa sertifikat lama."),
        max_length=200,
        error_messages={"required": _("Tulis alasannya, misalnya: nama salah tulis.")},
    )


class SignedFileForm(forms.Form):
    """A certificate that was signed elsewhere."""

    file = forms.FileField(
        label=_("PDF yang sudah ditandatangani"),
        help_text=_("Tanda tangani PDF tanpa tanda tangan dari halaman ini, tanpa mengubah isinya."),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
        error_messages={
            "required": _("Pilih berkas PDF."),
            "empty": _("Berkas itu kosong. Pilih PDF sertifikatnya."),
        },
    )


class SignatoryForm(forms.Form):
    """Who signs by the national service; neither word is ever shown again or kept."""

    nik = forms.CharField(
        label=_("NIK penandatangan"),
        help_text=_("16 angka, seperti di KTP."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": "20"}),
        error_messages={"required": _("Tulis NIK penandatangan.")},
    )
    passphrase = forms.CharField(
        label=_("Frasa sandi"),
        help_text=_("Frasa sandi tanda tangan elektronik dari BSrE, bukan sandi Saindege."),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(render_value=False, attrs={"autocomplete": "off"}),
        error_messages={"required": _("Ketik frasa sandi penandatangan.")},
    )
    again = forms.BooleanField(
        label=_("Kirim lagi yang jawabannya tidak sampai"),
        help_text=_("Di layanan nasional sertifikat itu mungkin tercatat ditandatangani dua kali."),
        required=False,
    )

    def __init__(self, *words: Any, only_unsure: bool = False, **options: Any) -> None:
        super().__init__(*words, **options)
        self.only_unsure = only_unsure

    def clean_again(self) -> bool:
        """Where nothing else waits, a form without the tick would do nothing and say nothing."""
        if self.only_unsure and not self.cleaned_data["again"]:
            raise forms.ValidationError(_("Centang bila sertifikat itu memang akan dikirim sekali lagi."))
        return bool(self.cleaned_data["again"])

    def clean_nik(self) -> str:
        """Return the sixteen digits."""
        digits = "".join(sign for sign in self.cleaned_data["nik"] if sign not in " .-")
        if not (digits.isascii() and digits.isdigit() and len(digits) == NIK_DIGITS):
            raise forms.ValidationError(_("NIK terdiri dari 16 angka. Periksa lagi."))
        return digits
