"""Complaints: what is written down when one comes, and its further steps."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saindege.base.app.pages import reader_language
from saindege.people.app.models import Office
from saindege.service.app.actions.complaining import NewComplaint
from saindege.service.app.models import Service
from saindege.service.complaint import Clock, Word, load_rules


def _choices(words: tuple[Word, ...] | tuple[Clock, ...]) -> list[tuple[str, str]]:
    return [(word.code, word.name.in_language(reader_language())) for word in words]


class ComplaintForm(forms.Form):
    """A complaint as it came; without the name of whoever complains."""

    office = forms.ModelChoiceField(
        label=_("Kantor yang diadukan"),
        queryset=Office.objects.order_by("name"),
        empty_label=_("Pilih kantornya"),
    )
    service = forms.ModelChoiceField(
        label=pgettext_lazy("satu layanan", "Layanan"),
        queryset=Service.objects.order_by("name"),
        required=False,
        empty_label=_("Bukan satu layanan tertentu"),
    )
    received_on = forms.DateField(
        label=_("Diterima"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    channel = forms.ChoiceField(label=_("Cara datang"))
    ground = forms.ChoiceField(label=_("Alasan menurut UU 25/2009"))
    clock = forms.ChoiceField(label=_("Jenis, yang menentukan batas waktu"))
    text = forms.CharField(
        label=_("Isi aduan"),
        max_length=load_rules().most_text,
        help_text=_("Tulis apa yang terjadi. Nama, NIK dan nomor telepon pelapor tidak disimpan di sini."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, today: date, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        rules = load_rules()
        self.fields["received_on"].initial = today
        self.fields["received_on"].widget.attrs["max"] = today.isoformat()
        self.fields["channel"].choices = _choices(rules.channels)
        self.fields["ground"].choices = _choices(rules.grounds)
        self.fields["clock"].choices = [
            (
                clock.code,
                _("%(name)s: dijawab dalam %(days)s hari kerja")
                % {"name": clock.name.in_language(reader_language()), "days": clock.days},
            )
            for clock in rules.clocks
        ]
        self.fields["clock"].initial = "NORMATIVE"

    def complaint(self) -> NewComplaint:
        """Return what was written down."""
        said = self.cleaned_data
        return NewComplaint(**{name: said[name] for name in NewComplaint.__slots__})


class StepForm(forms.Form):
    """The next step of a complaint and its day; an answer has words."""

    on = forms.DateField(
        label=_("Tanggal"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    answer = forms.CharField(
        label=_("Jawaban untuk warga"),
        required=False,
        max_length=load_rules().most_text,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, today: date, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()
