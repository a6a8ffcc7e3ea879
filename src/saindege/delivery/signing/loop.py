"""The signing library starts an event loop of its own; in a notebook one runs already."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Answer = TypeVar("Answer")


def outside_loop(work: Callable[[], Answer]) -> Answer:
    """Do work where no event loop runs: here, or in a thread of its own where one does."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return work()
    with ThreadPoolExecutor(max_workers=1) as apart:
        return apart.submit(work).result()
