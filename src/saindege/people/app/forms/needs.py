"""What a browser sends about needs: a period, and what a superior asks for each person."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from saindege.people.app.models import Urgency

# As many needs as one person may have in one form: more is a wish list.
MOST_A_PERSON = 3
LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a form as it was sent."""

    person: uuid.UUID
    competency: int
    urgency: str
    reason: str


class RoundForm(forms.Form):
    """A period in which superiors say what their people need."""

    year = forms.IntegerField(
        label=_("Untuk rencana tahun"),
        min_value=2020,
        max_value=2100,
        error_messages={
            "required": _("Isi tahunnya."),
            "invalid": _("Tulis tahunnya, misalnya 2027."),
            "min_value": _("Tahun mulai 2020."),
            "max_value": _("Tahun paling jauh 2100."),
        },
    )
    opens_on = forms.DateField(
        label=_("Dibuka"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Isi tanggalnya."),
            "invalid": _("Tulis tanggalnya, misalnya 24-11-2026."),
        },
    )
    due_on = forms.DateField(
        label=_("Paling lambat diserahkan"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Isi tanggalnya."),
            "invalid": _("Tulis tanggalnya, misalnya 24-11-2026."),
        },
    )

    def __init__(self, *args: object, today: date, **options: object) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean(self) -> dict[str, object]:
        sent = super().clean() or {}
        opens_on, due_on = sent.get("opens_on"), sent.get("due_on")
        if opens_on and due_on and due_on < opens_on:
            self.add_error("due_on", _("Batas waktu lebih dahulu daripada tanggal dibuka. Tukar keduanya."))
        elif due_on and due_on < self.today:
            self.add_error("due_on", _("Batas waktu ini sudah lewat. Pilih hari yang akan datang."))
        return sent


def read_needs(sent: QueryDict, people: Sequence[uuid.UUID]) -> list[Asked]:
    """Return what was asked for whom: for each person up to three lines with a competency chosen."""
    asked = []
    for person in people:
        seen: set[int] = set()
        for place in range(MOST_A_PERSON):
            number = sent.get(f"kompetensi-{person}-{place}", "")
            if not number.isdigit() or int(number) in seen:
                continue
            seen.add(int(number))
            urgency = sent.get(f"kapan-{person}-{place}", "")
            asked.append(
                Asked(
                    person,
                    int(number),
                    urgency if urgency in Urgency.values else Urgency.YEAR,
                    sent.get(f"alasan-{person}-{place}", "").strip()[:LONGEST_REASON],
                )
            )
    return asked
