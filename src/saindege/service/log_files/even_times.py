"""Moments of even text: ISO by its bytes, all other notations in the database, as for any other text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from saindege.service.log_files import moments
from saindege.service.log_files.cells import Cells, Places
from saindege.service.log_files.choice import ReadingChoice
from saindege.service.log_files.columns import NO_MOMENT
from saindege.service.log_files.database import open_database
from saindege.service.log_files.iso_cells import IsoMoments, read_iso_cells
from saindege.service.log_files.moment_columns import MomentColumn, read_columns
from saindege.service.log_files.pieces import NotEven

_FEW, _FEW_SHARE = 100, 0.05


@dataclass(frozen=True, slots=True)
class TimeCells:
    """One column of moments in one piece of a file.

    Attributes
    ----------
    iso : what could be read at once
    rest : rows of the piece that hold another text, shape (n_rest,)
    texts : theirs
    """

    iso: IsoMoments
    rest: Places
    texts: list[str]


def read_time_cells(cells: Cells) -> TimeCells:
    """Read the ISO moments of a column and take the other texts.

    Raises
    ------
    NotEven : the others are so many that the database reads them sooner than they can be handed to it
    """
    iso = read_iso_cells(cells)
    rest = np.flatnonzero(~iso.is_read & (cells.lengths > 0))
    if len(rest) > _FEW + _FEW_SHARE * len(cells):
        raise NotEven
    return TimeCells(iso, rest, cells.some(rest).texts() if len(rest) else [])


def place_columns(
    file: str, pieces_of: Mapping[str, Sequence[TimeCells]], choice: ReadingChoice
) -> dict[str, MomentColumn]:
    """Return the columns of a whole file from their pieces.

    Raises
    ------
    BadInput : ambiguous_date, with the question
    """
    placed = {role: _place([piece.iso for piece in pieces], choice) for role, pieces in pieces_of.items()}
    rest = {role: _rest(pieces) for role, pieces in pieces_of.items()}
    if any(len(rows) for rows, _ in rest.values()):
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


def _rest(pieces: Sequence[TimeCells]) -> tuple[Places, list[str]]:
    """Return the rows of the file that hold other texts, and these."""
    sizes = [len(piece.iso.at) for piece in pieces]
    begins = np.cumsum([0, *sizes[:-1]])
    rows = np.concatenate([piece.rest + begin for piece, begin in zip(pieces, begins, strict=True)])
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
