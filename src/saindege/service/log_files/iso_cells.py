"""ISO moments read from the bytes of a file, eight figures at a time; what is written otherwise is left to others."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from saindege.service.log_files.cells import MARGIN, Cells, Letters, Places, with_margin, words_at
from saindege.service.log_files.columns import NO_MOMENT, Moments
from saindege.service.log_files.figures import Flags, pair_at, read_pairs

# Length of a moment without its offset to the figures after the second; None where it tells no second.
_CLOCKS = {16: None, 19: 0, 23: 3, 26: 6}
_ZULU, _OFFSET = 1, 6
#: Length of a text to (length without offset, length of the offset); each length means one form.
_SHAPES = {begin + offset: (begin, offset) for begin in _CLOCKS for offset in (0, _ZULU, _OFFSET)}

# Rows read at a time, so that their figures stay in the processor.
_BLOCK = 1 << 15

_WORD = 8


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
    day, good = read_pairs(words_at(letters, begins), "0000-00-")
    hour, is_hour = read_pairs(words_at(letters, begins + 8), "00?00:00")
    between = letters[begins + 10]
    good &= is_hour & ((between == ord("T")) | (between == ord(" ")))
    year, month, number = pair_at(day, 0) * 100 + pair_at(day, 2), pair_at(day, 5), pair_at(hour, 0)
    good &= (year >= 1) & (month >= 1) & (month <= 12) & (pair_at(hour, 3) <= 23) & (pair_at(hour, 6) <= 59)
    first_day, last_of_month = _calendar()
    of_month = np.where(good, year * 12 + month - 1, 0)
    good &= (number >= 1) & (number <= last_of_month[of_month])
    seconds = (first_day[of_month] + number - 1) * 86_400 + pair_at(hour, 3) * 3600 + pair_at(hour, 6) * 60
    figures = _CLOCKS[clock]
    if figures is not None:
        second, is_second = read_pairs(words_at(letters, begins + 11), "00:00:00")
        good &= is_second & (pair_at(second, 6) <= 59)
        seconds += pair_at(second, 6)
    moments = seconds * 1_000_000
    if figures:
        rest, is_rest = read_pairs(words_at(letters, begins + 18), f"?.{'0' * figures}".ljust(_WORD, "?"))
        good &= is_rest
        moments += pair_at(rest, 2) * 10_000 + pair_at(rest, 4) * 100 + pair_at(rest, 6)
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
    ahead, good = read_pairs(words_at(letters, begins), "?00:00??")
    good &= ((sign == ord("+")) | (sign == ord("-"))) & (pair_at(ahead, 1) <= 23) & (pair_at(ahead, 4) <= 59)
    return np.where(sign == ord("-"), -1, 1) * (pair_at(ahead, 1) * 3600 + pair_at(ahead, 4) * 60), good


@functools.cache
def _calendar() -> tuple[Places, Places]:
    """Return the first day since 1970 and the number of days of each month, by year x 12 + month - 1."""
    months = np.arange(-1970 * 12, (10_000 - 1970) * 12 + 1).astype("datetime64[M]")
    first = months.astype("datetime64[D]").astype(np.int64)
    return first[:-1], np.diff(first)
