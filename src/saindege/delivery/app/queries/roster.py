"""Whether the list of a batch may still change: what a closed session says of who was there stands."""

from __future__ import annotations

from saindege.programme.app.models import Batch


def has_closed_session(batch: Batch) -> bool:
    """Say whether a session of a batch is closed: whoever was on its list stays on it."""
    return batch.sessions.exclude(closed_at=None).exists()


def is_over(batch: Batch) -> bool:
    """Say whether a batch had sessions and all of them are closed: nobody comes on its list any more."""
    return has_closed_session(batch) and not batch.sessions.filter(closed_at=None).exists()
