"""Events kept as Parquet: only the columns in use, and numbers in place of case numbers and names of officers."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from saindege.service.event_log import EventLog, build_event_log
from saindege.service.event_pick import Only, source_of
from saindege.service.log_files.columns import (
    BLANK,
    NO_MOMENT,
    Coded,
    Codes,
    Moments,
    RawEvents,
    count_from_one,
)
from saindege.service.log_folder import no_room
from saindege.service.measure import group_of_cases
from saindege.service.overlap import find_overlapping
from saindege.service.reasons import fold_reasons

Keys = npt.NDArray[np.int64]

_READ = """
SELECT case_key, done_at, started_at, resource_key, office,
    coalesce(list_position($activities, activity), 0) - 1 AS activity,
    coalesce(list_position($lifecycles, lifecycle), 0) - 1 AS lifecycle,
    coalesce(list_position($reasons, {reason}), 0) - 1 AS reason
FROM """

#: The office of an event whose case names none.
NO_OFFICE = -1


@dataclass(frozen=True, slots=True)
class KeptEvents:
    """Events of one or more logs of a service, as they are kept.

    Attributes
    ----------
    case : pseudonym of each event's case, shape (n_events,)
    activity : text column, shape (n_events,)
    at, started_at : microseconds since 1970 in UTC, ``NO_MOMENT`` where there is none, shape (n_events,)
    resource : pseudonym of the person or desk, 0 where unknown, shape (n_events,)
    lifecycle : text column, blank where the log has none, shape (n_events,)
    office : key of the case's office, ``NO_OFFICE`` where unknown, shape (n_events,)
    reason : kinds of reasons, blank where none is told; None where no log has the column
    """

    case: Keys
    activity: Coded
    at: Moments
    started_at: Moments
    resource: Keys
    lifecycle: Coded
    office: Keys
    reason: Coded | None = None

    def __len__(self) -> int:
        return len(self.at)


def pseudonyms(names: Sequence[str], key: bytes) -> Keys:
    """Return a number of 64 bits for each name: the same name and key give the same one, nobody can turn it back.

    ``key`` has 16 to 64 secret bytes. The order of the names is not told by the numbers.
    """
    numbers = (
        int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8, key=key).digest(), "big", signed=True)
        for name in names
    )
    return np.fromiter(numbers, dtype=np.int64, count=len(names))


def keep_events(log: EventLog, key: bytes, office_of: dict[str, int]) -> KeptEvents:
    """Turn a log into what is kept of it.

    Parameters
    ----------
    key : secret of this installation
    office_of : value of the log's group column to the key of an office; a value that is missing names no office
    """
    # The extra entry at the end answers for code -1, a blank.
    person = np.append(pseudonyms(log.resource_names, key), np.int64(0))
    place = np.array(
        [*(office_of.get(name, NO_OFFICE) for name in log.group_names), NO_OFFICE], dtype=np.int64
    )
    nothing = np.full(log.n_events, NO_MOMENT, dtype=np.int64)
    blank = np.full(log.n_events, BLANK, dtype=np.int32)
    return KeptEvents(
        case=pseudonyms(log.case_names, key)[log.case],
        activity=Coded(log.activity, log.activity_names),
        at=log.at,
        started_at=nothing if log.started_at is None else log.started_at,
        resource=np.zeros(log.n_events, dtype=np.int64) if log.resource is None else person[log.resource],
        lifecycle=Coded(blank if log.lifecycle is None else log.lifecycle, log.lifecycle_names),
        office=place[group_of_cases(log)][log.case],
        reason=None if log.reason is None else fold_reasons(log.reason, log.reason_names),
    )


def all_in_one_office(kept: KeptEvents, office: int) -> KeptEvents:
    """Return the same events, all of one office."""
    return replace(kept, office=np.full(len(kept), office, dtype=np.int64))


def write_events(kept: KeptEvents, path: Path) -> None:
    """Write events to one Parquet file, aside first: a half file never bears the name.

    Raises
    ------
    NoRoom : the disk is full; nothing was kept
    """
    import duckdb

    columns = {
        "case_key": kept.case,
        "activity": _texts(kept.activity),
        "done_at": kept.at,
        "started_at": kept.started_at,
        "resource_key": kept.resource,
        "lifecycle": _texts(kept.lifecycle),
        "office": kept.office,
    }
    if kept.reason is not None:
        columns["reason"] = _texts(kept.reason)
    aside = path.with_name(f"{path.name}.part")
    try:
        with duckdb.connect() as connection:
            connection.register("events", columns)
            connection.execute(
                f"COPY (SELECT * FROM events) TO '{_quoted(aside)}' (FORMAT parquet, COMPRESSION zstd)"  # noqa: S608 - a path of ours, quoted
            )
        aside.replace(path)
    except duckdb.IOException as problem:
        # DuckDB tells a full disk in words only.
        raise no_room(OSError(errno.ENOSPC, str(problem))) from problem
    except OSError as problem:
        raise no_room(problem) from problem
    finally:
        aside.unlink(missing_ok=True)


def read_events(path: Path, only: Only | None = None) -> KeptEvents:
    """Read what ``write_events`` wrote, in the same order; with ``only``, some of its cases."""
    import duckdb

    with duckdb.connect() as connection:
        source = source_of(path)
        condition, values = only.condition(source) if only else ("", {})
        activities = _distinct(connection, source, "activity")
        lifecycles = _distinct(connection, source, "lifecycle")
        # Files kept before reasons were known have no such column.
        described = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()  # noqa: S608 - names of ours
        knows_reasons = any(row[0] == "reason" for row in described)
        reasons = _distinct(connection, source, "reason") if knows_reasons else []
        found = connection.execute(
            _READ.format(reason="reason" if knows_reasons else "CAST(NULL AS VARCHAR)") + source + condition,
            {"activities": activities, "lifecycles": lifecycles, "reasons": reasons, **values},
        ).fetchnumpy()
    return KeptEvents(
        case=found["case_key"],
        activity=Coded(found["activity"].astype(np.int32), activities),
        at=found["done_at"],
        started_at=found["started_at"],
        resource=found["resource_key"],
        lifecycle=Coded(found["lifecycle"].astype(np.int32), lifecycles),
        office=found["office"],
        reason=Coded(found["reason"].astype(np.int32), reasons) if knows_reasons else None,
    )


def merge_events(logs: Sequence[KeptEvents]) -> tuple[KeptEvents, int]:
    """Join the logs of one service and drop what overlaps; returns the events and how many were dropped.

    Logs overlap where they hold the same case, activity, moment and lifecycle. An event that stands twice in one
    log is two events: of each kind, as many stay as the log that has most of them. Where logs overlap, the later
    one in the list is kept, so that a corrected export wins.
    """
    if len(logs) == 1:
        return logs[0], 0
    newest_first = list(reversed(logs))
    joined = join_events(newest_first)
    log = np.repeat(np.arange(len(newest_first)), [len(one) for one in newest_first])
    keys = (joined.case, joined.at, joined.activity.codes, joined.lifecycle.codes)
    same = find_overlapping(keys, log)
    kept = np.flatnonzero(~same)
    return _pick(joined, kept), int(np.count_nonzero(same))


def join_events(parts: Sequence[KeptEvents]) -> KeptEvents:
    """Return the events of all parts, one after the other."""
    return KeptEvents(
        case=np.concatenate([one.case for one in parts]),
        activity=_join([one.activity for one in parts]),
        at=np.concatenate([one.at for one in parts]),
        started_at=np.concatenate([one.started_at for one in parts]),
        resource=np.concatenate([one.resource for one in parts]),
        lifecycle=_join([one.lifecycle for one in parts]),
        office=np.concatenate([one.office for one in parts]),
        reason=_join_reasons(parts),
    )


def first_events(kept: KeptEvents, n: int) -> KeptEvents:
    """Return the first events as they were written."""
    return _pick(kept, np.arange(min(n, len(kept))))


def as_event_log(kept: KeptEvents, *, file: str, timezone: str) -> EventLog:
    """Return kept events as a log, its groups being offices by their key in text."""
    cases, case = np.unique(kept.case, return_inverse=True)
    people, person = np.unique(kept.resource, return_inverse=True)
    offices, office = np.unique(kept.office, return_inverse=True)
    knows_people = bool(np.any(kept.resource != 0))
    knows_starts = bool(np.any(kept.started_at != NO_MOMENT))
    raw = RawEvents(
        case=Coded(case.astype(np.int32), [f"{key & 0xFFFFFFFFFFFFFFFF:016x}" for key in cases.tolist()]),
        activity=kept.activity,
        at=kept.at,
        number_rows=count_from_one,
        started_at=kept.started_at if knows_starts else None,
        resource=_blanked(person, people == 0, [str(key) for key in people.tolist()])
        if knows_people
        else None,
        lifecycle=kept.lifecycle if np.any(kept.lifecycle.codes != BLANK) else None,
        group=_blanked(office, offices == NO_OFFICE, [str(key) for key in offices.tolist()]),
        reason=kept.reason,
    )
    return build_event_log(raw, file=file, timezone=timezone)


def _blanked(codes: npt.NDArray[np.int64], is_blank: npt.NDArray[np.bool_], names: Sequence[str]) -> Coded:
    return Coded(np.where(is_blank[codes], BLANK, codes).astype(np.int32), names)


def _texts(column: Coded) -> npt.NDArray[np.object_]:
    return np.array([*column.names, None], dtype=object)[column.codes]


def _distinct(connection: Any, source: str, column: str) -> list[str]:
    rows = connection.execute(
        f"SELECT DISTINCT {column} FROM {source} WHERE {column} IS NOT NULL ORDER BY 1"  # noqa: S608 - names of ours
    ).fetchall()
    return [row[0] for row in rows]


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _join(columns: Sequence[Coded]) -> Coded:
    names: dict[str, int] = {}
    parts: list[Codes] = []
    for column in columns:
        place = [names.setdefault(name, len(names)) for name in column.names]
        parts.append(np.array([*place, BLANK], dtype=np.int32)[column.codes])
    return Coded(np.concatenate(parts), tuple(names))


def _join_reasons(logs: Sequence[KeptEvents]) -> Coded | None:
    if all(one.reason is None for one in logs):
        return None
    return _join(
        [
            Coded(np.full(len(one), BLANK, dtype=np.int32), ()) if one.reason is None else one.reason
            for one in logs
        ]
    )


def _pick(events: KeptEvents, rows: npt.NDArray[np.int64]) -> KeptEvents:
    return KeptEvents(
        case=events.case[rows],
        activity=Coded(events.activity.codes[rows], events.activity.names),
        at=events.at[rows],
        started_at=events.started_at[rows],
        resource=events.resource[rows],
        lifecycle=Coded(events.lifecycle.codes[rows], events.lifecycle.names),
        office=events.office[rows],
        reason=None if events.reason is None else Coded(events.reason.codes[rows], events.reason.names),
    )
