"""What a browser sends about competencies, turned into plain values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from saindege.people.app.forms.staff import ListFileForm
from saindege.people.app.models import AssessmentSource, Competency, LevelListKind

_TOO_LONG = _("Terlalu panjang. Singkat isinya.")


class CompetencyForm(forms.Form):
    """A technical competency to add, or the names of one."""

    name = forms.CharField(
        label=_("Nama kompetensi teknis"),
        max_length=120,
        error_messages={"required": _("Tulis namanya."), "max_length": _TOO_LONG},
    )

    name_en = forms.CharField(
        label=_("Nama dalam bahasa Inggris"),
        required=False,
        max_length=120,
        help_text=_("Dibaca orang yang memakai layar bahasa Inggris."),
        error_messages={"max_length": _TOO_LONG},
    )


class StandardForm(forms.Form):
    """The level of each competency that one post requires."""

    source = forms.CharField(
        label=_("Dasar"),
        required=False,
        max_length=200,
        help_text=_("Keputusan yang menetapkannya, misalnya Keputusan Wali Kota 12/2026."),
        error_messages={"max_length": _TOO_LONG},
    )

    def __init__(self, *args: object, competencies: Sequence[Competency], **options: object) -> None:
        super().__init__(*args, **options)
        choices = [("", _("Tidak disyaratkan")), *((str(level), str(level)) for level in range(1, 6))]
        for each in competencies:
            self.fields[f"tingkat-{each.pk}"] = forms.ChoiceField(
                label=each.shown_name,
                required=False,
                choices=choices,
                error_messages={"invalid_choice": _("Pilih tingkat 1 sampai 5.")},
            )

    def level_fields(self) -> list[forms.BoundField]:
        """Return the fields of the levels."""
        return [self[name] for name in self.fields if name.startswith("tingkat-")]

    def levels(self) -> dict[int, int]:
        """Return competency to the level chosen."""
        return {
            int(name.removeprefix("tingkat-")): int(value)
            for name, value in self.cleaned_data.items()
            if name.startswith("tingkat-") and value
        }


class LevelListForm(ListFileForm):
    """A table of standards or assessments to bring in."""

    field_order = ("kind", "file")
    kind = forms.ChoiceField(
        label=_("Isi berkas"),
        choices=LevelListKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih isi berkasnya."), "invalid_choice": _("Pilih isi berkasnya.")},
    )


class AssessmentForm(forms.Form):
    """What one person was found to hold."""

    competency = forms.ChoiceField(
        label=_("Kompetensi"),
        error_messages={
            "required": _("Pilih satu kompetensi."),
            "invalid_choice": _("Pilih satu kompetensi dari daftar."),
        },
    )
    source = forms.ChoiceField(
        label=_("Sumber"),
        choices=AssessmentSource.choices,
        error_messages={"required": _("Pilih sumbernya."), "invalid_choice": _("Pilih sumbernya.")},
    )
    level = forms.ChoiceField(
        label=_("Tingkat yang dimiliki"),
        error_messages={"required": _("Pilih tingkatnya."), "invalid_choice": _("Pilih tingkatnya.")},
    )
    assessed_on = forms.DateField(
        label=_("Tanggal"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Isi tanggal penilaian."),
            "invalid": _("Tulis tanggalnya, misalnya 24-11-2026."),
        },
    )
    evidence = forms.CharField(
        label=_("Bukti"),
        required=False,
        max_length=200,
        help_text=_("Nomor laporan, atau apa yang Anda lihat."),
        error_messages={"max_length": _TOO_LONG},
    )

    def __init__(
        self,
        *args: object,
        competencies: Sequence[Competency],
        level_names: Sequence[str],
        today: date,
        asks_source: bool,
        **options: object,
    ) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["competency"].choices = [
            ("", "-"),
            *((str(each.pk), each.shown_name) for each in competencies),
        ]
        self.fields["level"].choices = [
            ("", "-"),
            *((str(level), f"{level} {name}") for level, name in enumerate(level_names)),
        ]
        if not asks_source:
            # A superior assesses as a superior: there is nothing to choose.
            del self.fields["source"]

    def clean_assessed_on(self) -> date:
        on: date = self.cleaned_data["assessed_on"]
        if on > self.today:
            raise forms.ValidationError(_("Tanggal ini belum tiba. Pilih hari ini atau sebelumnya."))
        return on
