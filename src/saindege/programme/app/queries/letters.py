"""The reply letter of a decided proposal: what it says, and its paper."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.utils import formats, timezone, translation

from saindege.base.app import paper
from saindege.base.app import queries as base_queries
from saindege.programme import method, proposal, standard_cost
from saindege.programme.app.models import Proposal, ProposalState

TEMPLATE = Path(__file__).resolve().parent.parent / "templates" / "programme" / "reply_letter.typ"


def letter_of(
    kept: Proposal,
    content: proposal.Content,
    *,
    number: str,
    at: datetime,
    state: str,
    reason: str,
    hours: object,
) -> dict[str, object]:
    """Return what the reply says, to be frozen with the decision; in Indonesian."""
    city = base_queries.city()
    with translation.override("id"):
        accepted = state == ProposalState.ACCEPTED
        opening = (
            f"Menanggapi usulan kursus “{content.title}” dari {kept.office.name}, dengan ini kami sampaikan bahwa usulan "
            f"tersebut {'DISETUJUI' if accepted else 'BELUM DAPAT DISETUJUI'}."
        )
        return {
            "number": number,
            "day": formats.date_format(timezone.localtime(at), "j F Y"),
            "place": city.place,
            "government": city.government,
            "organisation": city.training_unit,
            "address": city.address,
            "to": f"Kepala {kept.office.name}",
            "subject": "Persetujuan usulan kursus" if accepted else "Jawaban atas usulan kursus",
            "opening": opening,
            "facts": _facts(content, hours) if accepted else [],
            "conditions": _conditions() if accepted else [],
            "reason": reason.strip(),
            "closing": "Demikian kami sampaikan. Atas perhatian dan kerja samanya kami ucapkan terima kasih.",
            "signatory": city.signatory,
            "signatory_post": city.signatory_post or f"Kepala {city.training_unit}",
            "signatory_nip": city.signatory_nip,
        }


def letter_pdf(kept: Proposal) -> bytes:
    """Set the paper of a reply; the same decision gives the same bytes."""
    data = {**kept.letter, "stamp": "DATA CONTOH, TIDAK BERLAKU" if kept.is_example else ""}
    return paper.compile_pdf(TEMPLATE, data, made_at=kept.decided_at)


def _facts(content: proposal.Content, hours: object) -> list[list[str]]:
    return [
        ["Kursus", content.title],
        ["Bentuk", _form_name(content.method)],
        ["Waktu", _span(content)],
        ["Tempat", content.place],
        ["Peserta", f"{content.participants} orang: {content.target_group}"],
        ["Narasumber", content.speakers],
        [
            "JP yang diakui",
            f"{formats.number_format(hours, use_l10n=True)} JP untuk peserta yang memenuhi syarat",
        ],
        ["Anggaran", standard_cost.in_rupiah(content.rupiah)],
        ["Penjagaan loket", content.cover_plan],
    ]


def _conditions() -> list[str]:
    return [
        "Kursus diselenggarakan sesuai usulan; perubahan waktu, tempat atau narasumber diberitahukan sebelumnya.",
        "Kehadiran dicatat tiap sesi, dan laporan penyelenggaraan disampaikan paling lambat dua minggu sesudahnya.",
        "Nomor surat ini dicantumkan pada undangan dan laporan.",
    ]


def _span(content: proposal.Content) -> str:
    if content.first_on is None or content.last_on is None:
        return ""
    first, last = (formats.date_format(day, "j F Y") for day in (content.first_on, content.last_on))
    return first if first == last else f"{first} sampai {last}"


def _form_name(key: str) -> str:
    try:
        return method.load().by_key(key).name
    except method.UnknownForm:
        return key
