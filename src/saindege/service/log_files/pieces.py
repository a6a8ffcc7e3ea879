"""Pieces of a file read side by side: as many at a time as there are processors, their results in order."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Piece = TypeVar("Piece")
Result = TypeVar("Result")

# More would read faster than memory can be filled.
_MOST_THREADS = 4


class NotEven(Exception):
    """Raised inside the readers of even files; the reader of any file takes over."""


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(read: Callable[[Piece], Result], pieces: Iterable[Piece]) -> Iterator[Result]:
    """Read each piece in a thread and yield the results in order; few wait, so that memory does not grow with the file.

    Raises
    ------
    Exception : the first that reading a piece raised; pieces that were not begun are left
    """
    threads = min(_MOST_THREADS, processors())
    if threads == 1:
        yield from map(read, pieces)
        return
    with ThreadPoolExecutor(threads) as pool:
        waiting: deque[Future[Result]] = deque()
        try:
            for piece in pieces:
                waiting.append(pool.submit(read, piece))
                if len(waiting) > threads:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)
