"""What a browser sends about courses, batches and sessions, turned into plain values."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from saindege.programme import amounts, session
from saindege.programme.app import queries
from saindege.programme.app.actions import CourseFields, SessionFields
from saindege.programme.app.forms.fields import (
    DayField,
    EndHourField,
    PlainForm,
    ReadField,
    StartHourField,
    method_choices,
)

MOST_SEATS = 10_000
EQUIPMENT = "alat-"


class CourseForm(PlainForm):
    """A course, new or changed."""

    FIELD_OF = {
        "pass_attendance_share": "pass_percent",
        "pass_post_mark": "post_mark",
        "pass_practice_percent": "practice_percent",
        "cost_rupiah": "cost",
    }

    # What was opened; a later save of somebody else is then seen.
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=_("Nama kursus"), max_length=200, error_messages={"required": _("Tulis nama kursus.")}
    )
    code = forms.CharField(
        label=_("Kode"),
        max_length=32,
        help_text=_("Singkat dan tetap, misalnya ARSIP-01."),
        error_messages={"required": _("Tulis kode singkat, misalnya ARSIP-01.")},
    )
    method = forms.ChoiceField(
        label=_("Bentuk"),
        help_text=_("Bentuk menurut peraturan; menentukan cara JP dihitung."),
        error_messages={
            "required": _("Pilih satu bentuk."),
            "invalid_choice": _("Pilih satu bentuk dari daftar."),
        },
    )
    summary = forms.CharField(
        label=_("Isi dan tujuan"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Apa yang dapat dilakukan peserta sesudahnya."),
    )
    learning_hours = ReadField(
        read=amounts.read_learning_hours,
        label=_("Jam pelajaran (JP)"),
        help_text=_("Seluruh kursus. Satu JP 45 menit."),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"required": _("Tulis jumlah JP, misalnya 20.")},
    )
    pass_percent = ReadField(
        read=amounts.read_percent,
        label=_("Kehadiran paling sedikit (%)"),
        help_text=_("Bagian JP yang harus dihadiri untuk mendapat sertifikat."),
        initial="85",
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"required": _("Tulis persen kehadiran, misalnya 85.")},
    )
    post_mark = ReadField(
        read=amounts.read_mark,
        required=False,
        label=_("Nilai tes akhir paling sedikit"),
        help_text=_("0 sampai 100. Kosongkan bila tes akhir tidak menentukan kelulusan."),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    practice_percent = ReadField(
        read=amounts.read_mark,
        required=False,
        label=_("Nilai praktik paling sedikit (%)"),
        help_text=_(
            "Rata-rata rubrik dari para pengamat. Kosongkan bila praktik tidak menentukan kelulusan."
        ),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    cost = ReadField(
        read=amounts.read_rupiah,
        required=False,
        label=_("Biaya satu angkatan (rupiah)"),
        help_text=_("Misalnya 2.500.000 atau 2,5 juta."),
        widget=forms.TextInput(attrs={"inputmode": "text"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["method"].choices = [("", _("Pilih bentuk")), *method_choices()]

    def values(self) -> CourseFields:
        """Return what was written, as the action takes it."""
        typed = self.cleaned_data
        return CourseFields(
            code=typed["code"],
            title=typed["title"],
            method=typed["method"],
            summary=typed["summary"],
            learning_hours=typed["learning_hours"],
            pass_attendance_share=typed["pass_percent"],
            cost_rupiah=typed["cost"] or 0,
            pass_post_mark=typed["post_mark"],
            pass_practice_percent=typed["practice_percent"],
        )


class BatchForm(PlainForm):
    """A new batch of a course. Its key is made with the form, so that a double click makes one batch."""

    FIELD_OF = {"cost_rupiah": "cost"}

    key = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Nama angkatan"),
        max_length=100,
        error_messages={"required": _("Tulis nama angkatan, misalnya Angkatan 3.")},
    )
    cost = ReadField(
        read=amounts.read_rupiah,
        required=False,
        label=_("Biaya (rupiah)"),
        help_text=_("Misalnya 2.500.000 atau 2,5 juta. Dipakai untuk laporan biaya."),
    )


class SessionForm(PlainForm):
    """A session, new or changed; moments are read on the office's clock."""

    FIELD_OF = {"starts_at": "starts", "ends_at": "ends"}

    key = forms.UUIDField(widget=forms.HiddenInput)
    # The version that was opened; a later save of somebody else is then seen.
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, localize=False)
    # The warnings that were shown, so that "save anyway" never passes one that nobody saw.
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label=_("Judul sesi"), max_length=200, error_messages={"required": _("Tulis judul sesi.")}
    )
    day = DayField(label=_("Tanggal"))
    starts, ends = StartHourField(), EndHourField()
    place = forms.CharField(
        label=_("Tempat"),
        max_length=200,
        help_text=_("Ruang atau alamat. Tulis “Daring” bila lewat internet."),
        widget=forms.TextInput(attrs={"list": "tempat", "autocomplete": "off"}),
        error_messages={"required": _("Tulis tempatnya.")},
    )
    speaker = forms.CharField(
        label=_("Narasumber"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"list": "narasumber", "autocomplete": "off"}),
    )
    capacity = forms.IntegerField(
        label=_("Kursi"),
        min_value=1,
        max_value=MOST_SEATS,
        error_messages={
            "required": _("Tulis jumlah kursi."),
            "invalid": _("Tulis jumlah kursi dengan angka."),
            "min_value": _("Isi paling sedikit satu kursi."),
            "max_value": _("Isi paling banyak 10.000 kursi."),
        },
    )
    learning_hours = ReadField(
        read=amounts.read_learning_hours,
        label=_("Jam pelajaran (JP)"),
        help_text=_("Satu JP 45 menit."),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"required": _("Tulis jumlah JP, misalnya 4.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.things = queries.equipment()
        for thing in self.things:
            self.fields[f"{EQUIPMENT}{thing.pk}"] = forms.IntegerField(
                label=f"{thing.name} ({thing.quantity})",
                required=False,
                min_value=0,
                max_value=MOST_SEATS,
                error_messages={"invalid": _("Tulis jumlah dengan angka.")},
            )

    def clean(self) -> None:
        """Tell an end before the start at once, whatever else is wrong."""
        starts, ends = (self.cleaned_data.get(name) for name in ("starts", "ends"))
        if starts and ends:
            self.refuse(session.order_faults(starts, ends))

    @property
    def equipment_fields(self) -> list[forms.BoundField]:
        """Fields of the things that may be taken into the room."""
        return [self[f"{EQUIPMENT}{thing.pk}"] for thing in self.things]

    def values(self) -> SessionFields:
        """Return what was written, as the action takes it."""
        typed = self.cleaned_data
        taken = {thing.pk: typed.get(f"{EQUIPMENT}{thing.pk}") for thing in self.things}
        return SessionFields(
            title=typed["title"],
            place=typed["place"],
            speaker=typed["speaker"],
            starts_at=_moment(typed["day"], typed["starts"]),
            ends_at=_moment(typed["day"], typed["ends"]),
            capacity=typed["capacity"],
            learning_hours=typed["learning_hours"],
            equipment=tuple((number, quantity) for number, quantity in taken.items() if quantity),
        )


def _moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=timezone.get_current_timezone())
