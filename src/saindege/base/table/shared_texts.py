"""How much text the cells of an XLSX hold, when one long text is shared by many of them.

A text of 30,000 letters that a million cells point at takes a few hundred kilobytes packed, and thirty gigabytes read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

#: The part in which texts are shared; readers look nowhere else.
PART: Final = "xl/sharedstrings.xml"

# A cell holds 32,767 letters at most; with its formats no text is longer than this.
_LONGEST_ALLOWED: Final = 1 << 20
_END: Final = b"si>"
_POINTER: Final = re.compile(
    rb"""\bt\s*=\s*["']s["'][^>]*>(?:\s*<(?:\w+:)?f\b.*?</(?:\w+:)?f>)?\s*<(?:\w+:)?v\b[^>]*>\s*(\d{1,9})\s*<""",
    re.DOTALL,
)


class SharedTexts:
    """The lengths of the shared texts, in bytes with their markup, in their order."""

    def __init__(self) -> None:
        self._lengths: list[int] = []
        self._rest = b""
        self.is_too_long = False

    @property
    def longest(self) -> int:
        """Bytes of the longest text; a part without a single end counts as one text."""
        return max([len(self._rest), *self._lengths])

    def see(self, piece: bytes) -> None:
        """Take the next piece of the part."""
        if self.is_too_long:
            return
        # Both the start and the end of an entry close with ``si>``: texts stand at every second place.
        *ended, self._rest = (self._rest + piece).split(_END)
        self._lengths += map(len, ended)
        self.is_too_long = (
            len(self._rest) > _LONGEST_ALLOWED or max(map(len, ended), default=0) > _LONGEST_ALLOWED
        )

    def pointed_at(self, sheet: Iterable[bytes]) -> int:
        """Return the bytes of all texts that the cells of a sheet point at."""
        total, tail = 0, b""
        for piece in sheet:
            window = tail + piece
            end = 0
            for pointer in _POINTER.finditer(window):
                total += self._length(int(pointer[1]))
                end = pointer.end()
            tail = window[max(end, len(window) - 4096) :]
        return total

    def _length(self, number: int) -> int:
        # The head of the part stands before the first entry.
        place = 2 * number + 1
        return self._lengths[place] if place < len(self._lengths) else self.longest
