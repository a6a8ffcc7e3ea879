"""Forms of tests and practice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saindege.delivery.app.models import Question, Rubric
from saindege.delivery.exam.question import LONGEST_TEXT
from saindege.delivery.exam.question import Question as Asked


class QuestionForm(forms.Form):
    """One question as an officer writes it."""

    topic = forms.CharField(
        label=_("Topik"),
        max_length=80,
        help_text=_("Tes diambil per topik, misalnya: arsip dinamis."),
        error_messages={"required": _("Tulis topiknya.")},
    )
    kind = forms.ChoiceField(label=_("Jenis"), choices=Question._meta.get_field("kind").choices)
    text = forms.CharField(
        label=_("Pertanyaan"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Tulis pertanyaannya.")},
    )
    lines = forms.CharField(
        label=pgettext_lazy("soal", "Jawaban"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Satu baris satu pilihan; beri bintang (*) di depan yang benar. Benar atau salah: tulis kata itu. "
            "Isian: tulis jawaban yang benar. Mengurutkan: tulis dalam urutan yang benar."
        ),
        error_messages={"required": _("Tulis jawabannya, satu setiap baris.")},
    )
    tolerance = forms.CharField(
        label=_("Selisih yang diterima"),
        required=False,
        max_length=20,
        help_text=_("Hanya untuk isian angka."),
    )


class WindowsForm(forms.Form):
    """When the tests of a batch are open."""

    pre_opens = forms.DateTimeField(label=_("Tes awal dibuka"))
    pre_closes = forms.DateTimeField(label=_("Tes awal ditutup"))
    post_opens = forms.DateTimeField(label=_("Tes akhir dibuka"))
    post_closes = forms.DateTimeField(label=_("Tes akhir ditutup"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in ("pre_opens", "pre_closes", "post_opens", "post_closes"):
            field = self.fields[name]
            field.widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
            field.input_formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
            field.error_messages = {
                "required": _("Pilih tanggal dan jam."),
                "invalid": _("Pilih tanggal dan jam."),
            }

    def clean(self) -> dict[str, object]:
        data = super().clean()
        for phase in ("pre", "post"):
            begin, end = data.get(f"{phase}_opens"), data.get(f"{phase}_closes")
            if begin and end and end <= begin:
                self.add_error(f"{phase}_closes", _("Tutup harus sesudah buka."))
        before, after = data.get("pre_opens"), data.get("post_opens")
        if before and after and after <= before:
            self.add_error("post_opens", _("Tes akhir harus dibuka sesudah tes awal dibuka."))
        return data

    def windows(self) -> dict[str, tuple[datetime, datetime]]:
        """Return opening and closing by phase."""
        return {
            phase: (self.cleaned_data[f"{phase}_opens"], self.cleaned_data[f"{phase}_closes"])
            for phase in ("pre", "post")
        }


class ExamForm(WindowsForm):
    """When a batch is tested, and how many questions of each topic."""

    minutes = forms.IntegerField(
        label=_("Lama tes (menit)"),
        min_value=1,
        max_value=300,
        initial=30,
        error_messages={
            "required": _("Tulis lamanya, misalnya 30."),
            "invalid": _("Tulis menit dengan angka."),
        },
    )
    field_order = ("minutes",)

    def __init__(self, topics: Mapping[str, int], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.topics = list(topics)
        for place, (topic, count) in enumerate(topics.items()):
            self.fields[f"topic_{place}"] = forms.IntegerField(
                label=_("Soal topik %(topic)s (tersedia %(n)d)") % {"topic": topic, "n": count},
                min_value=0,
                max_value=200,
                initial=count // 2 or count,
                error_messages={"required": _("Tulis jumlah soal, boleh 0.")},
            )

    def clean(self) -> dict[str, object]:
        data = super().clean()
        if not self.errors and not self.blueprint():
            self.add_error("topic_0" if self.topics else None, _("Ambil paling sedikit satu soal."))
        return data

    def blueprint(self) -> dict[str, int]:
        """Return how many questions of each topic are wanted."""
        counts = ((topic, self.cleaned_data.get(f"topic_{place}")) for place, topic in enumerate(self.topics))
        return {topic: count for topic, count in counts if count}


class RubricForm(forms.Form):
    """What observers look at, and the levels they mark."""

    title = forms.CharField(
        label=_("Judul"), max_length=200, error_messages={"required": _("Tulis judulnya.")}
    )
    criteria = forms.CharField(
        label=_("Yang dinilai"),
        help_text=_("Satu setiap baris."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Tulis yang dinilai, satu setiap baris.")},
    )
    levels = forms.CharField(
        label=pgettext_lazy("rubrik", "Tingkat"),
        help_text=_("Satu setiap baris, dari yang terendah."),
        initial="Belum bisa\nDengan bantuan\nSendiri\nMengajari yang lain",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Tulis tingkatnya, satu setiap baris.")},
    )


class ObservationForm(forms.Form):
    """How one person's practice is marked."""

    note = forms.CharField(label=_("Catatan"), required=False, max_length=300)

    def __init__(self, rubric: Rubric, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        levels = [(str(number), word) for number, word in enumerate(rubric.levels, start=1)]
        marks = {
            f"c{place}": forms.TypedChoiceField(
                label=criterion,
                choices=levels,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Pilih satu tingkat.")},
            )
            for place, criterion in enumerate(rubric.criteria)
        }
        self.fields = {**marks, "note": self.fields["note"]}
        self.count = len(rubric.criteria)

    def marks(self) -> list[int]:
        """Return the levels chosen, in order of the criteria."""
        return [self.cleaned_data[f"c{place}"] for place in range(self.count)]


def read_answer(asked: Asked, data: Mapping[str, object], name: str) -> object:
    """Read what a browser sent for one question; None where nothing was answered."""
    values = [str(each) for each in data.getlist(name)]  # type: ignore[attr-defined] # a QueryDict
    if asked.kind in ("number", "text"):
        return values[0].strip()[:200] if values and values[0].strip() else None
    if asked.kind == "truth":
        return {"ya": True, "tidak": False}.get(values[0]) if values else None
    if asked.kind == "order":
        count = len(asked.options)
        places = [str(data.get(f"{name}_{option}", "")) for option in range(count)]
        if not all(place.isdecimal() for place in places):
            return None
        return (
            sorted(range(count), key=lambda option: int(places[option]))
            if len(set(places)) == count
            else None
        )
    chosen = [int(value) for value in values if value.isdecimal() and len(value) < 4]
    if asked.kind == "one":
        return chosen[0] if chosen else None
    return chosen or None


def read_answers(asked: Mapping[int, Asked], data: Mapping[str, object]) -> dict[int, object]:
    """Read what a browser sent for the questions of a test, by number; questions without an answer are left out."""
    read = {key: read_answer(one, data, f"q{key}") for key, one in asked.items()}
    return {key: value for key, value in read.items() if value is not None}
