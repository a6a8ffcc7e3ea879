"""Logs as text in which every line is a row: no quotes, as many cells in each. Most exports are such.

Nothing is refused here: what is not even is left to the readers that can say what is wrong with it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from saindege.base.errors import BadInput
from saindege.base.table.text_file import encoding_of
from saindege.service.log_files.cells import (
    MARGIN,
    Cells,
    Merger,
    code_cells,
    same_cells,
    with_margin,
)
from saindege.service.log_files.choice import ReadingChoice
from saindege.service.log_files.columns import Codes, RawEvents
from saindege.service.log_files.even_times import TimeCells, place_columns, read_time_cells
from saindege.service.log_files.pieces import NotEven, in_order
from saindege.service.log_files.roles import Candidates, find_candidates
from saindege.service.log_files.text import PlainText, describe

TEXT_ROLES = ("case", "activity", "resource", "lifecycle", "group", "reason")
_TIME_ROLES = ("time", "start")

# Small enough that its cells stay near the processor while they are compared.
_PIECE = 2 << 20
# A longer line is no row of a log.
_LONGEST_LINE = 1 << 20


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is taken from each line.

    Attributes
    ----------
    path : the file, plain UTF-8
    delimiter : between cells, one byte
    line_end : of every line
    width : cells of a line
    place : role to number of its column
    twins : pairs of columns that may play one role, if they hold the same
    """

    path: Path
    delimiter: int
    line_end: bytes
    width: int
    place: Mapping[str, int]
    twins: Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Piece:
    """The rows of one piece of the file."""

    texts: Mapping[str, tuple[Codes, list[str]]]
    times: Mapping[str, TimeCells]


def read_even_rows(path: Path, choice: ReadingChoice, piece: int = _PIECE) -> RawEvents | None:
    """Read a log from text that is not packed, in pieces of so many bytes; None where it is not even."""
    try:
        if encoding_of(path) not in ("utf-8", "utf-8-sig"):
            return None
        text = describe(path, 0, is_copy=False)
        if not text.is_regular:
            return None
        candidates = find_candidates(path.name, text.headers, choice)
        head = _head(path, text.header_lines)
        wanted = _want(path, text, candidates, b"\r\n" if head.endswith(b"\r\n") else b"\n")
        spans = _spans(len(head), path.stat().st_size, piece)
        pieces = in_order(lambda span: _read_piece(wanted, *span), spans)
        return _join(pieces, wanted, candidates, choice, first_row=text.header_record + 1)
    except (BadInput, NotEven, UnicodeError):
        return None


def _head(path: Path, lines: int) -> bytes:
    """Return the lines up to the header's, which must end in line feeds and hold no quotes."""
    with path.open("rb") as file:
        head = b"".join(file.readline(_LONGEST_LINE) for _ in range(lines))
    if b'"' in head or not head.endswith(b"\n") or len(head.decode().splitlines()) != lines:
        raise NotEven
    return head


def _want(path: Path, text: PlainText, candidates: Candidates, line_end: bytes) -> _Wanted:
    place = {role: places[0] for role, places in candidates.of_role.items()}
    twins = [(places[0], other) for places in candidates.of_role.values() for other in places[1:]]
    return _Wanted(path, ord(text.delimiter), line_end, len(text.headers), place, twins)


def _spans(begin: int, end: int, piece: int) -> list[tuple[int, int, bool]]:
    """Return the pieces of a file: where each begins and ends, and whether it is the last."""
    edges = [*range(begin, end, piece), end]
    return [(one, other, other == end) for one, other in itertools.pairwise(edges)]


