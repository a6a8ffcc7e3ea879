"""Lines of even text: a span of the file in one buffer, its cells by the places of delimiters and line ends."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from saindege.service.log_files.cells import MARGIN, Cells, Letters, Places
from saindege.service.log_files.pieces import NotEven

#: A longer line is no row of a log.
LONGEST_LINE = 1 << 16
_NEW_LINE, _RETURN = ord("\n"), ord("\r")
_HIGH = np.uint64(0x8080808080808080)


@dataclass(frozen=True, slots=True)
class Form:
    """How a file is written.

    Attributes
    ----------
    path : the file, plain UTF-8
    delimiter : between cells
    line_end : of every line
    width : cells of a line
    """

    path: Path
    delimiter: str
    line_end: bytes
    width: int


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the rows of a file: those that begin from ``begin`` on and before ``end``."""

    begin: int
    end: int
    is_last: bool


class Lines:
    """The lines that begin in a span of a file.

    Raises
    ------
    NotEven, UnicodeError : they hold quotes, other widths, other line ends or no UTF-8
    """

    def __init__(self, form: Form, span: Span) -> None:
        self._buffer, first, last = _read(form, span)
        self._letters = np.frombuffer(self._buffer, dtype=np.uint8)
        _check_letters(self._buffer, self._letters, first, last)
        self._edges, self._ends = _part(self._letters, first, last, form)
        self._first = first

    def __len__(self) -> int:
        return len(self._edges)

    def column(self, at: int) -> Cells:
        """Return the cells of one column."""
        if at:
            begins = self._edges[:, at - 1] + 1
        else:
            begins = np.concatenate(([self._first], self._edges[:-1, -1] + 1))[: len(self)]
        ends = self._ends if at == self._edges.shape[1] - 1 else self._edges[:, at]
        return Cells(self._letters, begins, ends - begins)


def _read(form: Form, span: Span) -> tuple[bytearray, int, int]:
    """Return the bytes around a span with margins, and where among them its lines begin and end."""
    size = span.end - span.begin + 1
    buffer = bytearray(MARGIN + size + LONGEST_LINE + MARGIN)
    with form.path.open("rb", buffering=0) as file, memoryview(buffer) as view:
        # A line begins here only if the one before ends here.
        file.seek(span.begin - 1)
        read = file.readinto(view[MARGIN:-MARGIN]) or 0
    if read < size:
        # Cut while it was read, or handed over in parts.
        raise NotEven
    first = buffer.find(b"\n", MARGIN, MARGIN + size) + 1
    if not first:
        return buffer, MARGIN, MARGIN
    if not span.is_last:
        last = buffer.find(b"\n", MARGIN + size - 1, MARGIN + read) + 1
        if not last:
            raise NotEven
        return buffer, first, last
    last = MARGIN + size
    # Lines without a sign may follow the last row, and the last row may lack its end.
    while last > first and buffer[last - 1] in (_NEW_LINE, _RETURN):
        last -= 1
    if last > first:
        end = last + len(form.line_end)
        buffer[last:end] = form.line_end
        last = end
    return buffer, first, last


def _check_letters(buffer: bytearray, letters: Letters, first: int, last: int) -> None:
    if buffer.find(b'"', first, last) >= 0 or buffer.find(b"\0", first, last) >= 0:
        raise NotEven
    whole = len(letters) // 8 * 8
    if np.bitwise_or.reduce(letters[:whole].view(np.uint64)) & _HIGH:
        buffer[first:last].decode()


def _part(letters: Letters, first: int, last: int, form: Form) -> tuple[Places, Places]:
    """Return where each cell ends, shape (n_lines, width), and where the last one of each line does."""
    inside = letters[first:last]
    is_edge = inside == _NEW_LINE
    lines = int(np.count_nonzero(is_edge))
    is_edge |= inside == ord(form.delimiter)
    places = np.flatnonzero(is_edge)
    places += first
    if len(places) != lines * form.width:
        raise NotEven
    edges = places.reshape(-1, form.width)
    ends = edges[:, -1]
    # As many as there are line feeds, so that all the others are delimiters.
    if (letters[ends] != _NEW_LINE).any():
        raise NotEven
    returns = int(np.count_nonzero(inside == _RETURN))
    if form.line_end == b"\r\n":
        ends = ends - 1
        if returns != lines or (letters[ends] != _RETURN).any():
            raise NotEven
    elif returns:
        raise NotEven
    return edges, ends
