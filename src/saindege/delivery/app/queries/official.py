"""What every official paper of a batch shares: letterhead, signatory, blocks of text and tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from django.utils import formats, timezone, translation

from saindege.base.app import paper
from saindege.base.app import queries as base_queries
from saindege.people import nip
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch, Session

TEMPLATE = Path(__file__).resolve().parent.parent / "templates" / "delivery" / "official.typ"
# The office's own book of letters gives numbers; this is where they are written.
NUMBER_LINE = "......................."


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the line above, the post, name and NIP where they are known."""

    before: str
    post: str
    name: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """One letter, decree or list.

    Attributes
    ----------
    to : addressee; empty for what is no letter
    blocks : what stands in it, in order; made by ``text``, ``facts``, ``items``, ``table``, ``heading``
    """

    title: str
    blocks: Sequence[dict[str, object]]
    signatures: Sequence[Signature]
    to: str = ""
    number: str = NUMBER_LINE
    day: str = field(default="")


def text(words: str) -> dict[str, object]:
    """A paragraph."""
    return {"kind": "text", "text": words}


def heading(words: str) -> dict[str, object]:
    """A heading inside a paper."""
    return {"kind": "heading", "text": words}


def facts(rows: Iterable[tuple[str, str]]) -> dict[str, object]:
    """Names with their values."""
    return {"kind": "facts", "rows": [list(row) for row in rows]}


def items(rows: Iterable[str]) -> dict[str, object]:
    """A numbered list."""
    return {"kind": "list", "rows": list(rows)}


def table(
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
    widths: Sequence[int],
    numbers: Sequence[int] = (),
) -> dict[str, object]:
    """A table; ``widths`` are parts of the line, ``numbers`` the positions of columns set to the right."""
    return {
        "kind": "table",
        "header": list(header),
        "rows": [[str(cell) for cell in row] for row in rows],
        "widths": list(widths),
        "numbers": [position in numbers for position in range(len(header))],
    }


def set_papers(batch: Batch, papers: Sequence[Paper], *, as_of: datetime, wide: bool = False) -> bytes:
    """Set papers into one file, each on a page of its own."""
    city = base_queries.city()
    with translation.override("id"):
        data = {
            "title": papers[0].title,
            "government": city.government,
            "organisation": city.training_unit,
            "address": city.address,
            "stamp": "DATA CONTOH, TIDAK BERLAKU" if batch.is_example else "",
            "wide": wide,
            "papers": [{**asdict(one), "day": f"{city.place}, {day(as_of)}"} for one in papers],
        }
    return paper.compile_pdf(TEMPLATE, data, made_at=as_of)


def head(as_of: datetime, *, is_letter: bool = False) -> Signature:
    """Whoever signs for the training unit, as the settings name them; a letter carries its day above."""
    city = base_queries.city()
    return Signature(
        before="" if is_letter else f"{city.place}, {day(as_of)}",
        post=city.signatory_post or f"Kepala {city.training_unit}",
        name=city.signatory,
        nip=nip.grouped(city.signatory_nip) if city.signatory_nip else "",
    )


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


def people_table(people: Sequence[Person]) -> dict[str, object]:
    """People with NIP, post and office."""
    rows = [
        [place, one.name, nip.grouped(one.nip or "") or "–", one.post or "–", one.office.name]
        for place, one in enumerate(people, start=1)
    ]
    return table(["No.", "Nama", "NIP", "Jabatan", "Unit kerja"], rows, [2, 9, 8, 8, 9], [0])
