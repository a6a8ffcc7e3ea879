"""Logs as text in which every line is a row: no quotes, as many cells in each. Most exports are such.

Nothing is refused here: what is not even is left to the readers that can say what is wrong with it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from saindege.base.errors import BadInput
from saindege.base.table.text_file import encoding_of
from saindege.service.log_files.cells import Merger, code_cells, same_cells
from saindege.service.log_files.choice import ReadingChoice
from saindege.service.log_files.columns import Codes, RawEvents
from saindege.service.log_files.even_lines import LONGEST_LINE, Form, Lines, Span
from saindege.service.log_files.even_times import TimeCells, place_columns, read_time_cells
from saindege.service.log_files.pieces import NotEven, in_order
from saindege.service.log_files.roles import Candidates, find_candidates
from saindege.service.log_files.text import describe

TEXT_ROLES = ("case", "activity", "resource", "lifecycle", "group", "reason")
_TIME_ROLES = ("time", "start")

# Small enough that its cells stay near the processor while they are compared.
_PIECE = 2 << 20


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is taken from each line.

    Attributes
    ----------
    place : role to number of its column
    twins : pairs of columns that may play one role, if they hold the same
    """

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
        line_end = b"\r\n" if head.endswith(b"\r\n") else b"\n"
        form, wanted = Form(path, text.delimiter, line_end, len(text.headers)), _want(candidates)
        spans = _spans(len(head), path.stat().st_size, piece)
        pieces = in_order(lambda span: _read_piece(form, wanted, span), spans)
        return _join(pieces, wanted, candidates, choice, first_row=text.header_record + 1)
    except (BadInput, NotEven, UnicodeError):
        return None


def _head(path: Path, lines: int) -> bytes:
    """Return the lines up to the header's, which must end in line feeds and hold no quotes."""
    with path.open("rb") as file:
        head = b"".join(file.readline(LONGEST_LINE) for _ in range(lines))
    if b'"' in head or not head.endswith(b"\n") or len(head.decode().splitlines()) != lines:
        raise NotEven
    return head


def _want(candidates: Candidates) -> _Wanted:
    place = {role: places[0] for role, places in candidates.of_role.items()}
    twins = [(places[0], other) for places in candidates.of_role.values() for other in places[1:]]
    return _Wanted(place, twins)


def _spans(begin: int, end: int, piece: int) -> list[Span]:
    edges = [*range(begin, end, piece), end]
    return [Span(one, other, is_last=other == end) for one, other in itertools.pairwise(edges)]


def _read_piece(form: Form, wanted: _Wanted, span: Span) -> _Piece:
    lines = Lines(form, span)
    if not all(same_cells(lines.column(one), lines.column(other)) for one, other in wanted.twins):
        raise NotEven
    columns = {role: lines.column(at) for role, at in wanted.place.items()}
    if (columns["case"].lengths + columns["activity"].lengths + columns["time"].lengths == 0).any():
        # A line of delimiters only is no row.
        raise NotEven
    return _Piece(
        texts={role: code_cells(columns[role]) for role in TEXT_ROLES if role in columns},
        times={role: read_time_cells(columns[role]) for role in _TIME_ROLES if role in columns},
    )


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
