"""The form that takes a template."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class TemplateForm(forms.Form):
    """A template edited in Word."""

    file = forms.FileField(
        label=_("Templat yang sudah Anda ubah (.docx)"),
        help_text=_("Diperiksa dulu. Bila ada yang keliru, templat yang berlaku sekarang tetap dipakai."),
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        error_messages={
            "required": _("Pilih berkas templat (.docx)."),
            "empty": _("Berkas itu kosong. Pilih templat dari Word."),
        },
    )
