"""The gate: nothing is written and nothing private is shown without passing here."""

from __future__ import annotations

from saindege.base.app.models import Account, Role
from saindege.base.errors import SaindegeError, Sentence


class NotAllowed(SaindegeError):
    """This account may not do that; pages answer 404 so that existence does not leak."""

    code = "not_allowed"


def require(allowed: bool) -> None:
    """Let through what is allowed.

    Raises
    ------
    NotAllowed : the account may not do that
    """
    if not allowed:
        raise NotAllowed(
            Sentence(
                id="Akun Anda tidak berhak untuk tindakan ini. Minta hak kepada admin kantor Anda.",
                en="Your account may not do this. Ask your office's administrator for the right.",
            )
        )


def may_administer(by: Account) -> bool:
    """Administrators look after accounts, settings and jobs."""
    return by.has_role(Role.ADMIN)


def may_watch_job(by: Account, asked_by_id: int | None) -> bool:
    """Whoever asked for a job watches it, and the administrator."""
    return by.is_active and (by.pk == asked_by_id or by.has_role(Role.ADMIN))


def may_change_own(by: Account) -> bool:
    """Everybody with a live account sets their own language, theme and password."""
    return by.is_active
