"""Papers corrected after they were finished: told apart from the way of a case, which ended when they were handed out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from saindege.base.table import normalise
from saindege.service.event_log import EventLog
from saindege.service.lifecycle import Flags, Instances, find_instances
from saindege.service.log_files.columns import BLANK, NO_MOMENT, Codes, Moments
from saindege.service.reasons import ReasonRules, load_reason_rules


@dataclass(frozen=True, slots=True)
class Corrections:
    """What happened to cases after they were finished.

    Attributes
    ----------
    issued_at : when each case first reached its end, ``NO_MOMENT`` where it did not, shape (n_cases,)
    corrected : whether something was done again or corrected after that, shape (n_cases,)
    reason : first reason told with a correction, code of the log's reasons, -1 where none, shape (n_cases,)
    named : instances whose step is named a correction, shape (n_instances,)
    """

    issued_at: Moments
    corrected: Flags
    reason: Codes
    named: Flags


def find_corrections(
    log: EventLog, end: Sequence[str], instances: Instances | None = None, rules: ReasonRules | None = None
) -> Corrections | None:
    """Find corrections after the end; None where no end is named, as nobody can say what is finished.

    A correction is a step after the end that is named so (rules/reasons.toml), or one that was already done in the case
    before: what follows the end otherwise, such as filing, is the case's own way.
    """
    codes = [code for code, name in enumerate(log.activity_names) if name in set(end)]
    if not codes:
        return None
    instances = instances or find_instances(log)
    issued_at = np.full(log.n_cases, NO_MOMENT, dtype=np.int64)
    ends = np.flatnonzero(np.isin(instances.activity, codes))[::-1]
    # Written backwards, the first end of each case is the one that stays.
    first_end = np.full(log.n_cases, len(instances.at), dtype=np.int64)
    first_end[instances.case[ends]] = ends
    issued_at[instances.case[ends]] = instances.at[ends]
    after = np.arange(len(instances.at)) > first_end[instances.case]
    named = after & np.isin(instances.activity, correction_codes(log.activity_names, rules))
    correcting = named | (after & _done_before(instances))
    corrected = np.zeros(log.n_cases, dtype=bool)
    corrected[instances.case[correcting]] = True
    reason = np.full(log.n_cases, BLANK, dtype=np.int32)
    if log.reason is not None:
        told = np.flatnonzero(correcting & (log.reason[instances.event] != BLANK))[::-1]
        reason[instances.case[told]] = log.reason[instances.event[told]]
    return Corrections(issued_at, corrected, reason, named)


def correction_codes(names: Sequence[str], rules: ReasonRules | None = None) -> list[int]:
    """Return the activities whose name says that something finished is corrected."""
    words = [normalise(word) for word in (rules or load_reason_rules()).corrections]
    return [code for code, name in enumerate(names) if any(word in normalise(name) for word in words)]


def leave_out_corrections(log: EventLog, end: Sequence[str]) -> EventLog:
    """Return a log without the steps named corrections after the end: the time of a case ended when it was finished."""
    if not correction_codes(log.activity_names):
        return log
    instances = find_instances(log)
    found = find_corrections(log, end, instances)
    if found is None or not found.named.any():
        return log
    keep = np.ones(log.n_events, dtype=bool)
    keep[instances.event[found.named]] = False

    def pick(column: Codes | None) -> Codes | None:
        return None if column is None else column[keep]

    return replace(
        log,
        case=log.case[keep],
        activity=log.activity[keep],
        at=log.at[keep],
        started_at=None if log.started_at is None else log.started_at[keep],
        resource=pick(log.resource),
        lifecycle=pick(log.lifecycle),
        group=pick(log.group),
        reason=pick(log.reason),
    )


def _done_before(instances: Instances) -> Flags:
    """Say which instances repeat an activity of their case, shape (n_instances,)."""
    again = np.zeros(len(instances.at), dtype=bool)
    if len(again):
        key = instances.case * (np.int64(instances.activity.max()) + 1) + instances.activity
        order = np.argsort(key, kind="stable")
        again[order[1:]] = key[order][1:] == key[order][:-1]
    return again
