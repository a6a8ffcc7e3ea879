"""How a command answers: for machines or people, in which language, with or without a traceback.

Read from the words before click sees them, because a wrong option has to be refused in the same manner.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from saindege.base.errors import Language


@dataclass(frozen=True, slots=True)
class Manner:
    """What ``--json``, ``--lang`` and ``--debug`` asked for."""

    json: bool = False
    language: Language = "id"
    debug: bool = False


_PLAIN = Manner()
_current: ContextVar[Manner] = ContextVar("manner", default=_PLAIN)


def manner() -> Manner:
    """Return how the running command answers."""
    return _current.get()


def language() -> Language:
    """Return the language of the running command."""
    return _current.get().language


@contextmanager
def answering(how: Manner) -> Iterator[Manner]:
    """Make a manner the current one for the time of one command."""
    token = _current.set(how)
    try:
        yield how
    finally:
        _current.reset(token)


def read_manner(words: Sequence[str]) -> Manner:
    """Read the manner from the words of a command."""
    options = list(_before_divider(words))
    found: Language = "id"
    for position, word in enumerate(options):
        name, equals, value = word.partition("=")
        if name == "--lang":
            asked = value if equals else "".join(options[position + 1 : position + 2])
            found = "en" if asked == "en" else "id"
    return Manner(json="--json" in options, language=found, debug="--debug" in options)


def _before_divider(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        if word == "--":
            return
        yield word
