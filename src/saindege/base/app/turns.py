"""Turns of the processes that write the same SQLite file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

# What the file is called, beside the database, by which processes take turns.
TURN = "-turn"


class Turns:
    """Lets one process after the other write.

    SQLite lets whoever waits for its one writer sleep, up to a tenth of a second at a time; a lock of the file system
    wakes at once. It is a courtesy only: the database keeps its own lock, so nothing depends on this one. Where there
    is none (another database, Windows with its one process) nobody waits here.
    """

    def __init__(self) -> None:
        self._file: int | None = None

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn, and give it on at the end."""
        file = self._opened()
        if sys.platform == "win32" or file is None:
            yield
            return
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)

    def _opened(self) -> int | None:
        if self._file is None:
            database = Path(str(connection.settings_dict["NAME"]))
            if connection.vendor == "sqlite" and database.is_absolute():
                # Open as long as the process lives.
                beside = database.with_name(f"{database.name}{TURN}")
                self._file = os.open(beside, os.O_RDWR | os.O_CREAT, 0o600)
        return self._file
