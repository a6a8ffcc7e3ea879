"""Why papers came back, and papers corrected after they were handed out: told in the logs of the city."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from saindege.base import chance
from saindege.demo.logs import ServiceLog
from saindege.demo.services import RETURN, RETYPE
from saindege.service.event_log import EventLog

CORRECT = "Koreksi"
# Shares of the returns; the rest are written without a reason, as in real registers.
_BACK = {
    "kurang lampiran": 0.42,
    "data tidak sesuai": 0.2,
    "foto buram": 0.14,
    "tanda tangan belum ada": 0.1,
    "masa berlaku habis": 0.06,
}
_AGAIN = {"salah ketik": 0.7, "data tidak sesuai": 0.15}
_WRONG = {"salah ketik nama": 0.55, "tanda tangan keliru": 0.2, "data tidak sesuai": 0.15}
# Of finished papers; the training takes a part of it away.
_CORRECTED_SHARE, _FEWER = 0.03, 0.4
_MEAN_DAYS = 6.0
_DAY = 86_400_000_000


def tell_slips(events: EventLog, log: ServiceLog, seed: int) -> EventLog:
    """Return the events with reasons beside what came back, and with the corrections that followed."""
    rng = chance.stream(seed, f"demo.slips.{log.service.code}")
    names = tuple(dict.fromkeys([*_BACK, *_AGAIN, *_WRONG]))
    reason = np.full(events.n_events, -1, dtype=np.int32)
    again = _repeated(events)
    for activity, told, rows in (
        (RETURN, _BACK, np.ones(events.n_events, dtype=bool)),
        (RETYPE, _AGAIN, again),
    ):
        if activity in events.activity_names:
            chosen = np.flatnonzero((events.activity == events.activity_names.index(activity)) & rows)
            reason[chosen] = _draw(told, names, len(chosen), rng)
    events = replace(events, reason=reason, reason_names=names)
    return _add_corrections(events, log, rng)


def _repeated(events: EventLog) -> np.ndarray:
    key = events.case.astype(np.int64) * len(events.activity_names) + events.activity
    order = np.argsort(key, kind="stable")
    again = np.zeros(len(key), dtype=bool)
    again[order[1:]] = key[order][1:] == key[order][:-1]
    return again


def _draw(told: dict[str, float], names: tuple[str, ...], size: int, rng: np.random.Generator) -> np.ndarray:
    codes = np.array([names.index(name) for name in told] + [-1])
    shares = np.array([*told.values(), 1 - sum(told.values())])
    drawn: np.ndarray = rng.choice(codes, size, p=shares)
    return drawn


def _at(column: np.ndarray | None, rows: np.ndarray) -> np.ndarray:
    assert column is not None, "generated logs have every column"
    picked: np.ndarray = column[rows]
    return picked


def _add_corrections(events: EventLog, log: ServiceLog, rng: np.random.Generator) -> EventLog:
    last = np.flatnonzero(np.append(events.case[1:] != events.case[:-1], True))
    case = events.case[last]
    chance_of = _CORRECTED_SHARE * (1 - _FEWER * log.in_use[case])
    wrong = log.finished[case] & (rng.random(len(case)) < chance_of)
    at = events.at[last] + (rng.exponential(_MEAN_DAYS, len(case)) * _DAY).astype(np.int64) + _DAY
    rows = np.flatnonzero(wrong & (at < int(events.at.max())))
    if not len(rows):
        return events
    reason = _draw(_WRONG, tuple(events.reason_names), len(rows), rng)
    code = len(events.activity_names)
    order = np.argsort(np.concatenate([events.case, case[rows]]), kind="stable")

    def joined(column: np.ndarray | None, more: np.ndarray | int) -> np.ndarray:
        assert column is not None, "generated logs have every column"
        added = np.full(len(rows), more, dtype=column.dtype) if np.isscalar(more) else more
        return np.concatenate([column, added]).astype(column.dtype)[order]

    return replace(
        events,
        case=joined(events.case, case[rows]),
        activity=joined(events.activity, code),
        activity_names=(*events.activity_names, CORRECT),
        at=joined(events.at, at[rows]),
        started_at=joined(events.started_at, int(np.iinfo(np.int64).min)),
        resource=joined(events.resource, _at(events.resource, last[rows])),
        group=joined(events.group, _at(events.group, last[rows])),
        reason=joined(events.reason, reason),
    )
