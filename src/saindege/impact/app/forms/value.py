"""From what a browser sends about ranges to plain values."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from saindege.impact.value import Assumptions, Range
from saindege.impact.value.rulebook import RANGES, RangeRefused, read_range

LABELS = {
    "office_share": _("Bagian kerja petugas dari tiap jam yang dihemat (0 sampai 1)"),
    "citizen_share": _("Bagian waktu warga dari tiap jam yang dihemat (0 sampai 1)"),
    "office_hour": _("Nilai satu jam petugas (rupiah)"),
    "citizen_hour": _("Nilai satu jam warga (rupiah)"),
    "months": _("Lama perubahan bertahan (bulan)"),
}
ENDS = (("low", _("terendah")), ("likely", _("paling mungkin")), ("high", _("tertinggi")))


class AssumptionsForm(forms.Form):
    """Three numbers for each range, and on what they rest."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    source = forms.CharField(
        label=_("Sumber"),
        max_length=300,
        min_length=5,
        help_text=_("Misalnya: pengamatan loket 3 hari, Mei 2026; UMK tahun ini."),
    )

    def __init__(self, *args: object, assumed: Assumptions, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in RANGES:
            most = 1 if name.endswith("share") else 10**7
            for end, words in ENDS:
                self.fields[f"{name}-{end}"] = forms.FloatField(
                    label=words,
                    min_value=0,
                    max_value=most,
                    initial=_plain(getattr(getattr(assumed, name), end)),
                    widget=forms.NumberInput(attrs={"step": "any"}),
                )
                self.fields[f"{name}-{end}"].group = LABELS[name]

    def groups(self) -> list[tuple[object, list[forms.BoundField]]]:
        """Return each range with its three fields."""
        return [(LABELS[name], [self[f"{name}-{end}"] for end, _words in ENDS]) for name in RANGES]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if not self.errors:
            for name in RANGES:
                try:
                    read_range(name, {end: cleaned[f"{name}-{end}"] for end, _words in ENDS})
                except RangeRefused:
                    self.add_error(
                        f"{name}-likely",
                        ValidationError(_("Isi berurutan: terendah, paling mungkin, tertinggi.")),
                    )
        return cleaned

    def ranges(self) -> dict[str, Range]:
        """Return range to values; call after ``is_valid()``."""
        return {
            name: read_range(name, {end: self.cleaned_data[f"{name}-{end}"] for end, _words in ENDS})
            for name in RANGES
        }


class CityAssumptionsForm(AssumptionsForm):
    """The same for every course, from a day on."""

    version = None
    in_force_from = forms.DateField(
        label=_("Berlaku sejak"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def _plain(value: float) -> float:
    """A whole number without its decimal."""
    return int(value) if value == int(value) else value
