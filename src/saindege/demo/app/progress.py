"""Progress of the load: one line for each step on standard error, with the seconds it took."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def step(indonesian: str, english: str) -> Iterator[None]:
    """Say what is being done, and when it is done how long it took."""
    begun = time.perf_counter()
    sys.stderr.write(f"  {indonesian} / {english} ... ")
    sys.stderr.flush()
    try:
        yield
    except BaseException:
        sys.stderr.write("\n")
        raise
    sys.stderr.write(f"{time.perf_counter() - begun:.1f} s\n")
    sys.stderr.flush()
