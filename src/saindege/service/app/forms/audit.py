"""What to draw a sample from, and what a checker found."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from saindege.base.app.models import Account
from saindege.base.app.pages import reader_language
from saindege.people.app.models import Office
from saindege.service.app.actions.auditing import Finding, NewDraw
from saindege.service.app.models import Service
from saindege.service.audit_rules import load_audit_rules


class DrawForm(forms.Form):
    """Month, office, size, and the list of numbers where the log keeps none."""

    month = forms.RegexField(
        label=_("Bulan"),
        regex=r"^\d{4}-(0[1-9]|1[0-2])$",
        widget=forms.TextInput(attrs={"type": "month"}),
        help_text=_("Berkas yang selesai di bulan itu. Tiap bulan diambil sekali."),
    )
    office = forms.ModelChoiceField(label=_("Kantor"), queryset=Office.objects.none(), required=False)
    how = forms.ChoiceField(
        label=_("Banyaknya berkas"),
        choices=[("error", _("Menurut ketelitian yang diinginkan")), ("fixed", _("Jumlah tetap"))],
        widget=forms.RadioSelect,
        initial="error",
    )
    error = forms.TypedChoiceField(
        label=_("Ketelitian"),
        coerce=float,
        choices=[
            ("0.05", _("5 persen ke atas dan ke bawah")),
            ("0.1", _("10 persen ke atas dan ke bawah")),
            ("0.15", _("15 persen ke atas dan ke bawah")),
        ],
        initial=str(load_audit_rules().default_error),
        required=False,
        help_text=_("Dipakai bila banyaknya menurut ketelitian."),
    )
    fixed = forms.IntegerField(
        label=_("Jumlah berkas"),
        required=False,
        help_text=_("Dipakai bila jumlahnya tetap."),
        min_value=load_audit_rules().least_size,
        max_value=load_audit_rules().most_size,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    numbers = forms.CharField(
        label=_("Daftar nomor berkas"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=_("Semua berkas yang selesai di bulan itu, satu nomor per baris. Nomor, bukan nama."),
    )

    def __init__(
        self,
        service: Service,
        offices: list[Office],
        today: date,
        *args: object,
        may_draw_all: bool,
        needs_numbers: bool,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.service = service
        self.fields["office"].queryset = Office.objects.filter(pk__in=[one.pk for one in offices])
        self.fields["office"].required = not may_draw_all
        self.fields["office"].empty_label = _("Semua kantor") if may_draw_all else None
        self.fields["numbers"].required = needs_numbers
        last = today.replace(day=1) - timedelta(days=1)
        self.fields["month"].initial = f"{last:%Y-%m}"

    def new_draw(self) -> NewDraw:
        """Return what was asked for."""
        said = self.cleaned_data
        is_fixed = said["how"] == "fixed"
        return NewDraw(
            service=self.service,
            office=said["office"],
            month=said["month"],
            numbers=tuple(said["numbers"].splitlines()),
            error=None if is_fixed else said["error"] or load_audit_rules().default_error,
            fixed=(said["fixed"] or 0) if is_fixed else None,
        )


class AskForm(forms.Form):
    """Who is asked to check a draw, and by when."""

    first = forms.ModelChoiceField(
        label=_("Pemeriksa pertama"), queryset=Account.objects.none(), empty_label=_("Pilih orangnya")
    )
    second = forms.ModelChoiceField(
        label=_("Pemeriksa kedua"),
        queryset=Account.objects.none(),
        required=False,
        empty_label=_("Belum ditentukan"),
    )
    due_on = forms.DateField(
        label=_("Selesai diperiksa paling lambat"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(
        self, people: list[Account], asked: list[Account], due_on: date, *args: object, **kwargs: object
    ) -> None:
        known = [*asked, None, None]
        super().__init__(*args, initial={"first": known[0], "second": known[1], "due_on": due_on}, **kwargs)
        fitting = Account.objects.filter(pk__in=[one.pk for one in people]).order_by("display_name")
        for name in ("first", "second"):
            self.fields[name].queryset = fitting

    def people(self) -> list[Account]:
        """Return who was chosen."""
        said = self.cleaned_data
        return [one for one in (said["first"], said["second"]) if one is not None]


class FindingForm(forms.Form):
    """Right, or wrong for a reason; the words only where two findings are settled."""

    verdict = forms.ChoiceField(
        label=_("Hasil"),
        choices=[("benar", _("Benar")), ("salah", _("Salah"))],
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(label=_("Apa yang salah"), required=False)
    words = forms.CharField(label=_("Apa yang terlihat saat dilihat lagi"), max_length=200, required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [
            ("", _("Pilih bila salah")),
            *((fault.code, fault.name.in_language(reader_language())) for fault in load_audit_rules().faults),
        ]

    def finding(self) -> Finding:
        """Return what was found."""
        is_right = self.cleaned_data["verdict"] == "benar"
        return Finding(is_right, "" if is_right else self.cleaned_data["reason"])
