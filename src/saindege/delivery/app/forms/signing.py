"""Forms of certificates beside the paper."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


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
