"""The log of a service: which columns, which time zone, which order; what is refused, row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from saindege.service import refusals
from saindege.service.log_files import open_log
from saindege.service.log_files.bundle import is_bundle, open_bundle
from saindege.service.log_files.choice import ReadingChoice
from saindege.service.log_files.columns import Coded, Codes, Moments, RawEvents
from saindege.service.log_files.moments import to_microseconds
from saindege.service.log_files.opening import empty
from saindege.service.memory_room import within_memory


@dataclass(frozen=True, slots=True)
class EventLog:
    """Events in order of case, time and file.

    Cases are numbered in the order of their first row in the file, 0 to ``n_cases`` - 1. Text columns are
    codes with their names beside them, -1 where blank.

    Attributes
    ----------
    file : name of the file
    timezone : zone in which moments are shown, and moments without offset were read
    case : case of each event, not decreasing, shape (n_events,)
    activity : code in ``activity_names``, never -1, shape (n_events,)
    at : microseconds since 1970 in UTC, shape (n_events,)
    started_at : the same for the start column, ``NO_MOMENT`` where blank; None without such a column
    resource, lifecycle, group, reason : codes, shape (n_events,); None without such a column
    case_names : text of each case number, shape (n_cases,)
    refused : rows that are no events, in the order of the file
    left_out : events that belong to no case by the user's own choice
    overlapping : events that stood in more than one file of a bundle, counted once
    with_offset : moments that say their offset, in a log where others do not; else 0
    mapping : role to the header that plays it
    """

    file: str
    timezone: str
    case: Codes
    activity: Codes
    at: Moments
    case_names: Sequence[str]
    activity_names: Sequence[str]
    started_at: Moments | None = None
    resource: Codes | None = None
    resource_names: Sequence[str] = ()
    lifecycle: Codes | None = None
    lifecycle_names: Sequence[str] = ()
    group: Codes | None = None
    group_names: Sequence[str] = ()
    reason: Codes | None = None
    reason_names: Sequence[str] = ()
    refused: tuple[refusals.Refused, ...] = ()
    left_out: int = 0
    overlapping: int = 0
    with_offset: int = 0
    mapping: Mapping[str, str] = field(default_factory=dict)

    @property
    def n_events(self) -> int:
        """Rows read and not refused."""
        return len(self.at)

    @property
    def n_cases(self) -> int:
        """Cases with at least one event."""
        return len(self.case_names)

    @property
    def zone(self) -> ZoneInfo:
        """The zone of ``timezone``."""
        return ZoneInfo(self.timezone)


def read_event_log(path: Path, choice: ReadingChoice | None = None) -> EventLog:
    """Read a log of any kind that the command line promises.

    Raises
    ------
    BadInput : the file, its columns or more than a tenth of its rows cannot be used
    """
    choice = choice or ReadingChoice()
    with within_memory(path):
        log = build_event_log(
            open_bundle(path, choice) if is_bundle(path) else open_log(path, choice),
            file=path.name,
            timezone=choice.timezone,
            latest=None if choice.as_of is None else to_microseconds(choice.as_of, choice.zone),
        )
    if not log.n_events:
        raise empty(path)
    return log


def build_event_log(raw: RawEvents, *, file: str, timezone: str, latest: int | None = None) -> EventLog:
    """Refuse what is no event or later than ``latest``, then order the rest by case, time and file.

    Raises
    ------
    TooManyRefused : beyond a tenth of the rows
    """
    positions, refused = refusals.refuse_rows(file, raw, latest)
    kept: npt.NDArray[np.int64] | None = None
    if len(positions):
        kept = np.delete(np.arange(len(raw.at)), positions)
    case, case_names = _number_cases(raw.case, kept)
    at = raw.at if kept is None else raw.at[kept]
    order = _order(case, at)
    picked = order if kept is None else kept[order]

    def codes(column: Coded | None) -> Codes | None:
        return None if column is None else column.codes[picked]

    return EventLog(
        file=file,
        timezone=timezone,
        case=case[order],
        activity=raw.activity.codes[picked],
        at=at[order],
        case_names=case_names,
        activity_names=raw.activity.names,
        started_at=None if raw.started_at is None else raw.started_at[picked],
        resource=codes(raw.resource),
        resource_names=raw.resource.names if raw.resource else (),
        lifecycle=codes(raw.lifecycle),
        lifecycle_names=raw.lifecycle.names if raw.lifecycle else (),
        group=codes(raw.group),
        group_names=raw.group.names if raw.group else (),
        reason=codes(raw.reason),
        reason_names=raw.reason.names if raw.reason else (),
        refused=refused,
        left_out=raw.left_out,
        overlapping=raw.overlapping,
        with_offset=raw.with_offset,
        mapping=raw.mapping,
    )


def _number_cases(column: Coded, kept: npt.NDArray[np.int64] | None) -> tuple[Codes, Sequence[str]]:
    """Number the cases by their first row, so that the same file gives the same numbers on every machine."""
    codes = column.codes if kept is None else column.codes[kept]
    first_row = np.full(len(column.names), len(codes), dtype=np.int64)
    # Written backwards, the earliest row of each case is the one that stays.
    first_row[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    by_appearance = np.argsort(first_row, kind="stable")
    by_appearance = by_appearance[: np.count_nonzero(first_row < len(codes))]
    number = np.zeros(len(column.names), dtype=np.int32)
    number[by_appearance] = np.arange(len(by_appearance), dtype=np.int32)
    return number[codes], [column.names[code] for code in by_appearance.tolist()]


def _order(case: Codes, at: Moments) -> npt.NDArray[np.int64]:
    """Return positions by case, time and file."""
    if not len(at):
        return np.zeros(0, dtype=np.int64)
    earliest = int(at.min())
    span = int(at.max()) - earliest + 1
    if span * (int(case.max()) + 1) < np.iinfo(np.int64).max:
        # One packed number sorts several times faster than two keys.
        return np.argsort(case * np.int64(span) + (at - earliest), kind="stable")
    return np.lexsort((at, case))
