"""The record of what was done: one row for each act, bound by its hash to the row before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.db import connection, models, transaction

from saindege.base.app import rows
from saindege.base.app.models import Account, AuditEntry

CHAIN_LOCK = 0x5A1D  # any number that nothing else in the database locks
TABLE = "saindege_auditentry"
COLUMNS = ("at", "actor_id", "action", "subject_type", "subject_id", "detail", "previous_hash", "hash")


@dataclass(frozen=True, slots=True)
class Note:
    """One act to be recorded.

    Attributes
    ----------
    by : number of the account, None where nobody was signed in
    detail : identifiers and counts, never a NIP, a mark or an answer
    """

    by: int | None
    action: str
    subject: models.Model
    at: datetime
    detail: Mapping[str, object] = field(default_factory=dict)


def record(
    *,
    by: Account | None,
    action: str,
    subject: models.Model,
    at: datetime,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Write one row of the record in the transaction of the act itself.

    ``detail`` holds identifiers and counts, never a NIP, a mark or an answer.
    """
    record_all([Note(by.pk if by else None, action, subject, at, detail or {})])


def record_all(notes: Sequence[Note]) -> None:
    """Write rows of the record in this order, in the transaction of the acts themselves."""
    # Without a savepoint: an act whose record cannot be written is undone as a whole.
    with transaction.atomic(savepoint=False):
        _queue_for_chain()
        previous, added = _end_of_chain(), []
        for note in notes:
            subject = (str(note.subject._meta.model_name), str(note.subject.pk))
            detail = dict(note.detail)
            link = chain_hash(previous, _content(note.at, note.by, note.action, *subject, detail))
            added.append(
                (
                    rows.kept_moment(note.at),
                    note.by,
                    note.action,
                    *subject,
                    rows.kept_json(detail),
                    previous,
                    link,
                )
            )
            previous = link
        rows.add_rows(TABLE, COLUMNS, added)


def chain_hash(previous_hash: str, content: Mapping[str, object]) -> str:
    """Return the SHA-256 of a row of the record, bound to the row before it."""
    return hashlib.sha256(f"{previous_hash}\n{_WRITER.encode(content)}".encode()).hexdigest()


def content_of(entry: AuditEntry) -> dict[str, object]:
    """Return what the hash of a row binds, as the database gives it back: its moments are in UTC."""
    return _content(
        entry.at, entry.actor_id, entry.action, entry.subject_type, entry.subject_id, dict(entry.detail)
    )


def _content(
    at: datetime,
    actor: int | None,
    action: str,
    subject_type: str,
    subject_id: str,
    detail: dict[str, object],
) -> dict[str, object]:
    return {
        "at": at.astimezone(UTC).isoformat(),
        "actor": actor,
        "action": action,
        "subject_type": subject_type,
        "subject_id": subject_id,
        "detail": detail,
    }


def _queue_for_chain() -> None:
    """Let one writer at a time extend the chain; SQLite has taken the write lock at BEGIN IMMEDIATE."""
    if connection.vendor == "postgresql":
        # Locking the last row would not do: whoever waited for it would not see the row written meanwhile.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])


def _end_of_chain() -> str:
    """Return the hash of the last row."""
    last = rows.first_row(f"SELECT hash FROM {TABLE} ORDER BY id DESC LIMIT 1")  # noqa: S608 - our own name
    return str(last[0]) if last else ""


# Made once: json.dumps makes one anew for each text that is not written its usual way.
_WRITER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))
