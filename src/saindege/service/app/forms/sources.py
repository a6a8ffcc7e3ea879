"""A source of events, and a note at a counter."""

from __future__ import annotations

import uuid
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from saindege.base.app.pages import reader_language
from saindege.base.errors import Sentence
from saindege.people.app.models import Office
from saindege.service.counter import STEPS, Note
from saindege.service.reasons import OTHER


class SourceForm(forms.Form):
    """An application that will push events."""

    name = forms.CharField(label=_("Nama aplikasi"), max_length=100)
    office = forms.ModelChoiceField(
        label=_("Semua kejadian dari satu kantor"),
        queryset=Office.objects.order_by("name"),
        required=False,
        empty_label=_("Tidak, tiap kejadian menyebut kantornya"),
    )


class NoteForm(forms.Form):
    """One note; the hidden fields are filled by the page."""

    office = forms.ModelChoiceField(label=_("Kantor"), queryset=Office.objects.none(), empty_label=None)
    number = forms.CharField(
        label=_("Nomor berkas"),
        max_length=30,
        help_text=_("Nomor antrean atau nomor register; bukan nama pemohon."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    received_on = forms.DateField(
        label=_("Hari masuk"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    # Any text is taken: a phone without signal may hold a list of yesterday, and its notes must not be lost.
    reason = forms.CharField(
        label=_("Alasan, bila kembali ke pemohon"), max_length=60, required=False, widget=forms.Select
    )
    word = forms.CharField(
        label=_("Bila lain-lain, apa alasannya?"),
        max_length=60,
        required=False,
        help_text=_("Satu dua kata tentang berkasnya; jangan tulis nama orang."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    step = forms.ChoiceField(choices=[(step, step) for step in STEPS], required=False)
    key = forms.CharField(max_length=36, required=False)
    at = forms.DateTimeField(required=False, input_formats=["%Y-%m-%dT%H:%M:%S.%fZ"])

    def __init__(
        self, offices: list[Office], reasons: list[Sentence], today: date, *args: object, **kwargs: object
    ) -> None:
        super().__init__(*args, initial={"received_on": today}, **kwargs)
        self.fields["office"].queryset = Office.objects.filter(pk__in=[one.pk for one in offices])
        self.fields["office"].initial = offices[0].pk if offices else None
        self.fields["reason"].widget.choices = [
            ("", _("Tidak ditulis")),
            *((name.id, name.in_language(reader_language())) for name in reasons),
            (OTHER.id, _("Lain-lain")),
        ]

    def note(self, now: object) -> Note:
        """Return what was noted; without a device's own clock and key, those of now."""
        said = self.cleaned_data
        return Note(
            key=said["key"] or str(uuid.uuid4()),
            number=said["number"],
            received_on=said["received_on"],
            step=said["step"],
            at=said["at"] or now,
            reason=(said["word"] if said["reason"] == OTHER.id else "") or said["reason"],
        )