def _lines(wanted: _Wanted, begin: int, end: int, *, is_last: bool) -> bytes:
    """Return the lines that begin in a span of the file, each with its end."""
    with wanted.path.open("rb") as file:
        # A line begins here only if the one before ends here.
        file.seek(begin - 1)
        piece = file.read(end - begin + 1)
        if not is_last and not piece.endswith(b"\n"):
            piece += file.readline(_LONGEST_LINE)
            if not piece.endswith(b"\n"):
                raise NotEven
    lines = piece.partition(b"\n")[2]
    if not is_last:
        return lines
    # Lines without a sign may follow the last row, and the last row may lack its end.
    lines = lines.rstrip(b"\r\n")
    return lines + wanted.line_end if lines else b""


def _read_piece(wanted: _Wanted, begin: int, end: int, is_last: bool) -> _Piece:
    lines = _lines(wanted, begin, end, is_last=is_last)
    if b'"' in lines or b"\0" in lines:
        raise NotEven
    if not lines.isascii():
        lines.decode()
    begins, ends, letters = _part(lines, wanted)

    def column(at: int) -> Cells:
        return Cells(letters, begins[:, at], ends[:, at] - begins[:, at])

    if not all(same_cells(column(one), column(other)) for one, other in wanted.twins):
        raise NotEven
    columns = {role: column(at) for role, at in wanted.place.items()}
    if (columns["case"].lengths + columns["activity"].lengths + columns["time"].lengths == 0).any():
        # A line of delimiters only is no row.
        raise NotEven
    times = {role: read_time_cells(columns[role]) for role in _TIME_ROLES if role in columns}
    texts = {role: code_cells(columns[role]) for role in TEXT_ROLES if role in columns}
    return _Piece(texts, times)


def _part(lines: bytes, wanted: _Wanted) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return where each cell begins and ends, shape (n_lines, width), and the bytes they lie in."""
    letters = with_margin(lines)
    edges = np.flatnonzero((letters == wanted.delimiter) | (letters == ord("\n")))
    if len(edges) % wanted.width:
        raise NotEven
    ends = edges.reshape(-1, wanted.width)
    if (letters[ends[:, -1]] != ord("\n")).any() or (letters[ends[:, :-1]] != wanted.delimiter).any():
        raise NotEven
    returns = lines.count(b"\r")
    if returns and (returns != len(ends) or (letters[ends[:, -1] - 1] != ord("\r")).any()):
        raise NotEven
    if (returns > 0) != (wanted.line_end == b"\r\n" and len(ends) > 0):
        raise NotEven
    begins = np.concatenate(([MARGIN], edges[:-1] + 1))[: len(edges)].reshape(ends.shape)
    if (np.diff(ends[:, -1], prepend=MARGIN - 1) > _LONGEST_LINE).any():
        raise NotEven
    if returns:
        ends[:, -1] -= 1
    return begins, ends, letters


def _join(
    pieces: Iterable[_Piece],
    wanted: _Wanted,
    candidates: Candidates,
    choice: ReadingChoice,
    *,
    first_row: int,
) -> RawEvents:
    texts = {role: Merger() for role in TEXT_ROLES if role in wanted.place}
    times: dict[str, list[TimeCells]] = {role: [] for role in _TIME_ROLES if role in wanted.place}
    for piece in pieces:
        for role, merger in texts.items():
            merger.add(*piece.texts[role])
        for role, found in times.items():
            found.append(piece.times[role])
    coded = {role: merger.column() for role, merger in texts.items()}
    if not len(coded["case"].codes):
        raise NotEven
    placed = place_columns(candidates.file, times, choice)
    return RawEvents(
        case=coded["case"],
        activity=coded["activity"],
        at=placed["time"].at,
        number_rows=lambda positions: [position + first_row for position in positions.tolist()],
        unreadable={**placed["time"].unreadable, **(placed["start"].unreadable if "start" in placed else {})},
        started_at=placed["start"].at if "start" in placed else None,
        resource=coded.get("resource"),
        lifecycle=coded.get("lifecycle"),
        group=coded.get("group"),
        reason=coded.get("reason"),
        mapping=candidates.mapping(wanted.place),
        with_offset=placed["time"].with_offset,
    )
