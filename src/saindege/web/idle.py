"""What a server process does when nobody asks it for anything: it gives back the memory that pages have used.

Threads that end leave their connections to the collector, which runs when much is made, not when nothing is; and what
was freed between things that are kept stays with the process until it is asked for (glibc). A page hardly needs any of
it: after a busy time it is a fifth of the process.
"""

from __future__ import annotations

import ctypes
import gc
import sys
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

#: Seconds without a request after which a process counts as idle: by then the server has ended its idle threads.
QUIET_SECONDS = 6.0
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class TidyWhenIdle:
    """An application that tidies up after itself, once after each busy time."""

    def __init__(self, application: Application, *, quiet_seconds: float = QUIET_SECONDS) -> None:
        self.application = application
        self.quiet_seconds = quiet_seconds
        self._asked_at = 0.0
        self._asked = threading.Event()
        self._starting = threading.Lock()
        self._tidier: threading.Thread | None = None

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        self._asked_at = time.monotonic()
        if not self._asked.is_set():
            self._asked.set()
            self._start()
        return self.application(environ, start_response)

    def _start(self) -> None:
        # Not before the first request: a process that is copied after loading would leave its threads behind.
        with self._starting:
            if self._tidier is None:
                self._tidier = threading.Thread(target=self._watch, name="tidier", daemon=True)
                self._tidier.start()

    def _watch(self) -> None:
        while True:
            self._asked.wait()
            self._asked.clear()
            while (idle := time.monotonic() - self._asked_at) < self.quiet_seconds:
                time.sleep(self.quiet_seconds - idle)
            tidy()


def tidy() -> None:
    """Collect what is left over, and give freed memory back to the system where the C library can."""
    gc.collect()
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)
