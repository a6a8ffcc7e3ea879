"""From what a browser sends about the step that shows a skill to plain values."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from saindege.service.app.models import Service

Choices = list[tuple[str, list[tuple[str, str]]]]


class SkillTraceForm(forms.Form):
    """One step of one service."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    step = forms.ChoiceField(
        label=_("Langkah di log layanan"),
        help_text=_("Langkah yang hanya terjadi bila yang diajarkan benar-benar dipakai."),
    )

    def __init__(self, *args: object, choices: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = [("", _("Pilih langkah")), *choices]

    def chosen(self) -> tuple[Service, str]:
        """Return service and step; call after ``is_valid()``."""
        service, activity = self.cleaned_data["step"].split(":", 1)
        return Service.objects.get(pk=service), activity
