"""Who may see and change the programme."""

from __future__ import annotations

from saindege.base.app.models import Account, Role
from saindege.programme.app.models import Session


def may_see_catalogue(by: Account) -> bool:
    """Whoever can sign in may see what is offered."""
    return by.is_active


def may_arrange_programme(by: Account) -> bool:
    """Training officers and administrators make courses, batches and sessions."""
    return by.has_role(Role.TRAINING, Role.ADMIN)


def may_change_session(by: Account, session: Session) -> bool:
    """Whoever arranges the programme changes a session until it is closed."""
    return may_arrange_programme(by) and session.closed_at is None
