"""Columns of moments in a DuckDB table, in any notation, as microseconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from saindege.base.table import DayOrder
from saindege.service.log_files import moments, notations
from saindege.service.log_files.choice import ReadingChoice
from saindege.service.log_files.coding import code_column
from saindege.service.log_files.columns import BLANK, NO_MOMENT, Coded, Moments

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

DAY = 86_400_000_000

# How the cells of a column of texts are read.
_LOCAL, _WITH_OFFSET, _WRITTEN = 1, 2, 3


@dataclass(frozen=True, slots=True)
class MomentColumn:
    """One column of moments.

    Attributes
    ----------
    at : microseconds since 1970 in UTC, ``NO_MOMENT`` where blank or unreadable, shape (n_rows,)
    unreadable : position of a row to its text that is no moment
    with_offset : moments that say their offset
    """

    at: Moments
    unreadable: Mapping[int, str]
    with_offset: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """Cells in another notation than ISO 8601 and their rows, parted into day and clock; a missing clock is blank."""

    rows: npt.NDArray[np.int64]
    day: Coded
    clock: Coded


def read_columns(
    database: DuckDBPyConnection, file: str, place: Mapping[str, int], choice: ReadingChoice
) -> dict[str, MomentColumn]:
    """Read the columns of the table ``log`` that hold moments.

    Parameters
    ----------
    place : role to number of the column

    Raises
    ------
    BadInput : ambiguous_date, with the question
    """
    kinds = {str(row[0]): str(row[1]) for row in database.execute("DESCRIBE log").fetchall()}
    found: dict[str, MomentColumn] = {}
    plain: dict[str, Moments] = {}
    written: dict[str, Written] = {}
    said: dict[str, int] = {}
    for role, position in place.items():
        column = f"c{position}"
        if kinds[column].startswith("TIMESTAMP"):
            found[role] = _typed(database, column, kinds[column], choice)
        else:
            plain[role], written[role], said[role] = _texts(database, column, choice)
    asked = [(role, one.day.names) for role, one in written.items() if one.day.names]
    order = notations.day_order(file, asked, choice.order) if asked else "day_first"
    for role, one in written.items():
        joined = join_written(plain[role], one, order, choice)
        found[role] = replace(joined, with_offset=joined.with_offset + said[role])
    return found


def _typed(database: DuckDBPyConnection, column: str, kind: str, choice: ReadingChoice) -> MomentColumn:
    has_offset = "WITH TIME ZONE" in kind
    selected = f"CASE WHEN isfinite({column}) THEN epoch_us({column}) ELSE {NO_MOMENT} END"
    at = _filled(_fetch(database, f"SELECT {selected} AS at FROM log")["at"], NO_MOMENT)  # noqa: S608  # numbers of columns
    return MomentColumn(at if has_offset else moments.place_in_zone(at, choice.zone), {})


def _texts(database: DuckDBPyConnection, column: str, choice: ReadingChoice) -> tuple[Moments, Written, int]:
    """Read what is ISO 8601 in the database, a million in a tenth of a second; part the rest."""
    found = _fetch(
        database,
        f"""
        WITH kinds AS (
            SELECT {column} AS text, CASE
                WHEN {column} LIKE '____-__-__%+__:__' THEN {_WITH_OFFSET}
                WHEN regexp_full_match({column}, '{notations.ISO}') THEN {_LOCAL}
                WHEN regexp_full_match({column}, '{notations.ISO_WITH_OFFSET}') THEN {_WITH_OFFSET}
                WHEN trim({column}) <> '' THEN {_WRITTEN} END::UTINYINT AS kind
            FROM log)
        SELECT kind, CASE kind
            WHEN {_WITH_OFFSET} THEN epoch_us(try_cast(trim(text) AS TIMESTAMPTZ))
            WHEN {_LOCAL} THEN epoch_us(try_cast(trim(text) AS TIMESTAMP)) END AS at
        FROM kinds
        """,  # noqa: S608  # numbers of columns and patterns of ours
    )
    kind, at = _filled(found["kind"], 0), _filled(found["at"], NO_MOMENT)
    if np.any(kind == _LOCAL):
        local = np.where(kind == _LOCAL, at, NO_MOMENT)
        at = np.where(kind == _LOCAL, moments.place_in_zone(local, choice.zone), at)
    rest = np.flatnonzero((kind != 0) & (at == NO_MOMENT))
    said = int(np.count_nonzero((kind == _WITH_OFFSET) & (at != NO_MOMENT)))
    return at, _part(database, column, rest, len(at)), said


def _part(database: DuckDBPyConnection, column: str, rows: npt.NDArray[np.int64], total: int) -> Written:
    nothing = Coded(np.zeros(0, dtype=np.int32), ())
    if not len(rows):
        return Written(rows, nothing, nothing)
    clock = f"regexp_extract({column}, '{notations.CLOCK}', 0, 'i')"
    source = f"SELECT rowid AS row, {column} AS text, {clock} AS clock FROM log"  # noqa: S608  # numbers of columns and patterns of ours
    if len(rows) < total:
        database.register("wanted", {"row": rows})
        source = f"SELECT * FROM ({source}) JOIN wanted USING (row) ORDER BY row"  # noqa: S608
    database.execute(
        "CREATE OR REPLACE TEMP TABLE written AS"  # noqa: S608
        f" SELECT left(text, length(text) - length(clock)) AS day, clock FROM ({source})"
    )
    return Written(rows, code_column(database, "written", "day"), code_column(database, "written", "clock"))


def join_written(at: Moments, written: Written, order: DayOrder, choice: ReadingChoice) -> MomentColumn:
    """Fill in the moments of another notation."""
    if not len(written.rows):
        return MomentColumn(at, {})
    days = [notations.read_day(text, order) for text in written.day.names]
    clocks = [notations.read_clock(text) for text in written.clock.names]
    # The extra entry at the end answers for code -1, a blank: no day is no moment, no clock is midnight.
    midnight = np.array([*(NO_MOMENT if day is None else _wall(day) for day in days), NO_MOMENT])
    since = np.array([*(NO_MOMENT if clock is None else _wall(clock) - _SOME_DAY for clock in clocks), 0])
    offset = np.array([*(NO_MOMENT if clock is None else _offset(clock) for clock in clocks), NO_MOMENT])
    at_midnight, at_clock = midnight[written.day.codes], since[written.clock.codes]
    at_offset = offset[written.clock.codes]
    is_read = (at_midnight != NO_MOMENT) & (at_clock != NO_MOMENT)
    local = np.where(is_read, at_midnight + np.where(is_read, at_clock, 0), NO_MOMENT)
    says_offset = is_read & (at_offset != NO_MOMENT)
    placed = moments.place_in_zone(local, choice.zone)
    placed[says_offset] = local[says_offset] - at_offset[says_offset]
    at = at.copy()
    at[written.rows] = placed
    unreadable = {
        int(written.rows[place]): f"{_name(written.day, place)} {_name(written.clock, place)}".strip()
        for place in np.flatnonzero(~is_read).tolist()
    }
    return MomentColumn(at, unreadable, int(np.count_nonzero(says_offset)))


def _name(column: Coded, place: int) -> str:
    code = int(column.codes[place])
    return "" if code == BLANK else column.names[code]


_SOME_DAY = 946_684_800_000_000


def _wall(moment: datetime) -> int:
    """Return the clock on the wall as if it stood in Greenwich."""
    return moments.to_microseconds(moment.replace(tzinfo=UTC), UTC)


def _offset(moment: datetime) -> int:
    offset = moment.utcoffset()
    return NO_MOMENT if offset is None else offset // timedelta(microseconds=1)


def _fetch(database: DuckDBPyConnection, query: str) -> dict[str, Any]:
    found: dict[str, Any] = database.execute(query).fetchnumpy()
    return found


def _filled(values: Any, blank: int) -> npt.NDArray[np.int64]:
    """Return a fetched column as whole numbers, ``blank`` where it was NULL."""
    return np.asarray(np.ma.filled(values.astype(np.int64), blank), dtype=np.int64)
