"""Signing works from a notebook, where an event loop runs already."""

from __future__ import annotations

import asyncio
import threading

import pytest

from saindege.delivery.signing.loop import outside_loop


def _answer_of_a_loop() -> int:
    async def seven() -> int:
        return 7

    return asyncio.run(seven())


def test_without_a_loop_the_work_is_done_here() -> None:
    assert outside_loop(threading.get_ident) == threading.get_ident()


def test_within_a_loop_the_work_may_start_its_own() -> None:
    async def notebook() -> int:
        return outside_loop(_answer_of_a_loop)

    assert asyncio.run(notebook()) == 7


def test_what_the_work_refuses_is_refused() -> None:
    async def notebook() -> int:
        return outside_loop(lambda: int("x"))

    with pytest.raises(ValueError, match="invalid literal"):
        asyncio.run(notebook())
