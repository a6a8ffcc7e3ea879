"""From when on a service works differently."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from saindege.service.app.actions.watching import NewPhase


class PhaseForm(forms.Form):
    """A day and a reason."""

    begins_on = forms.DateField(
        label=_("Berlaku sejak"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Fase mulai hari Senin pekan itu."),
    )
    reason = forms.CharField(
        label=_("Apa yang berubah"),
        max_length=300,
        help_text=_("Misalnya: petugas selesai pelatihan, aplikasi baru, loket pindah, SOP baru."),
    )

    def new_phase(self) -> NewPhase:
        """Return what was written."""
        return NewPhase(self.cleaned_data["begins_on"], self.cleaned_data["reason"])
