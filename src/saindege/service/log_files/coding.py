"""Text columns of a DuckDB table as codes and names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from saindege.service.log_files.columns import BLANK, Coded, Coder, code_texts

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# The golden ratio as a fraction of 2**64, odd: multiplying by it mixes all bits upwards.
_ODD = 0x9E3779B97F4A7C15


def code_column(database: DuckDBPyConnection, table: str, column: str) -> Coded:
    """Return a text column of a table of ours as codes, names in order of their first row."""
    hashes = database.execute(f"SELECT hash({column}) AS hash FROM {table}").fetchnumpy()["hash"]  # noqa: S608  # numbers of columns
    found = database.execute(
        f"SELECT CAST({column} AS VARCHAR) AS name, min(rowid) AS row FROM {table} GROUP BY {column} ORDER BY row"  # noqa: S608
    ).fetchnumpy()
    names: list[str | None] = found["name"].tolist()
    codes, count = code_hashes(hashes)
    if count != len(names):
        # Two texts with the same hash of 64 bits: never seen, but then every text is looked at.
        return code_texts(row[0] for row in database.execute(f"SELECT {column} FROM {table}").fetchall())  # noqa: S608
    number = np.full(count, BLANK, dtype=np.int32)
    number[codes[found["row"]]] = np.arange(count, dtype=np.int32)
    return _strip(Coded(number[codes], names))  # type: ignore[arg-type]  # a blank is taken out there


def code_hashes(hashes: npt.NDArray[np.uint64]) -> tuple[npt.NDArray[np.int64], int]:
    """Return a code for each hash, equal ones alike, and the number of codes; several times faster than sorting.

    Each round throws the hashes into a table of slots: the one that stays in a slot gives its code to its equals,
    the others go into the next round, which looks at other bits.
    """
    codes = np.empty(len(hashes), dtype=np.int64)
    left = np.arange(len(hashes))
    count, turn = 0, _ODD
    while len(left):
        bits = max(4, len(left).bit_length() + 1)
        slot = (hashes[left] * np.uint64(turn)) >> np.uint64(64 - bits)
        stays = np.full(1 << bits, -1, dtype=np.int64)
        stays[slot] = left
        kept = stays >= 0
        code = np.cumsum(kept) - 1 + count
        count += int(np.count_nonzero(kept))
        alike = hashes[stays[slot]] == hashes[left]
        codes[left[alike]] = code[slot[alike]]
        left = left[~alike]
        turn = turn * _ODD % 2**64
    return codes, count


def _strip(column: Coded) -> Coded:
    """Take the spaces around names away; names that then are the same become one, empty ones blank."""
    stripped = [name and name.strip() for name in column.names]
    if stripped == column.names and None not in stripped:
        return column
    coder = Coder()
    for name in stripped:
        coder.add(name)
    again = coder.column()
    return Coded(again.codes[column.codes], again.names)
