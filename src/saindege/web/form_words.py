"""What every form says of an entry that will not do, in plain words instead of Django's own."""

from __future__ import annotations

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy


def use() -> None:
    """Put our words in the place of Django's; a field may still say its own."""
    forms.Field.default_error_messages["required"] = _("Isi bagian ini.")
    forms.IntegerField.default_error_messages["invalid"] = _("Tulis angka bulat, misalnya 12.")
    forms.FloatField.default_error_messages["invalid"] = _("Tulis angka, misalnya 12,5.")
    forms.DecimalField.default_error_messages["invalid"] = _("Tulis angka, misalnya 12,5.")
    forms.DateField.default_error_messages["invalid"] = _("Tulis tanggal yang ada di kalender.")
    forms.ChoiceField.default_error_messages["invalid_choice"] = _("Pilih salah satu dari daftar.")
    validators.MinValueValidator.message = _("Paling kecil %(limit_value)s.")
    validators.MaxValueValidator.message = _("Paling besar %(limit_value)s.")
    validators.MinLengthValidator.message = ngettext_lazy(
        "Tulis paling sedikit %(limit_value)d huruf.",
        "Tulis paling sedikit %(limit_value)d huruf.",
        "limit_value",
    )
    validators.MaxLengthValidator.message = ngettext_lazy(
        "Paling banyak %(limit_value)d huruf; sekarang %(show_value)d.",
        "Paling banyak %(limit_value)d huruf; sekarang %(show_value)d.",
        "limit_value",
    )
