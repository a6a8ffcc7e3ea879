"""From what a browser sends to plain values: the plan of a study, dates of offices."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saindege.base.app import pages
from saindege.impact.app.actions import StudyFields
from saindege.impact.outcome import OUTCOMES
from saindege.people.app.models import Office
from saindege.programme.app.models import Course
from saindege.service.app.models import Service

LIST_BYTES = 5_000_000
FIRST_YEAR = 2000


class StudyForm(forms.Form):
    """The plan of a study: one question, written down before the answer."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("Pertanyaan kajian"),
        max_length=200,
        help_text=_("Misalnya: Apakah Bimtek Layanan Digital mempercepat surat domisili?"),
    )
    service = forms.ModelChoiceField(
        Service.objects.none(),
        label=pgettext_lazy("impact", "Layanan"),
        empty_label=_("Pilih layanan"),
        help_text=_("Hanya layanan yang sudah punya log yang dapat dihitung."),
    )
    course = forms.ModelChoiceField(
        Course.objects.none(),
        label=pgettext_lazy("impact", "Kursus"),
        required=False,
        empty_label=_("Bukan kursus di katalog"),
        help_text=_("Bila dipilih, tanggal tiap kantor dapat diisi dari presensinya."),
    )
    outcome = forms.ChoiceField(
        label=_("Ukuran utama"),
        help_text=_("Ukuran inilah yang menentukan putusan; yang lain ditunjukkan di sampingnya."),
    )
    assignment = forms.ChoiceField(
        label=_("Bagaimana urutan kantor ditentukan?"),
        choices=[
            ("lottery", pgettext_lazy("impact", "Diundi")),
            ("chosen", _("Dipilih, misalnya yang paling siap atau paling lambat")),
            ("unknown", _("Tidak tahu")),
        ],
        help_text=_("Undian membuat perbandingan paling adil."),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].queryset = Service.objects.order_by("name")
        self.fields["course"].queryset = Course.objects.order_by("title")
        self.fields["outcome"].choices = [
            (outcome.key, outcome.name.in_language(pages.reader_language())) for outcome in OUTCOMES
        ]

    @property
    def study_key(self) -> uuid.UUID:
        """The key that makes a second press of the button harmless."""
        return self.cleaned_data["key"]

    def as_fields(self) -> StudyFields:
        """Return the plan; call after ``is_valid()``."""
        return StudyFields(
            title=self.cleaned_data["title"],
            service=self.cleaned_data["service"],
            course=self.cleaned_data["course"],
            outcome=self.cleaned_data["outcome"],
            assignment=self.cleaned_data["assignment"],
        )


class OfficesForm(forms.Form):
    """One date for each office of a study; empty means not trained yet."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(
        self, *args: object, offices: Sequence[tuple[Office, date | None]], today: date, **kwargs: object
    ):
        super().__init__(*args, **kwargs)
        self.offices = offices
        self.today = today
        for office, day in offices:
            self.fields[f"office-{office.pk}"] = forms.DateField(
                label=office.name,
                required=False,
                initial=day,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            )

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        for office, _day in self.offices:
            day = cleaned.get(f"office-{office.pk}")
            if day and day > self.today:
                self.add_error(
                    f"office-{office.pk}",
                    ValidationError(
                        _("Tanggal ini belum lewat. Kosongkan dulu, isi setelah pelatihan selesai.")
                    ),
                )
            elif day and day.year < FIRST_YEAR:
                self.add_error(
                    f"office-{office.pk}", ValidationError(_("Tahun ini terlalu lama. Periksa tanggalnya."))
                )
        return cleaned

    def trained_on(self) -> dict[int, date | None]:
        """Return office to date; call after ``is_valid()``."""
        return {office.pk: self.cleaned_data.get(f"office-{office.pk}") for office, _ in self.offices}


class TrainedListForm(forms.Form):
    """A spreadsheet of offices and dates."""

    file = forms.FileField(
        label=_("Daftar kantor dan tanggal"),
        help_text=_("CSV, XLSX atau ODS dengan kolom kantor dan tanggal dilatih."),
    )

    date_order = forms.ChoiceField(
        label=_("Bagaimana tanggal ditulis?"),
        required=False,
        choices=[
            ("", _("Kenali sendiri")),
            ("day_first", _("Hari dulu: 17/08/2026")),
            ("month_first", _("Bulan dulu: 08/17/2026")),
        ],
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > LIST_BYTES:
            raise ValidationError(_("Berkas ini lebih dari 5 MB. Simpan hanya kolom kantor dan tanggal."))
        # The reader tells a file by its content; only the bare name is shown to people.
        file.name = PurePath(file.name).name
        return file
