"""Some of the kept events, picked where they lie, so that one day of a large log costs little memory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from saindege.service.log_files.columns import Moments


@dataclass(frozen=True, slots=True)
class Only:
    """Which cases are read whole: those with an event of a time, or of an officer.

    Attributes
    ----------
    begin, end : microseconds since 1970 in UTC; events from ``end`` on are not read
    person : pseudonym of an officer
    """

    begin: int | None = None
    end: int | None = None
    person: int | None = None

    def condition(self, source: str) -> tuple[str, dict[str, int]]:
        """Return the condition in SQL and its values."""
        told = {"begin": self.begin, "end": self.end, "person": self.person}
        tests = {"begin": "done_at >= $begin", "end": "done_at < $end", "person": "resource_key = $person"}
        values = {name: value for name, value in told.items() if value is not None}
        among = " AND ".join(tests[name] for name in values)
        until = " AND done_at < $end" if self.end is not None else ""
        return f" WHERE case_key IN (SELECT case_key FROM {source} WHERE {among}){until}", values  # noqa: S608 - words of ours


def source_of(path: Path) -> str:
    """Return a file of kept events as SQL reads from it."""
    return "read_parquet('{}')".format(str(path).replace("'", "''"))


def read_moments(path: Path, begin: int, end: int) -> Moments:
    """Read only when something was done, from ``begin`` to before ``end``; microseconds since 1970 in UTC."""
    import duckdb

    with duckdb.connect() as connection:
        found = connection.execute(
            f"SELECT done_at FROM {source_of(path)} WHERE done_at >= ? AND done_at < ?",  # noqa: S608 - a path of ours, quoted
            [begin, end],
        ).fetchnumpy()
    return np.asarray(found["done_at"], dtype=np.int64)


def knows_person(path: Path, person: int) -> bool:
    """Say whether an officer did anything in a file of kept events."""
    import duckdb

    with duckdb.connect() as connection:
        found = connection.execute(
            f"SELECT 1 FROM {source_of(path)} WHERE resource_key = ? LIMIT 1",  # noqa: S608 - a path of ours, quoted
            [person],
        ).fetchone()
    return found is not None
