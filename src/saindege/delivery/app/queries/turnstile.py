"""Reads for a whole class at its door in the same minute, as ``base.app.rows`` reads: without the model's own way."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS

from saindege.base.app import rows
from saindege.delivery import attendance
from saindege.delivery.app.models import CheckIn
from saindege.delivery.app.queries.meeting import door_of
from saindege.people.app.models import Person
from saindege.programme.app.models import Session

# What the rule asks of a session; whatever else somebody asks of it is read then.
SESSION = ("id", "batch_id", "starts_at", "ends_at", "capacity", "check_in_secret", "closed_at", "is_example")


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


def locked_sessions(keys: Collection[UUID]) -> dict[UUID, Session]:
    """Return sessions, kept from other writers until the transaction ends: always in the same order."""
    kept = [rows.kept_key(key) for key in keys]
    found = rows.rows(
        f"SELECT {', '.join(SESSION)} FROM saindege_session WHERE id IN ({rows.holders(kept)})"  # noqa: S608 - our own names
        f" ORDER BY id{rows.locking()}",
        kept,
    )
    sessions = [
        Session.from_db(
            DEFAULT_DB_ALIAS,
            SESSION,
            (
                rows.key_of(key),
                rows.key_of(batch),
                rows.moment_of(starts),
                rows.moment_of(ends),
                capacity,
                secret,
                rows.moment_or_none(closed),
                bool(is_example),
            ),
        )
        for key, batch, starts, ends, capacity, secret, closed, is_example in found
    ]
    return {one.pk: one for one in sessions}


def standing_at(session: Session, people: Collection[UUID]) -> Standing:
    """Return how these people stand at the door of a session."""
    keys = [rows.kept_key(key) for key in people]
    batch, place = rows.kept_key(session.batch_id), rows.kept_key(session.pk)
    among = f"person_id IN ({rows.holders(keys)})"
    called = rows.rows(
        f"SELECT person_id FROM saindege_participant WHERE batch_id = %s AND {among}",  # noqa: S608 - only placeholders
        [batch, *keys],
    )
    here = rows.rows(
        f"SELECT id FROM saindege_checkin WHERE session_id = %s AND {among}",  # noqa: S608 - only placeholders
        [place, *keys],
    )
    arrivals = CheckIn.objects.filter(pk__in=[key for (key,) in here]) if here else ()
    present = rows.rows("SELECT COUNT(*) FROM saindege_checkin WHERE session_id = %s", [place])[0][0]
    room = attendance.Room(door_of(session), session.capacity, int(present), session.closed_at is not None)
    return Standing({rows.key_of(key) for (key,) in called}, {one.person_id: one for one in arrivals}, room)


def people_of(accounts: Collection[int]) -> dict[int, Person]:
    """Return the people behind accounts, by account; they hold no more than their keys."""
    asked = list(accounts)
    found = rows.rows(
        f"SELECT id, account_id FROM saindege_person WHERE account_id IN ({rows.holders(asked)})",  # noqa: S608 - only placeholders
        asked,
    )
    return {
        account: Person.from_db(DEFAULT_DB_ALIAS, ("id", "account_id"), (rows.key_of(person), account))
        for person, account in found
    }


def sessions_of(codes: Collection[str]) -> dict[str, UUID]:
    """Return the sessions of check-in addresses, by code as it is kept."""
    asked = list(codes)
    found = rows.rows(
        f"SELECT code, id FROM saindege_session WHERE code IN ({rows.holders(asked)})",  # noqa: S608 - only placeholders
        asked,
    )
    return {code: rows.key_of(session) for code, session in found}
