"""Forms of enrolment: agreeing with a cover plan, giving a reason, quotas, what follows an absence."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from saindege.delivery.app.models import AbsenceCause, AbsenceFollowUp
from saindege.people.app.models import Person

MOST_SEATS = 999


class AgreeForm(forms.Form):
    """Who keeps the counter meanwhile, and how."""

    cover = forms.ChoiceField(
        label=_("Penjaga loket selama pelatihan"),
        help_text=_("Rekan sekantor yang tidak ikut angkatan ini."),
        required=False,
        error_messages={"invalid_choice": _("Pilih rekan yang tidak ikut angkatan ini.")},
    )
    cover_plan = forms.CharField(
        label=_("Rencana penjagaan loket"),
        help_text=_("Misalnya: loket 1 dijaga Nurhayati, berkas KK diterima sampai pukul 14.00."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tulis siapa menjaga loket dan bagaimana pelayanan tetap buka.")},
    )

    def __init__(self, people: Iterable[Person], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), f"{one.name}, {one.post}" if one.post else one.name) for one in people]
        self.fields["cover"].choices = [("", _("Tidak satu orang tertentu")), *choices]


class WhyForm(forms.Form):
    """A reason in a few words."""

    reason = forms.CharField(
        label=_("Alasan"),
        max_length=200,
        error_messages={"required": _("Tulis alasannya dalam beberapa kata.")},
    )


class QuotaForm(forms.Form):
    """The most seats of one office."""

    office = forms.ChoiceField(
        label=_("Kantor"),
        error_messages={"required": _("Pilih kantor."), "invalid_choice": _("Pilih kantor.")},
    )
    seats = forms.IntegerField(
        label=_("Paling banyak kursi"),
        help_text=_("Angka 0 menutup angkatan ini untuk kantor itu."),
        min_value=0,
        max_value=MOST_SEATS,
        error_messages={
            "required": _("Tulis jumlah kursi dengan angka."),
            "invalid": _("Tulis jumlah kursi dengan angka."),
        },
    )

    def __init__(self, offices: Iterable[tuple[str, str]], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = [("", _("Pilih kantor")), *offices]


class AbsenceForm(forms.Form):
    """Why somebody never came, and what follows."""

    cause = forms.ChoiceField(label=_("Sebab"), choices=AbsenceCause.choices)
    step = forms.ChoiceField(
        label=_("Tindak lanjut"), choices=AbsenceFollowUp._meta.get_field("step").choices
    )
    note = forms.CharField(label=_("Catatan"), required=False, max_length=200)
