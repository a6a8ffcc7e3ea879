"""What every reader of a log returns: text columns as whole numbers, moments as microseconds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.int32]
Moments = npt.NDArray[np.int64]

#: A cell without a moment: blank, or text that is no moment (``RawEvents.unreadable`` tells them apart).
NO_MOMENT = int(np.iinfo(np.int64).min)

#: The code of a cell without text.
BLANK = -1


@dataclass(frozen=True, slots=True)
class Coded:
    """One text column.

    Attributes
    ----------
    codes : position in ``names`` of each row's text, -1 where blank, shape (n_rows,)
    names : the texts, each once
    """

    codes: Codes
    names: Sequence[str]


class Coder:
    """Turns texts into codes, in their order of first appearance."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}
        self._rows: list[int] = []

    def add(self, text: str | None) -> None:
        """Append one row; a text of spaces only is blank."""
        # A name that was met as it stands has no spaces around it.
        code = self._codes.get(text) if text else BLANK
        if text and code is None:
            stripped = text.strip()
            code = self._codes.setdefault(stripped, len(self._codes)) if stripped else BLANK
        self._rows.append(BLANK if code is None else code)

    def column(self) -> Coded:
        """Return what was appended."""
        return Coded(np.array(self._rows, dtype=np.int32), tuple(self._codes))


def code_texts(texts: Iterable[str | None]) -> Coded:
    """Return a text column as codes."""
    coder = Coder()
    for text in texts:
        coder.add(text)
    return coder.column()


@dataclass(frozen=True, slots=True)
class RawEvents:
    """The rows of a log as read, in the order of the file, before any row is refused.

    Attributes
    ----------
    case, activity : text columns, shape (n_rows,)
    at : microseconds since 1970 in UTC, ``NO_MOMENT`` where there is none, shape (n_rows,)
    number_rows : positions to the row numbers that the file shows
    unreadable : position of a row to the text of its time or start that is no moment
    started_at : like ``at``, for the start column of a log that has one
    resource, lifecycle, group, reason : text columns, or None where the log has no such column
    mapping : role to the header that plays it
    left_out : events that belong to no case by the user's own choice, e.g. of another object type
    backwards : positions of events whose row says an end before its beginning
    rows : rows of the file, where one row makes several events; 0 where each row is one
    overlapping : events dropped because an earlier file of the same bundle holds them too
    with_offset : moments of the time column that say their offset, where some do and some do not; else 0
    file_of : position to the name of its file, in a bundle of files
    """

    case: Coded
    activity: Coded
    at: Moments
    number_rows: Callable[[npt.NDArray[np.int64]], Sequence[int]]
    unreadable: Mapping[int, str] = field(default_factory=dict)
    started_at: Moments | None = None
    resource: Coded | None = None
    lifecycle: Coded | None = None
    group: Coded | None = None
    reason: Coded | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    left_out: int = 0
    backwards: frozenset[int] = frozenset()
    rows: int = 0
    overlapping: int = 0
    with_offset: int = 0
    file_of: Callable[[int], str] | None = None


def count_from_one(positions: npt.NDArray[np.int64]) -> Sequence[int]:
    """Number events of a file without rows: the first event is 1."""
    return [int(position) + 1 for position in positions]
