"""From what a browser sends about a course to plain values: reactions, behaviour, marks, targets, costs."""

from __future__ import annotations

from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from saindege.base.app import pages
from saindege.impact import evaluation

LIST_BYTES = 5_000_000


class ReactionForm(forms.Form):
    """Five statements and a word: a minute on a phone."""

    comment = forms.CharField(
        label=_("Satu hal yang perlu diubah"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Jangan tulis nama. Komentar hanya ditunjukkan bila sepuluh orang atau lebih menulis."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        rules, language = evaluation.load(), pages.reader_language()
        lowest, highest = rules.reaction_range
        words = {lowest: _("tidak setuju sama sekali"), highest: _("setuju sekali")}
        choices = [
            (mark, f"{mark} - {words[mark]}" if mark in words else str(mark))
            for mark in range(highest, lowest - 1, -1)
        ]
        for key, statement in rules.statements.items():
            self.fields[key] = forms.TypedChoiceField(
                label=statement.in_language(language),
                choices=choices,
                coerce=int,
                widget=forms.RadioSelect,
            )
        self.order_fields([*rules.statements, "comment"])

    def marks(self) -> dict[str, int]:
        """Return statement to mark; call after ``is_valid()``."""
        return {key: self.cleaned_data[key] for key in evaluation.load().statements}


class BehaviourForm(forms.Form):
    """How often it was seen."""

    mark = forms.TypedChoiceField(label=_("Seberapa sering terlihat?"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        language = pages.reader_language()
        self.fields["mark"].choices = [
            (mark, words.in_language(language)) for mark, words in evaluation.load().steps.items()
        ]


class TargetForm(forms.Form):
    """What is to be seen after the course."""

    words = forms.CharField(
        label=_("Perilaku sasaran"),
        max_length=300,
        min_length=10,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Satu perilaku yang terlihat, misalnya: memeriksa berkas di depan warga sebelum menerimanya."
        ),
    )


class MarksForm(forms.Form):
    """A list of marks before and after."""

    file = forms.FileField(
        label=_("Daftar nilai tes"),
        help_text=_(
            "CSV, XLSX atau ODS dengan kolom NIP atau nama, tes awal, tes akhir; nilai 0 sampai 100."
        ),
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > LIST_BYTES:
            raise ValidationError(_("Berkas ini lebih dari 5 MB. Simpan hanya kolom orang dan nilainya."))
        file.name = PurePath(file.name).name
        return file


MOST_RUPIAH = 10**12


class CostForm(forms.Form):
    """The full cost of a batch."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    fees = forms.IntegerField(
        label=_("Honorarium narasumber dan panitia (rupiah)"), min_value=0, max_value=MOST_RUPIAH
    )
    travel = forms.IntegerField(
        label=_("Perjalanan dan uang harian (rupiah)"), min_value=0, max_value=MOST_RUPIAH
    )
    materials = forms.IntegerField(
        label=_("Ruang, makan minum, bahan (rupiah)"), min_value=0, max_value=MOST_RUPIAH
    )
    hours_away = forms.FloatField(
        label=_("Jam kerja tiap peserta meninggalkan kantor"),
        min_value=0,
        max_value=2000,
        help_text=_("Termasuk waktu di jalan."),
    )
    staff_hour = forms.IntegerField(
        label=_("Gaji dan tunjangan satu jam kerja (rupiah)"), min_value=0, max_value=10**7
    )
    cover_hours = forms.FloatField(
        label=_("Jam pengganti di loket, seluruhnya"), min_value=0, max_value=100_000, required=False
    )
    cover_hour = forms.IntegerField(
        label=_("Biaya satu jam pengganti (rupiah)"), min_value=0, max_value=10**7, required=False
    )
    note = forms.CharField(label=_("Catatan dan nomor bukti"), max_length=300, required=False)

    def figures(self) -> dict[str, float | str]:
        """Return what is written down; call after ``is_valid()``."""
        found = {key: value for key, value in self.cleaned_data.items() if key != "version"}
        return {**found, "cover_hours": found["cover_hours"] or 0, "cover_hour": found["cover_hour"] or 0}
