"""The survey: what citizens send, paper sheets, files of answers, codes."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saindege.base.app.pages import reader_language
from saindege.people.app.models import Office
from saindege.service.app.actions.surveying import Place, SentAnswer
from saindege.service.app.models import Service
from saindege.service.survey_rules import load_rules


def sent_answer(data: Mapping[str, str]) -> SentAnswer | None:
    """Return what a device sent; None where it has no key, which only a broken one leaves out."""
    try:
        key = uuid.UUID(data.get("kunci", ""))
    except ValueError:
        return None
    try:
        day = date.fromisoformat(data.get("hari", ""))
    except ValueError:
        day = None
    said = {question.code: data.get(question.code, "") for question in load_rules().questions}
    return SentAnswer(said, data.get("komentar", ""), key, day)


class CodeForm(forms.Form):
    """The code of a slip, for whoever cannot read its picture."""

    kode = forms.CharField(
        label=_("Kode survei"),
        max_length=20,
        help_text=_("Delapan huruf dan angka di lembar Anda. Huruf besar atau kecil sama saja."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class PlaceForm(forms.Form):
    """A service and the office that gave it."""

    service = forms.ModelChoiceField(
        label=pgettext_lazy("satu layanan", "Layanan"),
        queryset=Service.objects.order_by("name"),
        empty_label=_("Pilih layanannya"),
    )
    office = forms.ModelChoiceField(
        label=_("Kantor"), queryset=Office.objects.order_by("name"), empty_label=_("Pilih kantornya")
    )

    def clean(self) -> dict[str, object]:
        """Refuse an office that does not offer the service."""
        cleaned = super().clean() or {}
        service, office = cleaned.get("service"), cleaned.get("office")
        named = service.offices.all() if service else Office.objects.none()
        if office and named.exists() and not named.filter(pk=office.pk).exists():
            self.add_error("office", _("Kantor ini tidak memberi layanan itu. Pilih kantor lain."))
        return cleaned


class SheetForm(PlaceForm):
    """One-time codes to be printed."""

    count = forms.IntegerField(
        label=_("Banyaknya kode"),
        min_value=1,
        max_value=load_rules().most_codes,
        initial=60,
        help_text=_("Satu lembar A4 memuat 15 kode."),
    )


class DatedPlaceForm(PlaceForm):
    """Where and when answers were given."""

    day = forms.DateField(
        label=_("Hari jawaban"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, today: date, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["day"].initial = self.fields["day"].initial or today
        self.fields["day"].widget.attrs["max"] = today.isoformat()

    def clean_day(self) -> date:
        """Refuse a day that has not come."""
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(_("Hari ini belum tiba. Periksa tanggalnya."))
        return day

    def place(self) -> Place:
        """Return what was said."""
        said = self.cleaned_data
        return Place(said["service"], said["office"], said["day"])


class PaperForm(DatedPlaceForm):
    """One paper sheet: nine figures and a comment."""

    komentar = forms.CharField(
        label=_("Komentar"),
        required=False,
        max_length=load_rules().most_comment,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    kunci = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for question in load_rules().questions:
            self.fields[question.code] = forms.CharField(
                label=f"U{question.number} {question.name.in_language(reader_language())}",
                required=False,
                max_length=1,
                widget=forms.TextInput(
                    attrs={
                        "inputmode": "numeric",
                        "autocomplete": "off",
                        "data-mark": "",
                        "pattern": "[1-4]?",
                    }
                ),
            )

    def marks(self) -> Iterable[forms.BoundField]:
        """Return the nine figures, by number."""
        return [self[question.code] for question in load_rules().questions]

    def sent(self) -> SentAnswer:
        """Return what was on the sheet."""
        said = {question.code: self.cleaned_data[question.code] for question in load_rules().questions}
        return SentAnswer(said, self.cleaned_data["komentar"], self.cleaned_data["kunci"])


class AnswerFileForm(DatedPlaceForm):
    """A file of answer sheets."""

    file = forms.FileField(
        label=_("Berkas jawaban"),
        help_text=_("CSV, XLSX atau ODS: satu baris satu warga, kolom U1 sampai U9, isi 1 sampai 4."),
    )
