"""Who is behind a sign-in, asked for many at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import DEFAULT_DB_ALIAS
from django.utils.crypto import constant_time_compare

from saindege.base.app import rows
from saindege.base.app.models import Account

# What the gate asks of an account; the rest is read when somebody asks for it.
ACCOUNT = ("id", "password", "roles", "is_active", "is_example")
# All of an account, in the order of its table's fields.
WHOLE_ACCOUNT = (
    "id", "password", "last_login", "username", "display_name", "roles", "is_active", "language", "theme",
    "is_example", "created_at",
)  # fmt: skip


def accounts_of(keys: Collection[str], at: datetime) -> dict[str, Account]:
    """Return the accounts behind sign-ins that hold in every point at a moment, by the keys of the sign-ins.

    Whoever is missing is not refused yet: the common way looks closer. An account of a demonstration always goes that
    way, for it may enter a demonstration only.
    """
    told = {key: _told(content) for key, content in _all_kept(keys, at)}
    accounts = _accounts([one[SESSION_KEY] for one in told.values() if one])
    found: dict[str, Account] = {}
    for key, one in told.items():
        account = accounts.get(one[SESSION_KEY]) if one else None
        if account is None or not account.is_active or account.is_example:
            continue
        if constant_time_compare(str(one.get(HASH_SESSION_KEY) or ""), account.get_session_auth_hash()):
            found[key] = account
    return found


def kept(key: str, at: datetime) -> str | None:
    """Return what is kept of a sign-in that has not run out at a moment, as it is stored."""
    found = _all_kept([key], at)
    return found[0][1] if found else None


def account_of(number: int) -> Account | None:
    """Return a whole account."""
    row = rows.first_row(f"SELECT {', '.join(WHOLE_ACCOUNT)} FROM saindege_account WHERE id = %s", [number])  # noqa: S608 - our own names
    if row is None:
        return None
    read = dict(zip(WHOLE_ACCOUNT, row, strict=True))
    read |= {
        "last_login": rows.moment_or_none(read["last_login"]),
        "roles": rows.json_of(read["roles"]),
        "is_active": bool(read["is_active"]),
        "is_example": bool(read["is_example"]),
        "created_at": rows.moment_of(read["created_at"]),
    }
    return Account.from_db(DEFAULT_DB_ALIAS, WHOLE_ACCOUNT, tuple(read.values()))


def _all_kept(keys: Collection[str], at: datetime) -> list[tuple[str, str]]:
    asked = list(keys)
    return rows.rows(
        "SELECT session_key, session_data FROM django_session"  # noqa: S608 - only placeholders
        f" WHERE session_key IN ({rows.holders(asked)}) AND expire_date > %s",
        [*asked, rows.kept_moment(at)],
    )


@lru_cache(maxsize=256)
def _told(kept: str) -> Mapping[str, Any]:
    """Return what a sign-in says, nothing where it was not made by the form that signs in.

    The same words say the same each time, and whoever takes a test sends them with every answer.
    """
    told = SessionStore().decode(kept)
    is_ours = told.get(BACKEND_SESSION_KEY) == settings.AUTHENTICATION_BACKENDS[-1]
    if not is_ours or not str(told.get(SESSION_KEY, "")).isdecimal():
        return {}
    return {**told, SESSION_KEY: int(told[SESSION_KEY])}


def _accounts(numbers: Collection[int]) -> dict[int, Account]:
    asked = list(numbers)
    found = rows.rows(
        f"SELECT {', '.join(ACCOUNT)} FROM saindege_account WHERE id IN ({rows.holders(asked)})",  # noqa: S608 - our own names
        asked,
    )
    return {
        number: Account.from_db(
            DEFAULT_DB_ALIAS,
            ACCOUNT,
            (number, password, rows.json_of(roles), bool(is_active), bool(is_example)),
        )
        for number, password, roles, is_active, is_example in found
    }
