"""Logs that are workbooks, or text too irregular for the fast reader: read as any other table."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from saindege.base import table
from saindege.service.log_files import moments
from saindege.service.log_files.choice import ReadingChoice
from saindege.service.log_files.columns import NO_MOMENT, RawEvents, code_texts
from saindege.service.log_files.moment_columns import MomentColumn
from saindege.service.log_files.roles import find_candidates

_LIMITS = table.Limits(file_bytes=1 << 30, rows=3_000_000)


def read_by_table(path: Path, choice: ReadingChoice) -> RawEvents:
    """Read a log of any kind of table.

    Raises
    ------
    BadInput : the file or its columns cannot be used
    """
    read = table.read_table(path, choice.sheet, _LIMITS)
    candidates = find_candidates(read.file, read.columns, choice)
    place = candidates.settle(lambda one, other: read.texts(one) == read.texts(other))
    texts = {
        role: code_texts(read.texts(place[role]))
        for role in ("case", "activity", "resource", "lifecycle", "group", "reason")
        if role in place
    }
    time = _moments(read, place["time"], "time", choice)
    start = _moments(read, place["start"], "start", choice) if "start" in place else None
    return RawEvents(
        case=texts["case"],
        activity=texts["activity"],
        at=time.at,
        number_rows=lambda positions: [read.row_numbers[position] for position in positions.tolist()],
        unreadable={**time.unreadable, **(start.unreadable if start else {})},
        started_at=start.at if start else None,
        resource=texts.get("resource"),
        lifecycle=texts.get("lifecycle"),
        group=texts.get("group"),
        reason=texts.get("reason"),
        mapping=candidates.mapping(place),
    )


def _moments(read: table.Table, position: int, role: str, choice: ReadingChoice) -> MomentColumn:
    column = read.moments(position, role, choice.zone, choice.order)
    at = np.array(
        [
            NO_MOMENT if moment is None else moments.to_microseconds(moment, choice.zone)
            for moment in column.values
        ],
        dtype=np.int64,
    )
    position_of = {row: place for place, row in enumerate(read.row_numbers)} if column.problems else {}
    texts = read.texts(position) if column.problems else []
    unreadable = {}
    for problem in column.problems:
        place = position_of[problem.row or 0]
        if problem.code == "out_of_range":
            at[place] = moments.OUT_OF_YEARS
        else:
            unreadable[place] = texts[place] or ""
    return MomentColumn(at, unreadable)
