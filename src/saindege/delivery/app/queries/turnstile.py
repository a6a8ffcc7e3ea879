"""Reads for a whole class at its door in the same minute. The model's own way costs ten times as much as reading a row."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from saindege.delivery import attendance
from saindege.delivery.app.models import CheckIn
from saindege.delivery.app.queries.meeting import door_of
from saindege.people.app.models import Person
from saindege.programme.app.models import Session


@dataclass(slots=True)
class Standing:
    """How some people stand at the door of a session.

    Attributes
    ----------
    called : who of them was called to its batch
    here : who of them is in, with the arrival
    room : as the rule reads it
    """

    called: set[UUID]
    here: dict[UUID, CheckIn]
    room: attendance.Room


def standing_at(session: Session, people: Collection[UUID]) -> Standing:
    """Return how these people stand at the door of a session."""
    keys = [_stored(key) for key in people]
    among = f"person_id IN ({', '.join(['%s'] * len(keys))})"
    batch, place = _stored(session.batch_id), _stored(session.pk)
    called = _rows(
        f"SELECT person_id FROM saindege_participant WHERE batch_id = %s AND {among}",  # noqa: S608 - only placeholders
        [batch, *keys],
    )
    here = _rows(
        f"SELECT id FROM saindege_checkin WHERE session_id = %s AND {among}",  # noqa: S608 - only placeholders
        [place, *keys],
    )
    arrivals = CheckIn.objects.filter(pk__in=[key for (key,) in here]) if here else ()
    present = _rows("SELECT COUNT(*) FROM saindege_checkin WHERE session_id = %s", [place])[0][0]
    room = attendance.Room(door_of(session), session.capacity, int(present), session.closed_at is not None)
    return Standing({_key(key) for (key,) in called}, {one.person_id: one for one in arrivals}, room)


def at_the_door(account: int, code: str) -> tuple[Person, Session] | None:
    """Return the person behind an account and the session of a check-in address; None where either is missing.

    Both hold no more than their keys; whatever else is asked of them is read then.
    """
    told = _rows(
        "SELECT p.id, s.id FROM saindege_person p, saindege_session s WHERE p.account_id = %s AND s.code = %s",
        [account, code.upper()],
    )
    if len(told) != 1:
        return None
    alias, (person, session) = connection.alias, told[0]
    return (
        Person.from_db(alias, ("id", "account_id"), (_key(person), account)),
        Session.from_db(alias, ("id", "code"), (_key(session), code.upper())),
    )


def _rows(statement: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _stored(key: UUID) -> object:
    """Return a key as the database keeps it: SQLite as text, PostgreSQL as what it is."""
    return key if connection.features.has_native_uuid_field else key.hex


def _key(kept: object) -> UUID:
    return kept if isinstance(kept, UUID) else UUID(str(kept))
