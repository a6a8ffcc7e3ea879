"""Which result of the survey is published."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saindege.base.app.pages import reader_language
from saindege.people.app.models import Office
from saindege.service.app.models import Service
from saindege.service.app.queries.satisfaction import Reckoning
from saindege.service.app.queries.scope import Scope
from saindege.service.survey_period import last_periods, parse_period

_OFFERED = (("quarter", 8), ("half", 4), ("year", 3))


class PublishForm(forms.Form):
    """A period that is over, of one service or of all, of one office or of the city."""

    period = forms.ChoiceField(label=_("Periode"))
    service = forms.ModelChoiceField(
        label=pgettext_lazy("satu layanan", "Layanan"),
        queryset=Service.objects.order_by("name"),
        required=False,
        empty_label=_("Semua layanan bersama"),
    )
    office = forms.ModelChoiceField(
        label=_("Kantor"),
        queryset=Office.objects.filter(services__isnull=False).distinct().order_by("name"),
        required=False,
        empty_label=_("Semua kantor"),
    )

    def __init__(self, today: date, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        periods = [
            period
            for kind, count in _OFFERED
            for period in last_periods(today, kind, count + 1)[::-1]  # type: ignore[arg-type]  # the kinds above are kinds
            if period.last_on < today
        ]
        self.fields["period"].choices = [
            (period.code, period.name.in_language(reader_language())) for period in periods
        ]

    def scope(self) -> Scope:
        """Return what was chosen, reckoned by the usual weight."""
        said = self.cleaned_data
        period = parse_period(said["period"])
        services = (said["service"],) if said["service"] else tuple(Service.objects.order_by("name"))
        offices = frozenset([said["office"].pk]) if said["office"] else None
        return Scope(services, offices, period.first_on, period.last_on, Reckoning(), period)
