"""What a browser sends about the content of a course, and about a series of its sessions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saindege.programme import amounts, course_content, file_check, series
from saindege.programme.app import queries
from saindege.programme.app.actions import SeriesFields
from saindege.programme.app.forms.fields import (
    DayField,
    EndHourField,
    PlainForm,
    ReadField,
    Rows,
    StartHourField,
)
from saindege.programme.app.forms.place import WEEKDAYS

MOST_LETTERS = 4000
MOST_TASKS = 40


class LessonForm(forms.Form):
    """One topic of the curriculum."""

    topic = forms.CharField(
        label=_("Materi"), max_length=200, error_messages={"required": _("Tulis materinya.")}
    )
    way = forms.CharField(
        label=_("Cara"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"placeholder": _("praktik, diskusi, simulasi")}),
    )
    learning_hours = ReadField(
        read=amounts.read_learning_hours,
        label=_("JP"),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"required": _("Tulis jumlah JP.")},
    )


class RaisedForm(forms.Form):
    """One competency that a course raises."""

    competency = forms.ChoiceField(label=_("Kompetensi"), error_messages={"required": _("Pilih kompetensi.")})
    level = forms.TypedChoiceField(
        label=_("Sampai level"),
        coerce=int,
        choices=[("", _("Pilih level")), *((n, str(n)) for n in course_content.LEVELS)],
        error_messages={"required": _("Pilih level 1 sampai 5.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # A key that the staff list does not know (any more) stays as it is.
        names = queries.competency_choices()
        self.fields["competency"].choices = [
            ("", _("Pilih kompetensi")),
            *sorted(names.items(), key=lambda row: row[1]),
        ]


class ContentForm(PlainForm):
    """The content of a course but for its rows."""

    target_group = forms.CharField(
        label=_("Sasaran peserta"),
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    prerequisites = forms.TypedMultipleChoiceField(
        label=_("Kursus yang harus diikuti dahulu"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    application = forms.CharField(
        label=_("Nama aplikasi layanan"),
        required=False,
        max_length=200,
        help_text=_("Hanya untuk kursus layanan digital, misalnya SIAK atau SRIKANDI."),
    )
    tasks = forms.CharField(
        label=_("Tugas yang dikuasai dalam aplikasi"),
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Satu tugas satu baris, misalnya: mendaftarkan berkas masuk."),
    )

    def __init__(self, course: int, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["prerequisites"].choices = queries.course_choices(but=course)

    def clean_tasks(self) -> tuple[str, ...]:
        lines = (line.strip(" -•\t") for line in self.cleaned_data["tasks"].splitlines())
        return tuple(line for line in lines if line)[:MOST_TASKS]

    def content(self, lessons: Rows, raised: Rows) -> course_content.Content:
        """Return what was written, with the rows of lessons and competencies."""
        typed = self.cleaned_data
        return course_content.Content(
            target_group=typed["target_group"],
            application=typed["application"],
            tasks=typed["tasks"],
            prerequisites=tuple(typed["prerequisites"]),
            lessons=tuple(
                course_content.Lesson(row["topic"], row["way"], row["learning_hours"])
                for row in lessons.written()
            ),
            raised=tuple(course_content.Raised(row["competency"], row["level"]) for row in raised.written()),
        )


class MaterialForm(PlainForm):
    """A file that belongs to a course."""

    title = forms.CharField(label=_("Judul materi"), required=False, max_length=200)
    file = forms.FileField(
        label=_("Berkas"),
        help_text=_("Dokumen, salindia, gambar atau video; paling besar %(most)d MB.")
        % {"most": file_check.MOST_MEGABYTES},
        error_messages={"required": _("Pilih berkasnya.")},
    )


class SeriesForm(PlainForm):
    """A series of sessions for one or several groups of a course."""

    FIELD_OF = {"starts_at": "starts", "ends_at": "ends"}

    key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=_("Judul sesi"), max_length=180, error_messages={"required": _("Tulis judul sesi.")}
    )
    groups = forms.IntegerField(
        label=_("Jumlah kelompok"),
        min_value=1,
        max_value=series.MOST_GROUPS,
        initial=1,
        help_text=_("Tiap kelompok menjadi satu angkatan."),
    )
    days_between_groups = forms.IntegerField(
        label=_("Jarak antarkelompok (hari)"),
        min_value=0,
        max_value=365,
        initial=0,
        help_text=_("0 berarti semua kelompok berjalan bersamaan, masing-masing di tempatnya."),
    )
    first_on = DayField(label=_("Paling cepat mulai"))
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Pada hari"),
        coerce=int,
        choices=WEEKDAYS[:6],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih paling sedikit satu hari.")},
    )
    meetings = forms.IntegerField(
        label=_("Banyaknya pertemuan"), min_value=1, max_value=series.MOST_MEETINGS, initial=2
    )
    starts, ends = StartHourField(), EndHourField()
    places = forms.CharField(
        label=_("Tempat"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Satu baris untuk tiap kelompok; satu baris saja berarti tempat yang sama."),
        error_messages={"required": _("Tulis tempatnya.")},
    )
    speakers = forms.CharField(
        label=_("Narasumber"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Satu baris untuk tiap kelompok; satu baris saja berarti orang yang sama."),
    )
    capacity = forms.IntegerField(
        label=_("Kursi"),
        min_value=1,
        max_value=10_000,
        error_messages={"required": _("Tulis jumlah kursi.")},
    )
    learning_hours = ReadField(
        read=amounts.read_learning_hours,
        label=_("JP tiap pertemuan"),
        error_messages={"required": _("Tulis jumlah JP, misalnya 4.")},
    )

    def values(self) -> SeriesFields:
        """Return what was written, as the action takes it."""
        typed = self.cleaned_data
        return SeriesFields(
            title=typed["title"],
            pattern=series.Pattern(
                typed["first_on"],
                frozenset(typed["weekdays"]),
                typed["meetings"],
                typed["groups"],
                typed["days_between_groups"],
            ),
            starts=typed["starts"],
            ends=typed["ends"],
            places=_lines(typed["places"]),
            speakers=_lines(typed["speakers"]),
            capacity=typed["capacity"],
            learning_hours=typed["learning_hours"],
        )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
