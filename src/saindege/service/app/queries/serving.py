"""Who serves where."""

from __future__ import annotations

from saindege.base.app.models import Account
from saindege.people.app.models import Office


def serves_at_counter(account: Account) -> bool:
    """Say whether somebody belongs to an office that offers a service to citizens."""
    return Office.objects.filter(people__account=account, services__isnull=False).exists()
