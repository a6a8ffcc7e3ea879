"""From the form of a paper and its values to a PDF; and how days, hours and money are written on every paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import formats, timezone, translation

from saindege.base.app import paper
from saindege.base.app import queries as base_queries
from saindege.delivery.official.filling import filled, holds
from saindege.delivery.official.form import Facts, Heading, Items, PaperForm, Signature, Table, Text
from saindege.programme.app.models import Session

TEMPLATE = Path(__file__).resolve().parent.parent / "templates" / "delivery" / "official.typ"


@dataclass(frozen=True, slots=True)
class Paper:
    """One letter, decree or list, as the template of the PDF needs it."""

    title: str
    blocks: Sequence[dict[str, object]]
    signatures: Sequence[Signature]
    subject: str
    to: str
    number: str
    day: str


def paper_of(form: PaperForm, values: Mapping[str, Any]) -> Paper:
    """Return a paper with its fields filled in."""
    return Paper(
        title=filled(form.title, values),
        blocks=[
            _shown(block, values) for block in form.blocks if holds(getattr(block, "only_if", ""), values)
        ],
        signatures=[
            Signature(*(filled(words, values) for words in (one.before, one.post, one.name, one.nip)))
            for one in form.signatures
        ],
        subject=filled(form.subject, values),
        to=filled(form.to, values),
        number=str(values["nomor"]) if form.has_number else "",
        day=f"{values['tempat']}, {values['tanggal']}",
    )


def _shown(block: object, values: Mapping[str, Any]) -> dict[str, object]:
    if isinstance(block, Text):
        return {"kind": "text", "text": filled(block.words, values)}
    if isinstance(block, Heading):
        return {"kind": "heading", "text": block.words, "centred": block.centred}
    if isinstance(block, Facts):
        return {"kind": "facts", "rows": [[name, filled(words, values)] for name, words in block.rows]}
    if isinstance(block, Items):
        rows = [filled(words, values) for words in block.rows]
        if block.each is not None:
            rows = [row["teks"] for row in values[block.each.name]]
        return {"kind": "list", "rows": rows}
    assert isinstance(block, Table)
    item = block.each.item
    rows = [[filled(cell, {**values, item: row}) for cell in block.cells] for row in values[block.each.name]]
    return {
        "kind": "table",
        "header": list(block.header),
        "rows": [*rows, *[[""] * len(block.header)] * block.spare],
        "widths": list(block.widths),
        "numbers": [position in block.numbers for position in range(len(block.header))],
    }


def set_papers(
    papers: Sequence[Paper], *, stamp: str, as_of: datetime, press: paper.Press, wide: bool = False
) -> bytes:
    """Set papers into one file, each on a page of its own.

    Parameters
    ----------
    stamp : stands at the foot of each page
    press : of ``TEMPLATE``
    """
    city = base_queries.city()
    data = {
        "title": papers[0].title,
        "government": city.government,
        "organisation": city.training_unit,
        "address": city.address,
        "stamp": stamp,
        "wide": wide,
        "papers": [asdict(one) for one in papers],
    }
    return press.print(data, made_at=as_of)


def day(moment: datetime) -> str:
    """Return a day in Indonesian words."""
    with translation.override("id"):
        return formats.date_format(timezone.localtime(moment), "j F Y")


def when(session: Session) -> str:
    """Return the day and the hours of a session in Indonesian words."""
    begin, end = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    with translation.override("id"):
        return f"{formats.date_format(begin, 'l, j F Y')}, {begin:%H.%M} sampai {end:%H.%M} WIB"


def span(sessions: Sequence[Session]) -> str:
    """Return the days of a batch in words."""
    if not sessions:
        return "belum dijadwalkan"
    first, last = day(sessions[0].starts_at), day(sessions[-1].starts_at)
    return first if first == last else f"{first} sampai {last}"


def number(value: object) -> str:
    """Return a number as Indonesians write it."""
    with translation.override("id"):
        return str(formats.number_format(value, use_l10n=True, force_grouping=True))


def trimmed(value: float) -> str:
    """Return hours without a needless zero."""
    return number(int(value)) if value == int(value) else number(round(value, 2))
