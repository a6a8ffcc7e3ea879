"""The rows of a log as plain values, to be compared."""

from __future__ import annotations

import numpy as np

from saindege.service.log_files.columns import Coded, RawEvents

_TEXTS = ("case", "activity", "resource", "lifecycle", "group", "reason")


def shown(raw: RawEvents) -> dict[str, object]:
    """Return everything that a reader says about a file."""
    rows = len(raw.at)
    return {
        **{name: _column(getattr(raw, name)) for name in _TEXTS},
        "at": raw.at.tolist(),
        "started_at": None if raw.started_at is None else raw.started_at.tolist(),
        "unreadable": dict(raw.unreadable),
        "numbers": list(raw.number_rows(np.arange(rows))),
        "mapping": dict(raw.mapping),
        "left_out": raw.left_out,
        "backwards": sorted(raw.backwards),
        "rows": raw.rows,
        "with_offset": raw.with_offset,
    }


def _column(column: Coded | None) -> tuple[list[int], list[str]] | None:
    return None if column is None else (column.codes.tolist(), list(column.names))
