"""A bar on standard error for work that takes longer than a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from saindege.base.errors import Sentence
from saindege.cli.frame.manner import language

Tell = Callable[[int, int], None]

_WAIT = 1.0
_PAUSE = 0.1
_PLACES = 28


@contextmanager
def progress(what: Sentence) -> Iterator[Tell]:
    """Show how far work has come: ``tell(done, total)``; a total of 0 says that nobody knows.

    Nothing is shown in the first second, and nothing where standard error is not a terminal.
    """
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    begun = last = time.monotonic()
    shown = False
    name = what.in_language(language())

    def tell(done: int, total: int) -> None:
        nonlocal last, shown
        now = time.monotonic()
        if now - begun < _WAIT or (shown and now - last < _PAUSE):
            return
        last, shown = now, True
        sys.stderr.write("\r\x1b[K" + picture(name, done, total, now - begun))
        sys.stderr.flush()

    try:
        yield tell
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def picture(name: str, done: int, total: int, seconds: float) -> str:
    """Draw one state of the bar, with the seconds left where they can be told."""
    if total <= 0:
        return f"{name}  {done:,}".replace(",", " ")
    share = min(done / total, 1.0)
    full = round(share * _PLACES)
    left = f"  {seconds * (1 - share) / share:.0f} s" if share > 0 else ""
    return f"{name}  {'█' * full}{'░' * (_PLACES - full)} {share:4.0%}{left}"
