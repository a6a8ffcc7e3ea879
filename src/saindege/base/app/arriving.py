"""Requests of this process that are about to ask for something to be written, so that they are waited for a moment."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

# A round waits for company no longer than this: a request that was read needs less.
PATIENCE_SECONDS = 0.005


class OnTheWay:
    """Counts who is on the way, one request a thread.

    Waiting for them costs nobody anything: only one thread of Python runs at a time, and a round begun before them
    would have to share it with them, and be followed by another one.
    """

    def __init__(self) -> None:
        self._mine = threading.local()
        self._count = 0
        self._changed = threading.Condition(threading.Lock())

    @contextmanager
    def coming(self) -> Iterator[None]:
        """Be on the way until one asks, or turns off elsewhere."""
        with self._changed:
            self._count += 1
        self._mine.is_coming = True
        try:
            yield
        finally:
            self.arrive()

    def arrive(self) -> None:
        """Be on the way no more."""
        if getattr(self._mine, "is_coming", False):
            self._mine.is_coming = False
            with self._changed:
                self._count -= 1
                if not self._count:
                    self._changed.notify_all()

    def wait(self) -> None:
        """Wait until everybody who was on the way has arrived, for a short while at most."""
        with self._changed:
            if self._count:
                self._changed.wait(PATIENCE_SECONDS)


ON_THE_WAY = OnTheWay()
