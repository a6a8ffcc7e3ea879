"""Moments of even text: ISO and numbers of days by their bytes, all other notations as for any other text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from saindege.service.log_files import moments, notations
from saindege.service.log_files.cells import Cells, Letters, Merger, Places, code_cells, words_at
from saindege.service.log_files.choice import ReadingChoice
from saindege.service.log_files.columns import NO_MOMENT, Codes
from saindege.service.log_files.database import open_database
from saindege.service.log_files.figures import Flags, read_pairs
from saindege.service.log_files.iso_cells import IsoMoments, read_iso_cells
from saindege.service.log_files.moment_columns import MomentColumn, Written, join_written, read_columns
from saindege.service.log_files.pieces import NotEven

_FEW, _FEW_SHARE = 100, 0.05
# A day as 24/11/2026, and with a clock to the minute or the second behind it.
_DAY, _TO_MINUTE, _TO_SECOND = 10, 16, 19


@dataclass(frozen=True, slots=True)
class TimeCells:
    """One column of moments in one piece of a file.

    Attributes
    ----------
    iso : what could be read at once
    numbered : rows of the piece that hold a day such as 24/11/2026, with a clock or without, shape (n_numbered,)
    day, clock : codes and texts of both parts, shape (n_numbered,)
    rest : rows of the piece that hold another text, shape (n_rest,)
    texts : theirs
    """

    iso: IsoMoments
    numbered: Places
    day: tuple[Codes, list[str]]
    clock: tuple[Codes, list[str]]
    rest: Places
    texts: list[str]


def read_time_cells(cells: Cells) -> TimeCells:
    """Read the ISO moments of a column and part the other texts.

    Raises
    ------
    NotEven : so many are of other notations that the database reads them sooner than they can be handed to it
    """
    iso = read_iso_cells(cells)
    other = np.flatnonzero(~iso.is_read & (cells.lengths > 0))
    is_numbered = _are_numbered(cells.some(other))
    numbered, rest = other[is_numbered], other[~is_numbered]
    if len(rest) > _FEW + _FEW_SHARE * len(cells):
        raise NotEven
    some = cells.some(numbered)
    size = np.full(len(some), _DAY)
    return TimeCells(
        iso=iso,
        numbered=numbered,
        day=code_cells(Cells(cells.letters, some.begins, size)),
        clock=code_cells(Cells(cells.letters, some.begins + size, some.lengths - size)),
        rest=rest,
        texts=cells.some(rest).texts() if len(rest) else [],
    )


def _are_numbered(cells: Cells) -> Flags:
    """Say which cells are two figures, two figures and four, with a clock of figures behind a space or none."""

    def sign(at: int) -> Letters:
        found: Letters = cells.letters[cells.begins + at]
        return found

    def parts_clock(at: int) -> Flags:
        found: Flags = np.isin(sign(at), (ord("."), ord(":")))
        return found

    _, is_day = read_pairs(words_at(cells.letters, cells.begins), "00?00?00")
    _, has_year = read_pairs(words_at(cells.letters, cells.begins + 2), "?00?0000")
    _, has_minute = read_pairs(words_at(cells.letters, cells.begins + 8), "?? 00?00")
    _, has_second = read_pairs(words_at(cells.letters, cells.begins + 11), "00?00?00")
    is_day &= has_year & (sign(2) == sign(5)) & np.isin(sign(2), (ord("/"), ord("-"), ord(".")))
    to_minute = has_minute & parts_clock(13)
    to_second = to_minute & has_second & parts_clock(16)
    has_length: Flags = (
        (cells.lengths == _DAY)
        | (to_minute & (cells.lengths == _TO_MINUTE))
        | (to_second & (cells.lengths == _TO_SECOND))
    )
    return is_day & has_length


def place_columns(
    file: str, pieces_of: Mapping[str, Sequence[TimeCells]], choice: ReadingChoice
) -> dict[str, MomentColumn]:
    """Return the columns of a whole file from their pieces.

    Raises
    ------
    BadInput : ambiguous_date, with the question
    NotEven : notations are mixed
    """
    placed = {role: _place([piece.iso for piece in pieces], choice) for role, pieces in pieces_of.items()}
    written = {role: _written(pieces) for role, pieces in pieces_of.items()}
    rest = {role: _rest(pieces) for role, pieces in pieces_of.items()}
    has_rest = any(len(rows) for rows, _ in rest.values())
    asked = [(role, one.day.names) for role, one in written.items() if one.day.names]
    if asked:
        if has_rest:
            # What one notation tells of the order of day and month holds for the other too.
            raise NotEven
        order = notations.day_order(file, asked, choice.order)
        for role, one in written.items():
            joined = join_written(placed[role].at, one, order, choice)
            placed[role] = replace(joined, with_offset=joined.with_offset + placed[role].with_offset)
    if has_rest:
        for role, (rows, column) in _read_rest(file, rest, choice).items():
            placed[role] = _with_rest(placed[role], rows, column)
    return placed


def _place(pieces: Sequence[IsoMoments], choice: ReadingChoice) -> MomentColumn:
    at = np.concatenate([piece.at for piece in pieces])
    is_local = np.concatenate([piece.is_local for piece in pieces])
    with_offset = sum(int(np.count_nonzero(piece.is_read & ~piece.is_local)) for piece in pieces)
    if is_local.any():
        local = np.where(is_local, at, NO_MOMENT)
        at = np.where(is_local, moments.place_in_zone(local, choice.zone), at)
    return MomentColumn(at, {}, with_offset)


def _rows(pieces: Sequence[TimeCells], rows: Sequence[Places]) -> Places:
    """Return rows of pieces as rows of the file."""
    begins = np.cumsum([0, *(len(piece.iso.at) for piece in pieces)])
    return np.concatenate([some + begin for some, begin in zip(rows, begins[:-1], strict=True)])


def _written(pieces: Sequence[TimeCells]) -> Written:
    days, clocks = Merger(), Merger()
    for piece in pieces:
        days.add(*piece.day)
        clocks.add(*piece.clock)
    return Written(_rows(pieces, [piece.numbered for piece in pieces]), days.column(), clocks.column())


def _rest(pieces: Sequence[TimeCells]) -> tuple[Places, list[str]]:
    rows = _rows(pieces, [piece.rest for piece in pieces])
    return rows, [text for piece in pieces for text in piece.texts]


def _read_rest(
    file: str, rest: Mapping[str, tuple[Places, list[str]]], choice: ReadingChoice
) -> dict[str, tuple[Places, MomentColumn]]:
    """Read other texts; the columns together, since what one tells of the order of day and month holds for all."""
    import duckdb

    rows = np.unique(np.concatenate([some for some, _ in rest.values()]))
    columns = {}
    for number, (some, texts) in enumerate(rest.values()):
        column = np.full(len(rows), None, dtype=object)
        column[np.searchsorted(rows, some)] = texts
        columns[f"c{number}"] = column
    try:
        with open_database() as database:
            database.register("texts", columns)
            names = ", ".join(f"CAST({name} AS VARCHAR) AS {name}" for name in columns)
            database.execute(f"CREATE TEMP TABLE log AS SELECT {names} FROM texts")  # noqa: S608  # numbers of columns
            found = read_columns(database, file, {role: at for at, role in enumerate(rest)}, choice)
    except duckdb.Error as problem:
        raise NotEven from problem
    return {role: (rows, column) for role, column in found.items()}


def _with_rest(placed: MomentColumn, rows: Places, column: MomentColumn) -> MomentColumn:
    at = placed.at.copy()
    told = column.at != NO_MOMENT
    at[rows[told]] = column.at[told]
    unreadable = {int(rows[position]): text for position, text in column.unreadable.items()}
    return MomentColumn(at, unreadable, placed.with_offset + column.with_offset)
