"""Which officer of a log somebody is, and since when they work in a new way."""

from __future__ import annotations

from datetime import date

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saindege.service.app.actions.log_names import SaidName
from saindege.service.app.models import Service


class LogNameForm(forms.Form):
    """One officer in one log."""

    service = forms.ModelChoiceField(
        label=pgettext_lazy("satu layanan", "Layanan"),
        queryset=Service.objects.none(),
        empty_label=_("Pilih layanannya"),
    )
    name = forms.CharField(
        label=_("Nama atau kode Anda di log"),
        max_length=200,
        required=False,
        help_text=_("Persis seperti di aplikasi layanan. Kosongkan bila Anda mencatat di loket Saindege."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    course = forms.CharField(label=_("Pelatihan yang Anda ikuti"), max_length=120)
    learned_on = forms.DateField(
        label=_("Selesai pelatihan"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    is_open_to_coach = forms.BooleanField(
        label=_("Atasan saya boleh melihat kurva ini sebagai pembimbing"),
        required=False,
        help_text=_("Dapat Anda ubah kapan saja. Tanpa izin ini hanya Anda yang melihatnya."),
    )

    def __init__(self, services: QuerySet[Service], today: date, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].queryset = services
        self.fields["learned_on"].widget.attrs["max"] = today.isoformat()

    def said(self) -> SaidName:
        """Return what was said."""
        said = self.cleaned_data
        return SaidName(
            said["service"], said["name"], said["course"], said["learned_on"], said["is_open_to_coach"]
        )
