"""What a browser sends about proposals, their budgets and decisions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from saindege.base.app import pages
from saindege.base.errors import Problem
from saindege.programme import amounts, proposal, standard_cost
from saindege.programme.app.forms.fields import DayField, PlainForm, ReadField, Rows, method_choices

MOST_LETTERS = 4000
MOST_PIECES = 100_000


def item_choices() -> list[tuple[str, str]]:
    """Return key and name of every kind of cost, its unit behind it."""
    language = pages.reader_language()
    return [
        (
            item.key,
            f"{item.name_in(language)} ({standard_cost.UNIT_WORDS[item.unit].in_language(language)})",
        )
        for item in standard_cost.load().items
    ]


def _text(label: object, help_text: object = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class CostLineForm(forms.Form):
    """One line of a budget."""

    item = forms.ChoiceField(
        label=_("Jenis biaya"), error_messages={"required": _("Pilih jenis biaya, atau kosongkan barisnya.")}
    )
    words = forms.CharField(label=_("Keterangan"), required=False, max_length=200)
    quantity = forms.IntegerField(
        label=_("Jumlah"),
        min_value=1,
        max_value=MOST_PIECES,
        error_messages={
            "required": _("Tulis jumlahnya."),
            "invalid": _("Tulis jumlah dengan angka."),
            "min_value": _("Tulis paling sedikit 1."),
        },
    )
    unit_rupiah = ReadField(
        read=amounts.read_rupiah,
        label=_("Harga satuan (rupiah)"),
        widget=forms.TextInput(attrs={"inputmode": "text"}),
        error_messages={"required": _("Tulis harga satuannya, misalnya 900.000.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["item"].choices = [("", _("Pilih jenis biaya")), *item_choices()]


class ProposalForm(PlainForm):
    """A proposal; only its name is needed to keep a draft, the rest is asked for when it is handed in."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, localize=False)
    title = forms.CharField(
        label=_("Nama kursus"), max_length=200, error_messages={"required": _("Tulis nama kursus.")}
    )
    background = _text(_("Latar belakang"), _("Masalah apa di layanan kantor Anda, dengan angkanya."))
    legal_basis = _text(_("Dasar hukum"), rows=2)
    purpose = _text(_("Maksud"), rows=2)
    objective = _text(_("Tujuan"), _("Apa yang dapat dilakukan peserta sesudahnya."), rows=2)
    outcome_direct = _text(_("Hasil langsung"), _("Yang tampak pada hari terakhir kursus."), rows=2)
    outcome_medium = _text(
        _("Hasil jangka menengah di layanan"),
        _("Sebut layanan, ukuran, dan besarnya. Contoh: berkas kembali turun dari 14 menjadi 10 persen."),
        rows=2,
    )
    outcome_long = _text(_("Hasil jangka panjang bagi warga"), rows=2)
    method = forms.ChoiceField(
        label=_("Bentuk"),
        required=False,
        error_messages={"invalid_choice": _("Pilih satu bentuk dari daftar.")},
    )
    learning_hours = ReadField(
        read=amounts.read_learning_hours,
        required=False,
        label=_("Jam pelajaran (JP)"),
        help_text=_("Satu JP 45 menit."),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    first_on = DayField(
        label=_("Tanggal mulai"), required=False, help_text=_("Paling cepat 10 hari kerja dari sekarang.")
    )
    last_on = DayField(label=_("Tanggal selesai"), required=False)
    place = forms.CharField(
        label=_("Tempat"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "tempat", "autocomplete": "off"}),
    )
    target_group = _text(_("Sasaran peserta"), rows=2)
    participants = forms.IntegerField(
        label=_("Jumlah peserta"),
        required=False,
        min_value=1,
        error_messages={"invalid": _("Tulis dengan angka."), "min_value": _("Tulis paling sedikit 1.")},
    )
    speakers = _text(_("Narasumber"), rows=2)
    cover_plan = _text(
        _("Penjagaan loket"), _("Siapa yang menjaga loket selama kursus, agar layanan tetap buka."), rows=2
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["method"].choices = [("", _("Pilih bentuk")), *method_choices()]
        # Everything is needed in the end; until it is handed in, a draft may lack it.
        self.use_required_attribute = False
        for field in self._asked_later():
            field.required = True

    def full_clean(self) -> None:
        for field in self._asked_later():
            field.required = False
        super().full_clean()
        for field in self._asked_later():
            field.required = True

    def _asked_later(self) -> list[forms.Field]:
        return [field for name, field in self.fields.items() if name not in ("key", "version", "title")]

    def content(self, lines: Rows) -> proposal.Content:
        """Return what was written, with the lines of the budget."""
        typed = {name: self.cleaned_data[name] for name in self.fields if name not in ("key", "version")}
        return proposal.Content(
            **typed,
            lines=tuple(
                proposal.BudgetLine(row["item"], row["words"], row["quantity"], row["unit_rupiah"])
                for row in lines.written()
            ),
        )

    def refuse_lines(self, lines: Rows, problems: Iterable[Problem]) -> None:
        """Show problems beside their fields; those of a budget line beside the line they name."""
        rest = []
        counted = [form for form in lines.forms if form.has_changed() and not form.cleaned_data.get("DELETE")]
        for problem in problems:
            if problem.column == "lines" and problem.row is not None:
                said = problem.sentence.in_language(pages.reader_language())
                counted[problem.row - 1].add_error("unit_rupiah", said)
            else:
                rest.append(problem)
        self.refuse(rest)


class DecisionForm(PlainForm):
    """What an officer says about a proposal."""

    version = forms.IntegerField(widget=forms.HiddenInput, localize=False)
    reason = forms.CharField(
        label=_("Alasan"),
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Wajib untuk meminta perbaikan dan menolak. Masuk ke surat jawaban."),
    )
    hours = ReadField(
        read=amounts.read_learning_hours,
        required=False,
        label=_("JP yang diakui"),
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )


class StandardCostForm(PlainForm):
    """A ceiling of the city's own decree."""

    item = forms.ChoiceField(label=_("Jenis biaya"))
    ceiling = ReadField(
        read=amounts.read_rupiah,
        label=_("Batas per satuan (rupiah)"),
        error_messages={"required": _("Tulis batasnya, misalnya 900.000.")},
    )
    in_force_from = DayField(label=_("Berlaku mulai"))
    source = forms.CharField(
        label=_("Peraturan"),
        max_length=300,
        help_text=_("Misalnya Perwal 7/2026, lampiran I."),
        error_messages={"required": _("Tulis peraturannya, misalnya Perwal 7/2026.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["item"].choices = item_choices()
