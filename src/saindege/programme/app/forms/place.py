"""What a browser sends about rooms, equipment and busy days."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saindege.programme.app.actions import PeakFields
from saindege.programme.app.forms.fields import DayField, PlainForm

WEEKDAYS = [
    (0, _("Senin")),
    (1, _("Selasa")),
    (2, _("Rabu")),
    (3, _("Kamis")),
    (4, _("Jumat")),
    (5, _("Sabtu")),
    (6, _("Minggu")),
]
_FIGURE = {
    "required": _("Tulis jumlahnya."),
    "invalid": _("Tulis jumlah dengan angka."),
    "min_value": _("Tulis paling sedikit 1."),
}


class RoomForm(PlainForm):
    """A room with its seats."""

    name = forms.CharField(
        label=_("Nama ruang"), max_length=200, error_messages={"required": _("Tulis nama ruang.")}
    )
    capacity = forms.IntegerField(label=_("Kursi"), min_value=1, max_value=10_000, error_messages=_FIGURE)
    address = forms.CharField(label=_("Alamat"), required=False, max_length=300)


class EquipmentForm(PlainForm):
    """What is carried into rooms, and how many pieces there are."""

    name = forms.CharField(
        label=_("Nama alat"), max_length=200, error_messages={"required": _("Tulis nama alat.")}
    )
    quantity = forms.IntegerField(label=_("Jumlah"), min_value=1, max_value=10_000, error_messages=_FIGURE)


class PeakForm(PlainForm):
    """Days on which an office is busy."""

    office = forms.ChoiceField(
        label=_("Kantor"),
        error_messages={"required": _("Pilih kantor."), "invalid_choice": _("Pilih kantor.")},
    )
    first_on = DayField(label=_("Dari"))
    last_on = DayField(label=_("Sampai"))
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Hanya pada hari"),
        required=False,
        coerce=int,
        choices=WEEKDAYS,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kosongkan bila semua hari sibuk."),
    )
    reason = forms.CharField(
        label=_("Sebabnya"),
        max_length=200,
        help_text=_("Misalnya: awal bulan, antrean bantuan sosial."),
        error_messages={"required": _("Tulis sebabnya.")},
    )

    def __init__(self, offices: list[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["office"].choices = [("", _("Pilih kantor")), *offices]

    def values(self) -> PeakFields:
        """Return what was written, as the action takes it."""
        typed = self.cleaned_data
        return PeakFields(
            int(typed["office"]),
            typed["first_on"],
            typed["last_on"],
            tuple(sorted(typed["weekdays"])),
            typed["reason"],
        )
