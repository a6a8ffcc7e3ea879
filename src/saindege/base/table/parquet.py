"""Tables as Parquet, read in-process by DuckDB."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from saindege.base.table import refusals
from saindege.base.table.limits import Limits
from saindege.base.table.rows import Cell, Header, Rows


def read_rows(path: Path, limits: Limits) -> Rows:
    """Read a Parquet file; its header counts as row 1.

    Raises
    ------
    BadInput : unreadable_file, empty_file, file_too_large
    """
    import duckdb

    with duckdb.connect(config={"autoload_known_extensions": False, "threads": 1}) as connection:
        try:
            counted = connection.execute("SELECT count(*) FROM read_parquet(?)", [_literal(path)]).fetchone()
            described = connection.execute(
                "DESCRIBE SELECT * FROM read_parquet(?)", [_literal(path)]
            ).fetchall()
            height, width = (counted or (0,))[0], len(described)
            if height >= limits.rows or width > limits.columns or height * width > limits.cells:
                raise refusals.too_large(path.name)
            found = connection.execute("SELECT * FROM read_parquet(?)", [_literal(path)]).fetchall()
        except duckdb.Error as problem:
            raise refusals.damaged(path.name) from problem
    rows = [tuple(_cell(value) for value in row) for row in found]
    columns = tuple(str(column[0]) for column in described)
    return Rows(rows, range(2, len(rows) + 2), Header(columns, 0), may_be_serial=False)


def _literal(path: Path) -> str:
    # DuckDB takes [ * and ? of a file name for patterns.
    return "".join(f"[{sign}]" if sign in "[*?" else sign for sign in str(path))


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, str | int | float | date):
        return (value.strip() or None) if isinstance(value, str) else _known(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)


def _known(value: int | float | date | None) -> Cell:
    # Not a number is how data frames write a blank.
    return None if isinstance(value, float) and value != value else value
