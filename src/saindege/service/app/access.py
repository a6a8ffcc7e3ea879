"""Who may see services and bring in their logs."""

from __future__ import annotations

from saindege.base.app.models import Account, Role

READERS = (Role.SERVICE, Role.ANALYST, Role.TRAINING, Role.MAYOR, Role.ADMIN)


def may_see_all_services(by: Account) -> bool:
    """The service-quality unit, analysts, training officers, the mayor and administrators see every service."""
    return by.has_role(*READERS)


def may_see_services(by: Account) -> bool:
    """A superior sees the services of the own office too; which these are is told by the queries."""
    return may_see_all_services(by) or by.has_role(Role.SUPERIOR)


def may_bring_logs(by: Account) -> bool:
    """The service-quality unit and administrators bring in logs and say what services promise."""
    return by.has_role(Role.SERVICE, Role.ADMIN)
