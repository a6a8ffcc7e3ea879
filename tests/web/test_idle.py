"""A server process that nobody asks: it gives back what pages have used, and does not disturb those that are made."""

from __future__ import annotations

import gc
import time
import weakref
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from saindege.web.idle import TidyWhenIdle


class LeftOver:
    """Something that only the collector finds."""

    def __init__(self) -> None:
        self.itself = self


def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    return [str(environ["PATH_INFO"]).encode()]


@pytest.fixture
def no_collector() -> Iterable[None]:
    """The collector, left off: what is gone then was tidied away."""
    gc.disable()
    yield
    gc.enable()


def test_answers_pass_through() -> None:
    application = TidyWhenIdle(answer)

    assert list(application({"PATH_INFO": "/pegawai/"}, print)) == [b"/pegawai/"]


def test_what_a_busy_time_leaves_is_given_back_after_each(no_collector: None) -> None:
    application = TidyWhenIdle(answer, quiet_seconds=0.05)

    for _ in range(2):
        left = weakref.ref(LeftOver())
        application({"PATH_INFO": "/"}, print)
        until = time.monotonic() + 20
        while left() is not None and time.monotonic() < until:
            time.sleep(0.02)

        assert left() is None


def test_nothing_is_tidied_between_pages(no_collector: None) -> None:
    application = TidyWhenIdle(answer, quiet_seconds=30)
    left = weakref.ref(LeftOver())

    for _ in range(5):
        application({"PATH_INFO": "/"}, print)
        time.sleep(0.02)

    assert left() is not None
