"""Rows read and written as the database keeps them, for the few requests that a whole class sends in the same minute.

The model's own way costs ten times as much as the row, and Django's cursor twice as much: it words each statement
anew. Here a statement is written by hand, with the names of its table; on SQLite it goes straight to the library, on
any other database through Django's cursor. Each is tested against what the model reads.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

Row = tuple[Any, ...]
# So many rows at most are added by one statement: the library keeps one in memory for each count of rows.
AT_ONCE = 8


def rows(statement: str, values: Sequence[object] = ()) -> list[Row]:
    """Return what a statement gives; each ``%s`` in it is one of the values."""
    database = _database()
    if not _is_plain(database):
        with database.cursor() as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall()) if cursor.description else []
    with database.wrap_database_errors:
        return list(database.connection.execute(_for_sqlite(statement), values))


def first_row(statement: str, values: Sequence[object] = ()) -> Row | None:
    """Return the first row that a statement gives, None where it gives none."""
    found = rows(statement, values)
    return found[0] if found else None


def add_rows(
    table: str, columns: Sequence[str], added: Sequence[Sequence[object]], *, known_by: Sequence[str] = ()
) -> list[int]:
    """Add rows to a table, in this order, and return their numbers. Called by actions only, as all that writes.

    Parameters
    ----------
    known_by : columns by which a row is known: one that stands already takes the new values instead, and the numbers
        say nothing
    """
    database, told = _database(), (table, tuple(columns), tuple(known_by))
    if not _is_plain(database):
        statement = f"{_adding(*told, count=len(added))} RETURNING id"
        return [number for (number,) in rows(statement, [value for row in added for value in row])]
    numbers: list[int] = []
    with database.wrap_database_errors:
        for begin in range(0, len(added), AT_ONCE):
            part = added[begin : begin + AT_ONCE]
            statement = _for_sqlite(_adding(*told, count=len(part)))
            last = database.connection.execute(statement, [value for row in part for value in row]).lastrowid
            # Whoever writes, writes alone: the rows of one statement are numbered one after the other.
            numbers += range(last - len(part) + 1, last + 1)
    return numbers


def holders(values: Sequence[object]) -> str:
    """Return the places of so many values in a list of a statement; a list of none holds nothing that equals anything."""
    return ", ".join(["%s"] * len(values)) or "NULL"


def locking() -> str:
    """Return how a statement locks what it reads until the transaction ends; SQLite has one writer at a time anyway."""
    return "" if _is_sqlite() else " FOR UPDATE"


def kept_key(key: UUID) -> object:
    """Return a key as the database keeps it: SQLite as text, PostgreSQL as what it is."""
    return key.hex if _is_sqlite() else key


def key_of(kept: object) -> UUID:
    """Return the key that is kept."""
    return kept if isinstance(kept, UUID) else UUID(str(kept))


def kept_moment(moment: datetime) -> object:
    """Return a moment as the database keeps it: SQLite as text, in UTC without saying so."""
    return str(moment.astimezone(UTC).replace(tzinfo=None)) if _is_sqlite() else moment


def moment_of(kept: object) -> datetime:
    """Return the moment that is kept."""
    moment = kept if isinstance(kept, datetime) else datetime.fromisoformat(str(kept))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def moment_or_none(kept: object) -> datetime | None:
    """Return the moment that is kept, if there is one."""
    return None if kept is None else moment_of(kept)


def kept_json(content: object) -> object:
    """Return a structure as the database keeps it."""
    return json.dumps(content) if _is_sqlite() else _database().ops.adapt_json_value(content, None)


def json_of(kept: object) -> Any:
    """Return the structure that is kept; through a bare cursor it comes as text."""
    return json.loads(kept) if isinstance(kept, str | bytes) else kept


def _database() -> BaseDatabaseWrapper:
    return connections[DEFAULT_DB_ALIAS]


@cache
def _is_sqlite() -> bool:
    """Say which of the two kinds of database this process has; asked for each value, so looked up once."""
    return _database().vendor == "sqlite"


def _is_plain(database: BaseDatabaseWrapper) -> bool:
    """Say whether a statement may go straight to the library; not where somebody counts what Django's cursor does."""
    if not _is_sqlite() or database.queries_logged:
        return False
    if database.connection is None:
        database.ensure_connection()
    database.validate_no_broken_transaction()
    return True


@lru_cache(maxsize=256)
def _for_sqlite(statement: str) -> str:
    return statement.replace("%s", "?")


@lru_cache(maxsize=64)
def _adding(table: str, columns: tuple[str, ...], known_by: tuple[str, ...], *, count: int) -> str:
    row = f"({holders(columns)})"
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([row] * count)}"  # noqa: S608 - our own names
    if not known_by:
        return statement
    taken = ", ".join(f"{one} = EXCLUDED.{one}" for one in columns if one not in known_by)
    return f"{statement} ON CONFLICT ({', '.join(known_by)}) DO UPDATE SET {taken}"
