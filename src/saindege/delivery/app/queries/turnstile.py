"""Reads for a whole class at its door in the same minute: many people in one read, one person in a short one."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import connection

from saindege.delivery.app.models import CheckIn, Participant
from saindege.people.app.models import Person
from saindege.programme.app.models import Session


def check_ins_among(sessions: Collection[UUID], people: Collection[UUID]) -> dict[tuple[UUID, UUID], CheckIn]:
    """Return the arrivals of these people at these sessions, by session and person."""
    found = CheckIn.objects.filter(session__in=sessions, person__in=people).order_by()
    return {(one.session_id, one.person_id): one for one in found}


def called_among(batches: Collection[UUID], people: Collection[UUID]) -> set[tuple[UUID, UUID]]:
    """Return which of these people were called to which of these batches, as pairs of batch and person."""
    found = Participant.objects.filter(batch__in=batches, person__in=people).order_by()
    return set(found.values_list("batch_id", "person_id"))


def person_behind(account: int) -> Person | None:
    """Return the person behind an account with no more than its key; whatever else is asked of it is read then."""
    key = _one("SELECT id FROM saindege_person WHERE account_id = %s", account)
    return Person.from_db(connection.alias, ("id", "account_id"), (_key(key), account)) if key else None


def session_behind(code: str) -> Session | None:
    """Return the session of a check-in address with no more than its key."""
    key = _one("SELECT id FROM saindege_session WHERE code = %s", code.upper())
    return Session.from_db(connection.alias, ("id", "code"), (_key(key), code.upper())) if key else None


def _one(statement: str, *values: object) -> object:
    """Return the first value of a statement; the model's own way costs ten times as much as reading the row."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        row = cursor.fetchone()
    return row[0] if row else None


def _key(value: object) -> UUID:
    # SQLite keeps a key as text, PostgreSQL as what it is.
    return value if isinstance(value, UUID) else UUID(str(value))
