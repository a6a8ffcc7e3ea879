"""ISO moments read from the bytes of a file, eight figures at a time; what is written otherwise is left to others."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saindege.service.log_files.cells import MARGIN, Cells, Letters, Places, Words, with_margin, words_at
from saindege.service.log_files.columns import NO_MOMENT, Moments

Flags = npt.NDArray[np.bool_]

# Length of a moment without its offset to the figures after the second; None where it tells no second.
_CLOCKS = {16: None, 19: 0, 23: 3, 26: 6}
_ZULU, _OFFSET = 1, 6
#: Length of a text to (length without offset, length of the offset); each length means one form.
_SHAPES = {begin + offset: (begin, offset) for begin in _CLOCKS for offset in (0, _ZULU, _OFFSET)}

# Rows read at a time, so that their figures stay in the processor.
_BLOCK = 1 << 15

_WORD = 8
_HIGH, _LOW = np.uint64(0x8080808080808080), np.uint64(0x7F7F7F7F7F7F7F7F)
_BYTE = np.uint64(0xFF)


@dataclass(frozen=True, slots=True)
class IsoMoments:
    """Cells read as moments.

    Attributes
    ----------
    at : microseconds since 1970, ``NO_MOMENT`` where not read, shape (n_cells,)
    is_read : the cell is a moment written like ``2026-03-02T08:30:00.123+07:00``, shape (n_cells,)
    is_local : it was read and says no offset; ``at`` is what the clock on the wall showed, shape (n_cells,)
    """

    at: Moments
    is_read: Flags
    is_local: Flags


def read_iso_cells(cells: Cells) -> IsoMoments:
    """Read each cell that is an ISO moment to the minute or finer; a 30th of February is left unread."""
    at = np.full(len(cells), NO_MOMENT, dtype=np.int64)
    is_read, is_local = np.zeros(len(cells), dtype=bool), np.zeros(len(cells), dtype=bool)
    for begin in range(0, len(cells), _BLOCK):
        lengths = cells.lengths[begin : begin + _BLOCK]
        for length in np.flatnonzero(np.bincount(np.minimum(lengths, MARGIN + 1))).tolist():
            if length not in _SHAPES:
                continue
            rows = np.flatnonzero(lengths == length) + begin
            moments, good = _read(cells.letters, cells.begins[rows], *_SHAPES[length])
            at[rows] = np.where(good, moments, NO_MOMENT)
            is_read[rows] = good
            if length in _CLOCKS:
                is_local[rows] = good
    return IsoMoments(at, is_read, is_local)


def read_iso_texts(texts: Sequence[str | None]) -> IsoMoments:
    """Read texts that stand in no file, like cells."""
    # Half of a pair of surrogates is no letter, and no moment.
    written = [(text or "").encode("utf-8", "replace") for text in texts]
    lengths = np.fromiter(map(len, written), dtype=np.int64, count=len(written))
    return read_iso_cells(
        Cells(with_margin(b"".join(written)), MARGIN + np.cumsum(lengths) - lengths, lengths)
    )


def _read(letters: Letters, begins: Places, clock: int, offset: int) -> tuple[Moments, Flags]:
    """Return microseconds, and which of them come from a moment that exists."""
    day, good = _pairs(words_at(letters, begins), "0000-00-")
    hour, is_hour = _pairs(words_at(letters, begins + 8), "00?00:00")
    between = letters[begins + 10]
    good &= is_hour & ((between == ord("T")) | (between == ord(" ")))
    year, month, number = _at(day, 0) * 100 + _at(day, 2), _at(day, 5), _at(hour, 0)
    good &= (year >= 1) & (month >= 1) & (month <= 12) & (_at(hour, 3) <= 23) & (_at(hour, 6) <= 59)
    first_day, last_of_month = _calendar()
    of_month = np.where(good, year * 12 + month - 1, 0)
    good &= (number >= 1) & (number <= last_of_month[of_month])
    seconds = (first_day[of_month] + number - 1) * 86_400 + _at(hour, 3) * 3600 + _at(hour, 6) * 60
    figures = _CLOCKS[clock]
    if figures is not None:
        second, is_second = _pairs(words_at(letters, begins + 11), "00:00:00")
        good &= is_second & (_at(second, 6) <= 59)
        seconds += _at(second, 6)
    moments = seconds * 1_000_000
    if figures:
        rest, is_rest = _pairs(words_at(letters, begins + 18), f"?.{'0' * figures}".ljust(_WORD, "?"))
        good &= is_rest
        moments += _at(rest, 2) * 10_000 + _at(rest, 4) * 100 + _at(rest, 6)
    if offset:
        ahead, is_offset = _offset(letters, begins + clock, offset)
        good &= is_offset
        moments -= ahead * 1_000_000
    return moments, good


def _offset(letters: Letters, begins: Places, length: int) -> tuple[Places, Flags]:
    """Return the seconds that a clock is ahead of UTC."""
    sign = letters[begins]
    if length == _ZULU:
        return np.zeros(len(begins), dtype=np.int64), sign == ord("Z")
    ahead, good = _pairs(words_at(letters, begins), "?00:00??")
    good &= ((sign == ord("+")) | (sign == ord("-"))) & (_at(ahead, 1) <= 23) & (_at(ahead, 4) <= 59)
    return np.where(sign == ord("-"), -1, 1) * (_at(ahead, 1) * 3600 + _at(ahead, 4) * 60), good


def _pairs(words: Words, form: str) -> tuple[Words, Flags]:
    """Return in each byte the number of two figures that begins there, and which words have the form.

    A 0 in the form stands for a figure, a ? for anything, which counts as nothing.
    """
    expected, asked, figures, carried = _masks(form)
    found = (words ^ expected) & asked
    # Beyond nine a figure reaches the highest bit of its byte, as does any other sign that is not the expected one.
    good = ((found | ((found & _LOW) + carried)) & _HIGH) == 0
    figures_only = found & figures
    return figures_only * np.uint64(10) + (figures_only >> np.uint64(8)), good


@functools.cache
def _masks(form: str) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    def word(*byte_of: int) -> np.uint64:
        return np.uint64(int.from_bytes(bytes(byte_of), "little"))

    return (
        word(*(0 if sign == "?" else ord(sign) for sign in form)),
        word(*(0 if sign == "?" else 0xFF for sign in form)),
        word(*(0xFF if sign == "0" else 0 for sign in form)),
        word(*(0x76 if sign == "0" else 0x7F for sign in form)),
    )


def _at(pairs: Words, byte: int) -> Places:
    found: Places = ((pairs >> np.uint64(8 * byte)) & _BYTE).view(np.int64)
    return found


@functools.cache
def _calendar() -> tuple[Places, Places]:
    """Return the first day since 1970 and the number of days of each month, by year x 12 + month - 1."""
    months = np.arange(-1970 * 12, (10_000 - 1970) * 12 + 1).astype("datetime64[M]")
    first = months.astype("datetime64[D]").astype(np.int64)
    return first[:-1], np.diff(first)
