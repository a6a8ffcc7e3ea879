"""Forms of the plan and the logbook."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from saindege.delivery.app.actions.logbook import MOST_TAUGHT
from saindege.delivery.app.models import LogEntry

DAYS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]


class PlanForm(forms.Form):
    """What one will do at work."""

    goal = forms.CharField(
        label=_("Yang akan berubah di tempat kerja"),
        help_text=_("Misalnya: berkas KK selesai pada hari yang sama."),
        max_length=300,
        error_messages={"required": _("Tulis apa yang akan berubah.")},
    )
    steps = forms.CharField(
        label=_("Langkah-langkah"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Tulis langkahnya, satu setiap baris.")},
    )
    due_on = forms.DateField(
        label=_("Selesai paling lambat"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=DAYS,
        error_messages={
            "required": _("Pilih tanggalnya."),
            "invalid": _("Tulis tanggal seperti 24-11-2026."),
        },
    )


class EntryForm(forms.Form):
    """One task done with the new skill."""

    kind = forms.ChoiceField(label=_("Jenis"), choices=LogEntry._meta.get_field("kind").choices)
    done_on = forms.DateField(
        label=_("Tanggal"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=DAYS,
        error_messages={
            "required": _("Pilih tanggalnya."),
            "invalid": _("Tulis tanggal seperti 24-11-2026."),
        },
    )
    task = forms.CharField(
        label=_("Apa yang dikerjakan"),
        max_length=300,
        error_messages={"required": _("Tulis apa yang dikerjakan.")},
    )
    taught = forms.IntegerField(
        label=_("Rekan yang diajari"),
        help_text=_("Hanya untuk “Mengajari rekan”."),
        required=False,
        min_value=0,
        max_value=MOST_TAUGHT,
        error_messages={"invalid": _("Tulis jumlahnya dengan angka.")},
    )
