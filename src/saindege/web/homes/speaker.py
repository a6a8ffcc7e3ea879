"""My classes: the next one with its code and list, then the others."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from saindege.base.app.models import Account
from saindege.delivery.app import queries as delivery
from saindege.programme.app import queries as programme

MOST_SHOWN = 6


def page(account: Account, now: datetime) -> dict[str, object]:
    """Return the speaker's first page."""
    mine = delivery.with_counts(programme.sessions_of_speaker(account, since=now))
    coming = list(mine[: MOST_SHOWN + 1])
    open_ones = delivery.with_counts(programme.sessions_of_speaker(account)).filter(
        ends_at__lt=now, closed_at=None
    )
    first = coming[0] if coming else None
    is_today = first is not None and timezone.localdate(first.starts_at) == timezone.localdate(now)
    return {
        "first": first,
        "is_today": is_today,
        "coming": coming[1:],
        "unclosed": list(open_ones[:MOST_SHOWN]),
        "taught": programme.sessions_of_speaker(account).filter(closed_at__isnull=False).count(),
    }
