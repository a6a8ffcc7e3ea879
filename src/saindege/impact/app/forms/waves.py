"""From what a browser sends to waves of training, and to offices chosen by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from saindege.impact.app.actions.lottery import WavePlan
from saindege.impact.study import month_number, month_of
from saindege.people.app.models import Office

MONTHS_AHEAD = 18


class WavesForm(forms.Form):
    """Waves of training: when the first begins, how many, how far apart, how large."""

    first_month = forms.ChoiceField(label=_("Bulan gelombang pertama"))
    waves = forms.IntegerField(label=_("Jumlah gelombang"), min_value=1, max_value=6)
    months_between = forms.IntegerField(label=_("Jarak antargelombang (bulan)"), min_value=1, max_value=6)
    per_wave = forms.IntegerField(label=_("Kantor tiap gelombang"), min_value=1)
    follow_up = forms.IntegerField(
        label=_("Bulan diamati sejak gelombang terakhir"), min_value=1, max_value=12
    )
    by_kind = forms.BooleanField(
        label=_("Sebarkan tiap jenis kantor merata"),
        required=False,
        help_text=_(
            "Kelurahan, kecamatan, dan dinas diundi sendiri-sendiri, lalu dibagi rata ke semua gelombang."
        ),
    )

    def __init__(self, *args: object, offices: int, today: date, **kwargs: object) -> None:
        start = month_number(today) + 1
        usual = {
            "first_month": f"{month_of(start):%Y-%m}",
            "waves": 2,
            "months_between": 3,
            "per_wave": max(1, offices // 3),
            "follow_up": 3,
            "by_kind": True,
        }
        super().__init__(*args, initial=usual, **kwargs)
        self.offices = offices
        self.fields["first_month"].choices = [
            (f"{month:%Y-%m}", formats.date_format(month, "F Y"))
            for month in (month_of(start + ahead) for ahead in range(MONTHS_AHEAD))
        ]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        waves, size = cleaned.get("waves"), cleaned.get("per_wave")
        if waves and size and waves * size > self.offices:
            self.add_error(
                "per_wave",
                ValidationError(
                    _("Hanya ada %(n)s kantor. Kecilkan gelombangnya, atau kurangi jumlahnya.")
                    % {"n": self.offices}
                ),
            )
        return cleaned

    @property
    def plan(self) -> WavePlan:
        """The waves; call after ``is_valid()``."""
        given = self.cleaned_data
        first = month_number(date.fromisoformat(f"{given['first_month']}-01"))
        return WavePlan(
            months=tuple(month_of(first + at * given["months_between"]) for at in range(given["waves"])),
            sizes=(given["per_wave"],) * given["waves"],
            by_kind=given["by_kind"],
            follow_up=given["follow_up"],
        )


class ChosenForm(forms.Form):
    """Offices that somebody wants to train first, chosen by hand."""

    chosen = forms.MultipleChoiceField(
        label=_("Kantor yang akan dilatih dulu"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: object, offices: Sequence[Office], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(office.code, office.name) for office in offices]
