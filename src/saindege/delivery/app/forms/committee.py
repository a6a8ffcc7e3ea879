"""Forms of a committee."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from saindege.delivery.app.models import CommitteeRole

_FIGURE = {
    "invalid": _("Tulis angka rupiah saja, misalnya 450000."),
    "min_value": _("Honor tidak kurang dari nol."),
    "max_value": _("Honor sebesar itu tidak mungkin. Periksa nolnya."),
}


class PlaceForm(forms.Form):
    """Role and fee; the person stands in the button."""

    role = forms.ChoiceField(
        label=_("Kedudukan"),
        choices=CommitteeRole.choices,
        initial=CommitteeRole.MEMBER,
        error_messages={"required": _("Pilih kedudukannya."), "invalid_choice": _("Pilih dari daftar.")},
    )
    fee = forms.IntegerField(
        label=_("Honor untuk angkatan ini, rupiah"),
        help_text=_("Sebelum pajak. Kosongkan bila tidak ada."),
        required=False,
        min_value=0,
        max_value=1_000_000_000,
        error_messages=_FIGURE,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class OutsiderForm(PlaceForm):
    """Somebody who stands on no staff list."""

    name = forms.CharField(label=_("Nama"), max_length=150, error_messages={"required": _("Tulis namanya.")})
    post = forms.CharField(label=_("Jabatan"), max_length=150, required=False)
    field_order = ["name", "post", "role", "fee"]
