"""Parts of forms: a text that the library reads, faults of an action beside their fields, rows of the same kind."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saindege.base.app import pages
from saindege.base.errors import BadInput, Problem
from saindege.programme import method, session

DAYS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y")
# A day years away is a slip of the keyboard.
FIRST_YEAR, LAST_YEAR = 2000, 2099
MOST_ROWS = 60


class ReadField(forms.CharField):
    """A text that a function of the library reads; its refusal stands beside the field."""

    def __init__(self, *, read: Callable[[str], Any], **options: Any) -> None:
        super().__init__(**options)
        self.read = read

    def clean(self, value: str) -> Any:
        text = super().clean(value)
        if not text and not self.required:
            return None
        try:
            return self.read(text)
        except BadInput as error:
            raise forms.ValidationError(error.sentence.in_language(pages.reader_language())) from error


class StartHourField(ReadField):
    """The hour at which something begins."""

    def __init__(self) -> None:
        super().__init__(
            read=session.read_time,
            label=_("Mulai"),
            widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            error_messages={"required": _("Pilih jam mulai.")},
        )


class EndHourField(ReadField):
    """The hour at which something ends."""

    def __init__(self) -> None:
        super().__init__(
            read=session.read_time,
            label=pgettext_lazy("akhir", "Selesai"),
            widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            error_messages={"required": _("Pilih jam selesai.")},
        )


class PlainForm(forms.Form):
    """A form that also shows what an action refused, each problem beside its field."""

    # Our name of a column to the field that holds it, where they differ.
    FIELD_OF: dict[str, str] = {}

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Show problems of an action beside their fields."""
        for problem in problems:
            name = self.FIELD_OF.get(problem.column or "", problem.column)
            self.add_error(
                name if name in self.fields else None,
                problem.sentence.in_language(pages.reader_language()),
            )


class DayField(forms.DateField):
    """A day as people write it; a year far away is asked back."""

    def __init__(self, **options: Any) -> None:
        messages = {
            "required": _("Pilih tanggal."),
            "invalid": _("Tanggal ini tidak terbaca. Tulis misalnya 24-11-2026."),
            **options.pop("error_messages", {}),
        }
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(input_formats=DAYS, widget=widget, error_messages=messages, **options)

    def clean(self, value: object) -> date | None:
        day = super().clean(value)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(_("Tahun ini terlalu jauh. Periksa tanggalnya."))
        return day


class Rows(BaseFormSet):
    """Rows of one kind; an empty row counts for nothing, a ticked one is taken away."""

    deletion_widget = forms.CheckboxInput

    def initial_form_count(self) -> int:
        # No row is owed: whoever empties one takes it away.
        return 0

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Hapus baris ini")

    def written(self) -> list[Mapping[str, Any]]:
        """Return what stands in the rows that count, in their order."""
        return [
            form.cleaned_data
            for form in self.forms
            if form.has_changed() and not form.cleaned_data.get("DELETE")
        ]


def rows_of(
    row: type[forms.Form],
    data: Mapping[str, Any] | None = None,
    *,
    initial: Sequence[Mapping[str, Any]] = (),
    prefix: str,
) -> Rows:
    """Return rows to fill in: those that stand, and one more."""
    made = formset_factory(
        row, formset=Rows, extra=len(initial) + 1, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )
    # What was sent stands for itself: a row like the kept one is no unchanged row to be left out.
    return made(data, initial=None if data is not None else list(initial) or None, prefix=prefix)


def one_row_more(data: Any, prefix: str) -> Any:
    """Return what a browser sent with room for one more row."""
    data = data.copy()
    count = pages.as_int(data.get(f"{prefix}-TOTAL_FORMS"), 0, least=0, most=MOST_ROWS)
    data[f"{prefix}-TOTAL_FORMS"] = str(min(count + 1, MOST_ROWS))
    return data


def method_choices() -> list[tuple[str, str]]:
    """Return key and name of every legal form, by name."""
    language = pages.reader_language()
    return sorted(
        ((form.key, form.name_in(language)) for form in method.load().forms), key=lambda one: one[1]
    )


def new_key() -> uuid.UUID:
    """Return the key of what a form will make."""
    return uuid.uuid4()
