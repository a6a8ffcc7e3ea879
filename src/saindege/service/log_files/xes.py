"""XES (IEEE 1849): which keys play which role; even files are read by their bytes, all others with expat."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from pathlib import Path

import numpy as np

from saindege.base.errors import BadInput
from saindege.service.log_files import opening
from saindege.service.log_files.columns import BLANK, Coded, Codes, RawEvents, count_from_one
from saindege.service.log_files.xes_even import read_even_xes
from saindege.service.log_files.xes_events import XesEvents
from saindege.service.log_files.xes_expat import read_any_xes

#: Role to the key that the standard's extensions give it; a log may be told to use another.
STANDARD_KEYS: Mapping[str, str] = {
    "case": "concept:name",
    "activity": "concept:name",
    "time": "time:timestamp",
    "start": "start_timestamp",
    "resource": "org:resource",
    "lifecycle": "lifecycle:transition",
    "reason": "reason",
}


def read_xes(
    path: Path,
    *,
    zone: tzinfo,
    chosen: Mapping[str, str],
    by: str | None = None,
    limits: opening.Limits | None = None,
) -> RawEvents:
    """Read the traces and events of an XES file, packed or not; memory grows with the events kept only.

    ``chosen`` maps a role to another key than the standard's; ``by`` is a key of events or of traces
    (``case:channel`` or ``channel``).

    Raises
    ------
    BadInput : unsafe_file (document type, entities), unreadable_file, unknown_column, empty_file
    """
    limits = limits or opening.Limits()
    keys = {**STANDARD_KEYS, **chosen, "group": by or ""}
    keys["case"] = keys["case"].removeprefix("case:")
    events = read_even_xes(path, keys, zone, limits) or read_any_xes(path, keys, zone, limits)
    if not len(events.at):
        raise opening.empty(path)
    _check_keys(path, events, chosen, by)
    texts = {role: column for role, column in events.texts.items() if column.names}
    return RawEvents(
        case=_of_events(events.cases, events.trace),
        activity=events.texts["activity"],
        at=events.at,
        number_rows=count_from_one,
        unreadable=events.unreadable,
        started_at=events.started_at,
        resource=texts.get("resource"),
        lifecycle=texts.get("lifecycle"),
        group=_groups(events, keys["group"]) if by else None,
        reason=texts.get("reason"),
        mapping={role: key for role, key in keys.items() if role in STANDARD_KEYS},
    )


def _groups(events: XesEvents, key: str) -> Coded:
    of_events = events.texts["group"]
    if of_events.names and key in events.event_keys:
        return of_events
    return _of_events(events.groups, events.trace)


def _of_events(of_traces: Coded, trace: Codes) -> Coded:
    # An event outside every trace points at the last position, which is blank.
    codes = np.append(of_traces.codes, np.int32(BLANK))
    return Coded(codes[trace], of_traces.names)


def _check_keys(path: Path, events: XesEvents, chosen: Mapping[str, str], by: str | None) -> None:
    known = set(events.event_keys) | {f"case:{key}" for key in events.trace_keys}
    for role, key in [*chosen.items(), *([("by", by)] if by else [])]:
        if key not in known and f"case:{key}" not in known:
            raise unknown_key(path, role, key, sorted(known))


def unknown_key(path: Path, role: str, key: str, known: list[str]) -> BadInput:
    """Return the refusal of a name that no event and no trace carries."""
    shown = ", ".join(known[:40])
    return opening.refuse(
        "unknown_column",
        path,
        f"tidak ada kolom “{key}” untuk {role}. Yang ada: {shown}.",
        f"there is no column “{key}” for {role}. There are: {shown}.",
    )
