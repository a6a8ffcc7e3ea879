"""What a file of XES says, before its keys are looked at."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from saindege.service.log_files.columns import Coded, Codes, Moments

#: Roles whose values are texts of events.
TEXT_ROLES = ("activity", "resource", "lifecycle", "group", "reason")


@dataclass(frozen=True, slots=True)
class XesEvents:
    """Traces and events in the order of the file.

    Attributes
    ----------
    texts : role to the texts of events, of the roles that have a key, shape (n_events,)
    at : microseconds since 1970 in UTC, ``NO_MOMENT`` where there is none, shape (n_events,)
    started_at : the same for starts; None where no event tells one
    unreadable : position of an event to the text of its time or start that is no moment
    trace : number of each event's trace, -1 outside every trace, shape (n_events,)
    cases, groups : names of the traces and of their groups, shape (n_traces,)
    event_keys, trace_keys : every key that occurs
    """

    texts: Mapping[str, Coded]
    at: Moments
    started_at: Moments | None
    unreadable: Mapping[int, str]
    trace: Codes
    cases: Coded
    groups: Coded
    event_keys: AbstractSet[str]
    trace_keys: AbstractSet[str]
