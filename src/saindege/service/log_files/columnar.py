"""Logs as text and as Parquet, a million events in a second: DuckDB parts them, codes and microseconds come out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from saindege.service.log_files import moment_columns, opening
from saindege.service.log_files.choice import ReadingChoice
from saindege.service.log_files.coding import code_column
from saindege.service.log_files.columns import RawEvents
from saindege.service.log_files.database import open_database
from saindege.service.log_files.even_rows import TEXT_ROLES, read_even_rows
from saindege.service.log_files.roles import Candidates, find_candidates
from saindege.service.log_files.text import PlainText, plain_text, unpacked

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# A log of more rows would not fit the memory of a usual machine.
_MOST_ROWS = 60_000_000


class _Irregular(Exception):
    """Raised inside the fast reader; the slow one takes over."""


def read_columnar(
    path: Path, choice: ReadingChoice, *, kind: opening.Kind, limits: opening.Limits
) -> RawEvents:
    """Read a log from text or Parquet.

    Raises
    ------
    BadInput : the file or its columns cannot be used
    """
    if kind == "parquet":
        with open_database() as database:
            return _read_parquet(database, path, choice)
    with unpacked(path, limits) as opened:
        even = read_even_rows(opened, choice)
        return even or read_uneven(opened, choice, is_copy=opened != path)


def read_uneven(path: Path, choice: ReadingChoice, *, is_copy: bool = False) -> RawEvents:
    """Read a log from text that is not packed, however it is written; ``is_copy``: the file will be gone.

    Raises
    ------
    BadInput : the file or its columns cannot be used
    """
    with plain_text(path, is_copy=is_copy) as text:
        try:
            return _read_text(text, choice)
        except _Irregular:
            from saindege.service.log_files.by_table import read_by_table

            return read_by_table(text.path, choice)


def _read_text(text: PlainText, choice: ReadingChoice) -> RawEvents:
    import duckdb

    if not text.is_regular:
        raise _Irregular
    candidates = find_candidates(text.path.name, text.headers, choice)
    columns = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(len(text.headers)))
    chosen = ", ".join(f"c{at}" for at in candidates.positions)
    with open_database() as database:
        try:
            database.execute(
                # The unpacked copy of log.csv.gz keeps its name.
                f"CREATE TEMP TABLE log AS SELECT {chosen} FROM read_csv(?, auto_detect=false, delim=?,"  # noqa: S608  # numbers of columns
                f" compression='none', quote='\"', escape='\"', header=false, skip=?, columns={{{columns}}}, strict_mode=true)",
                [_literal(text.path), text.delimiter, text.header_lines],
            )
        except duckdb.OutOfMemoryException as problem:
            raise opening.too_large(text.path) from problem
        except duckdb.Error as problem:
            # Rows of another width, an open quote: the slow reader says where.
            raise _Irregular from problem
        return _events(database, candidates, choice, lambda: _refuse_blank_rows(database, candidates), text)


def _refuse_blank_rows(database: DuckDBPyConnection, candidates: Candidates) -> None:
    """Leave a log to the slow reader in which a row holds nothing in any column that counts."""
    first = [candidates.of_role[role][0] for role in ("case", "activity", "time")]
    blank = " AND ".join(f"c{at} IS NULL" for at in first)
    if database.execute(f"SELECT 1 FROM log WHERE {blank} LIMIT 1").fetchone():  # noqa: S608  # numbers of columns
        raise _Irregular


def _read_parquet(database: DuckDBPyConnection, path: Path, choice: ReadingChoice) -> RawEvents:
    import duckdb

    try:
        described = database.execute("DESCRIBE SELECT * FROM read_parquet(?)", [_literal(path)]).fetchall()
        rows = database.execute("SELECT count(*) FROM read_parquet(?)", [_literal(path)]).fetchall()[0][0]
        if rows > _MOST_ROWS:
            raise opening.too_large(path)
        headers = [str(column[0]) for column in described]
        candidates = find_candidates(path.name, headers, choice)
        chosen = ", ".join(
            f"{_as_column(_identifier(headers[at]), str(described[at][1]))} AS c{at}"
            for at in candidates.positions
        )
        database.execute(f"CREATE TEMP TABLE log AS SELECT {chosen} FROM read_parquet(?)", [_literal(path)])  # noqa: S608  # quoted
    except duckdb.OutOfMemoryException as problem:
        raise opening.too_large(path) from problem
    except duckdb.Error as problem:
        raise opening.unreadable(
            path,
            "Parquet-nya rusak atau terpotong. Ekspor ulang.",
            "the Parquet file is damaged or cut short. Export it again.",
        ) from problem
    return _events(database, candidates, choice, lambda: None, None)


def _as_column(name: str, kind: str) -> str:
    """Return an expression that keeps moments as they are and turns the rest into text as people write it."""
    if kind.startswith("TIMESTAMP WITH TIME ZONE"):
        return name
    if kind.startswith("TIMESTAMP") or kind == "DATE":
        return f"CAST({name} AS TIMESTAMP)"
    if kind in ("FLOAT", "DOUBLE"):
        # Data frames turn case numbers with a gap into 1042.0, and the gap into "not a number".
        whole = f"CAST(CAST({name} AS HUGEINT) AS VARCHAR)"
        return (
            f"CASE WHEN isnan({name}) OR isinf({name}) THEN NULL"
            f" WHEN {name} = floor({name}) AND abs({name}) < 1e18 THEN {whole} ELSE CAST({name} AS VARCHAR) END"
        )
    return f"CAST({name} AS VARCHAR)"


def _events(
    database: DuckDBPyConnection,
    candidates: Candidates,
    choice: ReadingChoice,
    check: Callable[[], None],
    text: PlainText | None,
) -> RawEvents:
    """Turn the table ``log`` into columns of codes and moments."""

    def is_same(one: int, other: int) -> bool:
        differing = f"SELECT 1 FROM log WHERE c{one} IS DISTINCT FROM c{other} LIMIT 1"  # noqa: S608  # numbers of columns
        return database.execute(differing).fetchone() is None

    check()
    place = candidates.settle(is_same)
    coded = {role: code_column(database, "log", f"c{place[role]}") for role in TEXT_ROLES if role in place}
    rows = len(coded["case"].codes)
    if not rows:
        raise opening.empty(Path(candidates.file))
    times = moment_columns.read_columns(
        database, candidates.file, {role: place[role] for role in ("time", "start") if role in place}, choice
    )

    number_rows = _count_from_two if text is None else text.numbering(rows)
    return RawEvents(
        case=coded["case"],
        activity=coded["activity"],
        at=times["time"].at,
        number_rows=number_rows,
        unreadable={**times["time"].unreadable, **(times["start"].unreadable if "start" in times else {})},
        started_at=times["start"].at if "start" in times else None,
        resource=coded.get("resource"),
        lifecycle=coded.get("lifecycle"),
        group=coded.get("group"),
        reason=coded.get("reason"),
        mapping=candidates.mapping(place),
        with_offset=times["time"].with_offset,
    )


def _count_from_two(positions: npt.NDArray[np.int64]) -> Sequence[int]:
    """Number rows of a file without lines; its header counts as the first."""
    return [position + 2 for position in positions.tolist()]


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(path: Path) -> str:
    # DuckDB takes [ * and ? of a file name for patterns.
    return "".join(f"[{sign}]" if sign in "[*?" else sign for sign in str(path))
