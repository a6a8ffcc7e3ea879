"""Checks the record of changes: each row is bound to the one before it, so that none can be changed in silence."""

from __future__ import annotations

from dataclasses import dataclass

from saindege.base.app.models import AuditEntry
from saindege.base.app.record import chain_hash, content_of
from saindege.base.errors import Language
from saindege.web.operation.report import WRONG, Report


@dataclass(frozen=True, slots=True)
class Chain:
    """What the check found.

    Attributes
    ----------
    entries : rows looked at
    first_wrong : number of the first row that does not fit, None where all do
    last_hash : of the last row; noted elsewhere, it also shows whether rows at the end were taken away
    """

    entries: int
    first_wrong: int | None
    last_hash: str


def check_chain() -> Chain:
    """Walk along the record and compute every hash again."""
    previous, entries, first_wrong = "", 0, None
    for entry in AuditEntry.objects.order_by("id").iterator(chunk_size=2000):
        entries += 1
        fits = entry.previous_hash == previous and entry.hash == chain_hash(previous, content_of(entry))
        if not fits and first_wrong is None:
            first_wrong = entry.pk
        previous = entry.hash
    return Chain(entries, first_wrong, previous)


def audit() -> Report:
    """Check the record; status 3 when it was changed."""
    chain = check_chain()
    valid = chain.first_wrong is None

    def lines(language: Language) -> list[str]:
        if language == "en":
            said = (
                f"All as written. Rows: {chain.entries}."
                if valid
                else f"Row {chain.first_wrong} was changed after it was written."
            )
        else:
            said = (
                f"Semua utuh. Baris: {chain.entries}."
                if valid
                else f"Baris {chain.first_wrong} diubah setelah ditulis."
            )
        return [said, *([chain.last_hash] if chain.last_hash else [])]

    document = {
        "valid": valid,
        "entries": chain.entries,
        "first_wrong": chain.first_wrong,
        "last_hash": chain.last_hash,
    }
    return Report(document, lines, 0 if valid else WRONG)
