"""Who may see and make studies, and who reads the report."""

from __future__ import annotations

from saindege.base.app.models import Account, Role

READERS = (Role.ANALYST, Role.TRAINING, Role.SERVICE, Role.MAYOR, Role.ADMIN)


def may_see_studies(by: Account) -> bool:
    """Analysts, training officers, the service-quality unit, the mayor and administrators read studies."""
    return by.has_role(*READERS)


def may_arrange_studies(by: Account) -> bool:
    """Analysts, training officers and administrators plan studies and say which offices were trained when."""
    return by.has_role(Role.ANALYST, Role.TRAINING, Role.ADMIN)


def may_see_report(by: Account) -> bool:
    """Whoever may read studies may read the report that sums them up."""
    return may_see_studies(by)
