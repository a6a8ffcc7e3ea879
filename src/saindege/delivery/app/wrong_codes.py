"""Wrong codes that somebody typed at the door of a session; each web process counts for itself."""

from __future__ import annotations

from uuid import UUID

from django.core.cache import cache

# Guessing six digits at random has two chances in a million each time; ten tries are a bad thumb, not an attack.
MOST, SECONDS = 10, 300


def count(person: UUID, session: UUID) -> None:
    """Count one more, for a few minutes."""
    key = _key(person, session)
    cache.add(key, 0, SECONDS)
    try:
        cache.incr(key)
    except ValueError:
        # The minutes ended just now.
        return


def counted(person: UUID, session: UUID) -> int:
    """Return how many there were in the last minutes."""
    return int(cache.get(_key(person, session), 0))


def _key(person: UUID, session: UUID) -> str:
    return f"delivery.wrong_code:{person.hex}:{session.hex}"
