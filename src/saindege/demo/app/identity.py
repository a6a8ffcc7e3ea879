"""Keys of generated rows: the same city has the same addresses each time it is made."""

from __future__ import annotations

import uuid

_SPACE = uuid.UUID("6f0f1d7e-3f5a-5c0e-9d43-5a1b0c2a7e11")


def key(seed: int, kind: str, name: object) -> uuid.UUID:
    """Return the key of one generated row."""
    return uuid.uuid5(_SPACE, f"{seed}/{kind}/{name}")
