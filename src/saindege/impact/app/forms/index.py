"""From what a browser sends with a list of the index to plain values."""

from __future__ import annotations

from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from saindege.impact.app.models import IndexImportKind

LIST_BYTES = 20_000_000


class IndexListForm(forms.Form):
    """A list of performance and discipline, or of official results."""

    kind = forms.ChoiceField(
        label=_("Isi daftar"),
        choices=IndexImportKind.choices,
        widget=forms.RadioSelect,
        initial=IndexImportKind.FACTS,
    )
    year = forms.IntegerField(label=_("Tahun"), min_value=2000)
    file = forms.FileField(
        label=_("Daftar"),
        help_text=_(
            "CSV, XLSX atau ODS dengan kolom NIP. Kinerja dan disiplin: kolom kinerja, disiplin; boleh juga diklat jabatan, "
            "jam teknis, seminar. Hasil resmi: kolom kualifikasi, kompetensi, kinerja, disiplin."
        ),
    )

    def __init__(self, *args: object, this_year: int, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].max_value = this_year
        self.fields["year"].widget.attrs["max"] = this_year
        self.this_year = this_year

    def clean_year(self) -> int:
        year = self.cleaned_data["year"]
        if year > self.this_year:
            raise ValidationError(_("Tahun ini belum berjalan."))
        return year

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > LIST_BYTES:
            raise ValidationError(_("Berkas ini lebih dari 20 MB. Simpan hanya kolom yang diperlukan."))
        file.name = PurePath(file.name).name
        return file
