"""What a satisfaction page is about, and plans for low elements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from saindege.base.app.pages import reader_language
from saindege.people.app.models import Office
from saindege.service.app.actions.following import Plan
from saindege.service.app.models import Service
from saindege.service.app.queries.satisfaction import Reckoning
from saindege.service.app.queries.scope import Scope, last_year
from saindege.service.satisfaction import Rounding
from saindege.service.satisfaction_rules import load_rules
from saindege.service.survey_period import SurveyPeriod, WrongPeriod, last_periods, parse_period

_OFFERED = (("quarter", 8), ("half", 4), ("year", 3))
ROUNDINGS = [("end", _("hanya di akhir")), ("means", _("nilai unsur lebih dulu"))]


class ScopeForm(forms.Form):
    """Period, office, weight and rounding; every choice stands in the address, so that a page can be shown to others."""

    periode = forms.ChoiceField(label=_("Periode"), required=False)
    unit = forms.ModelChoiceField(
        label=_("Kantor"), queryset=Office.objects.none(), required=False, empty_label=_("Semua kantor")
    )
    bobot = forms.ChoiceField(label=_("Bobot unsur"), required=False)
    bulat = forms.ChoiceField(label=_("Pembulatan"), choices=ROUNDINGS, required=False)

    def __init__(
        self, data: Mapping[str, str], *, today: date, own: set[int] | None, services: Sequence[Service]
    ) -> None:
        super().__init__(data)
        self.today, self.own, self.services = today, own, services
        offices = Office.objects.filter(services__in=services).distinct().order_by("name")
        self.fields["unit"].queryset = offices if own is None else offices.filter(pk__in=own)
        periods = [period for kind, count in _OFFERED for period in last_periods(today, kind, count)[::-1]]  # type: ignore[arg-type]  # the kinds above are kinds
        self.fields["periode"].choices = [
            ("", _("Setahun sampai jawaban terakhir")),
            *((period.code, period.name.in_language(reader_language())) for period in periods),
        ]
        rules = load_rules()
        self.fields["bobot"].choices = [(weight, weight) for weight in rules.weights]

    def scope(self) -> Scope:
        """Return what is asked about; a choice that is none counts as not made."""
        self.is_valid()
        said = self.cleaned_data
        unit = said.get("unit")
        offices = frozenset([unit.pk]) if unit else (None if self.own is None else frozenset(self.own))
        how = Reckoning(said.get("bobot") or None, cast(Rounding, said.get("bulat") or "end"))
        period = self.period()
        if period is None:
            return last_year(self.services, offices, how, self.today)
        return Scope(tuple(self.services), offices, period.first_on, period.last_on, how, period)

    def period(self) -> SurveyPeriod | None:
        """Return the period that was chosen; one that is not in the list is read from the address all the same."""
        try:
            return parse_period(self.data.get("periode", ""))
        except WrongPeriod:
            return None

    def chosen_unit(self) -> Office | None:
        """Return the office that was chosen; ask after ``scope``."""
        return self.cleaned_data.get("unit")


class FollowUpForm(forms.Form):
    """What will be done about a low element."""

    element = forms.ChoiceField(label=_("Unsur"))
    act = forms.CharField(
        label=_("Yang akan dikerjakan"),
        max_length=300,
        help_text=_(
            "Satu tindakan yang dapat dilihat hasilnya: nomor antrean per layanan, loket ketiga pada Senin."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    owner = forms.CharField(
        label=_("Penanggung jawab"),
        max_length=120,
        help_text=_("Jabatannya, bukan nama orang: rencana ini ikut diumumkan."),
    )
    due_on = forms.DateField(
        label=_("Selesai paling lambat"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, lowest: Iterable[str], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        first = list(lowest)
        names = {one.code: one.name.in_language(reader_language()) for one in load_rules().elements}
        order = [*first, *(code for code in names if code not in first)]
        self.fields["element"].choices = [
            (code, f"{names[code]} ({_('terendah')})" if code in first else names[code]) for code in order
        ]

    def plan(self) -> Plan:
        """Return what was written."""
        said = self.cleaned_data
        return Plan(
            said["element"], " ".join(said["act"].split()), " ".join(said["owner"].split()), said["due_on"]
        )
