"""A database in memory, where a log is parted or compared."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@contextmanager
def open_database() -> Iterator[DuckDBPyConnection]:
    """Open a database in memory that loads nothing from the network and writes nothing to the disk."""
    import duckdb

    with duckdb.connect(
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "temp_directory": "",
        }
    ) as database:
        yield database
