"""Signing works from a notebook, where an event loop runs already."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from saindege.delivery.signing.loop import outside_loop


def _in_a_fresh_thread(work: Callable[[], object]) -> object:
    """Do work where surely no loop runs: a browser of other tests keeps one in the main thread."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(work).result()


def _in_a_notebook(work: Callable[[], object]) -> object:
    async def cell() -> object:
        return outside_loop(work)

    return _in_a_fresh_thread(lambda: asyncio.run(cell()))


def _answer_of_a_loop() -> int:
    async def seven() -> int:
        return 7

    return asyncio.run(seven())


def test_without_a_loop_the_work_is_done_in_its_thread() -> None:
    def same_thread() -> bool:
        return outside_loop(threading.get_ident) == threading.get_ident()

    assert _in_a_fresh_thread(same_thread) is True


def test_within_a_loop_the_work_may_start_its_own() -> None:
    assert _in_a_notebook(_answer_of_a_loop) == 7


def test_what_the_work_refuses_is_refused() -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        _in_a_notebook(lambda: int("x"))
