"""A proposal in the words of its pages: values to start from, its steps, its table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from saindege.base.app import pages
from saindege.programme.app import queries
from saindege.programme.app.models import Proposal, ProposalState

TONES = {
    ProposalState.DRAFT: "plain",
    ProposalState.SUBMITTED: "wait",
    ProposalState.REVISE: "bad",
    ProposalState.ACCEPTED: "good",
    ProposalState.REFUSED: "bad",
}
_ACTS = {
    "submit": gettext_lazy("Diajukan"),
    "ask_revision": gettext_lazy("Diminta memperbaiki"),
    "accept": gettext_lazy("Disetujui"),
    "refuse": gettext_lazy("Ditolak"),
}


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step of a proposal's way as its page shows it."""

    act: str
    who: str
    at: datetime
    reason: str


def values_of(kept: Proposal) -> dict[str, Any]:
    """Return a kept proposal as its form shows it."""
    values = {name: getattr(kept, name) for name in queries.CONTENT_FIELDS}
    hours = values["learning_hours"]
    values["learning_hours"] = f"{hours.normalize():f}".replace(".", ",") if hours is not None else ""
    return {**values, "key": kept.pk, "version": kept.version}


def lines_of(kept: Proposal) -> list[dict[str, Any]]:
    """Return the budget of a kept proposal as its form shows it."""
    return [
        {
            "item": line.item,
            "words": line.words,
            "quantity": line.quantity,
            "unit_rupiah": f"{line.unit_rupiah:,}".replace(",", "."),
        }
        for line in kept.lines.all()
    ]


def steps_of(kept: Proposal) -> list[ShownStep]:
    """Return the way of a proposal, earliest first."""
    return [
        ShownStep(str(_ACTS[step.act]), step.by.display_name, step.at, step.reason)
        for step in kept.steps.select_related("by")
    ]


def last_reason(kept: Proposal) -> str:
    """Return why a proposal was sent back last; empty where it is not back."""
    if kept.state != ProposalState.REVISE:
        return ""
    step = kept.steps.filter(act="ask_revision").order_by("-id").first()
    return step.reason if step else ""


def download(rows: list[Proposal], kind: str) -> HttpResponse:
    """Return the list as a table to take away."""
    header = [
        _("Nomor"),
        pgettext("satu kursus", "Kursus"),
        _("Kantor"),
        _("Keadaan"),
        _("Diajukan"),
        _("Diputuskan"),
    ]
    header += [_("JP diakui"), _("Peserta"), _("Anggaran (rupiah)")]
    return pages.download_table(
        _("usulan"),
        header,
        [
            (
                row.register_number,
                row.title,
                row.office.name,
                str(row.get_state_display()),
                row.submitted_at,
                row.decided_at,
                row.recognised_hours,
                row.participants,
                row.rupiah or 0,
            )
            for row in rows
        ],
        kind,
        is_example=any(row.is_example for row in rows),
    )
