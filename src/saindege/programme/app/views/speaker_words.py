"""A speaker in the words of the pages: values to start from, the fee, the table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from saindege.base.app import pages
from saindege.programme import standard_cost
from saindege.programme.app import queries
from saindege.programme.app.models import Speaker


@dataclass(frozen=True, slots=True)
class Fee:
    """What a speaker gets for one unit, in the reader's language."""

    name: str
    rupiah: int | None
    unit: str


def values_of(speaker: Speaker) -> dict[str, Any]:
    """Return a kept speaker as the form shows it."""
    fee = speaker.fee_rupiah
    return {
        "name": speaker.name,
        "partner": str(speaker.partner_id or ""),
        "expertise": speaker.expertise,
        "phone": speaker.phone,
        "email": speaker.email,
        "fee_class": speaker.fee_class,
        "fee_rupiah": f"{fee:,}".replace(",", ".") if fee is not None else "",
        "account": str(speaker.account_id or ""),
        "conflict_note": speaker.conflict_note,
    }


def fee_of(speaker: Speaker) -> Fee | None:
    """Return the fee of a speaker; None where no class is set."""
    if not speaker.fee_class:
        return None
    try:
        item = standard_cost.load().by_key(speaker.fee_class)
    except standard_cost.UnknownItem:
        return Fee(speaker.fee_class, speaker.fee_rupiah, "")
    language = pages.reader_language()
    unit = standard_cost.UNIT_WORDS[item.unit].in_language(language)
    return Fee(item.name_in(language), speaker.fee_rupiah, unit)


def download(rows: list[queries.SpeakerRow], kind: str) -> HttpResponse:
    """Return the list as a table to take away; telephone and tax number stay here."""
    header = [_("Nama"), _("Lembaga"), _("Keahlian"), _("Tanggal ditawarkan"), _("Sesi mendatang")]
    return pages.download_table(
        _("narasumber"),
        header,
        [
            (
                row.speaker.name,
                row.speaker.partner.name if row.speaker.partner else None,
                row.speaker.expertise,
                row.offers,
                row.sessions,
            )
            for row in rows
        ],
        kind,
        is_example=any(row.speaker.is_example for row in rows),
    )
