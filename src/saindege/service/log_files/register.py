"""Letter registers: one row a case with the day it came in, went back and was finished; read as a log of steps."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from pathlib import Path

import numpy as np
import numpy.typing as npt

from saindege.base import table
from saindege.base.errors import BadInput, Problem, Sentence
from saindege.base.table import dates, normalise
from saindege.service.log_files import moments
from saindege.service.log_files.choice import ReadingChoice
from saindege.service.log_files.columns import NO_MOMENT, Coded, Moments, RawEvents, code_texts

#: Roles of a register's columns beside case, resource and the column named by ``by``.
RECEIVED, RETURNED, FINISHED, CORRECTED = "received", "returned", "finished", "corrected"
ROLES = (RECEIVED, RETURNED, FINISHED, CORRECTED)

_LIMITS = table.Limits(file_bytes=1 << 30, rows=3_000_000)
_NO = frozenset({"", "-", "0", "tidak", "no", "false", "belum"})


@dataclass(frozen=True, slots=True)
class RegisterWords:
    """Headers that mean each role, and the steps that a row becomes."""

    headers: Mapping[str, tuple[str, ...]]
    steps: Mapping[str, str]


@functools.cache
def register_words() -> RegisterWords:
    """Read the words that ship with the product."""
    text = resources.files("saindege.service").joinpath("rules/event_log.toml").read_text("utf-8")
    read = tomllib.loads(text)
    headers = {role: tuple(words) for role, words in read["register"].items()}
    headers["resource"] = tuple(read["columns"]["resource"])
    headers["reason"] = tuple(read["columns"]["reason"])
    headers["case"] = (*read["columns"]["case"], *headers["case"])
    return RegisterWords(headers, dict(read["register_steps"]))


def names_register(columns: Mapping[str, str]) -> bool:
    """Say whether roles given to columns are those of a register, of which one row is a whole case."""
    return any(role in columns for role in ROLES)


def match_register(headers: Sequence[str]) -> dict[str, str] | None:
    """Return role to header where these are the headers of a register: a number, received and finished; else None."""
    plain = {normalise(header): header for header in reversed(headers) if header}
    found: dict[str, str] = {}
    for role, words in register_words().headers.items():
        header = next((plain[normalise(word)] for word in words if normalise(word) in plain), None)
        if header is not None and header not in found.values():
            found[role] = header
    return found if {"case", RECEIVED, FINISHED} <= set(found) else None


def read_register(path: Path, choice: ReadingChoice) -> RawEvents | None:
    """Read a register as a log: received, returned where it was, finished where it is, corrected where it was.

    A day without an hour is its first moment, so a case in and out on one day takes no time by the clock. Returns
    None where nobody named its columns and the headers are not those of a register.

    Raises
    ------
    BadInput : missing_column, unknown_column, ambiguous_date; or the file cannot be read
    """
    read = table.read_table(path, choice.sheet, _LIMITS)
    chosen = dict(choice.columns) if names_register(choice.columns) else match_register(read.columns)
    if chosen is None:
        return None
    place = _places(read, chosen, choice.by)
    choice = replace(choice, order=choice.order or _order(read, place))
    received = _moments(read, place[RECEIVED], RECEIVED, choice)
    finished = _moments(read, place[FINISHED], FINISHED, choice)
    returned = _returned(read, place, choice, received.at, finished.at)
    corrected = _corrected(read, place, choice, finished.at)
    backwards = (received.at != NO_MOMENT) & (finished.at != NO_MOMENT) & (finished.at < received.at)
    rows, step, at = _events(received, returned, finished, corrected, backwards)

    def texts(role: str) -> list[str | None]:
        known = read.texts(place[role])
        return [known[row] for row in rows.tolist()]

    steps = register_words().steps
    numbers = read.row_numbers
    unreadable = {RECEIVED: received.unreadable, FINISHED: finished.unreadable}
    return RawEvents(
        case=code_texts(texts("case")),
        activity=code_texts(steps[ROLES[code]] for code in step.tolist()),
        at=at,
        number_rows=lambda positions: [numbers[rows[position]] for position in positions.tolist()],
        unreadable={
            position: unreadable[ROLES[code]][row]
            for position, (row, code) in enumerate(zip(rows.tolist(), step.tolist(), strict=True))
            if ROLES[code] in unreadable and row in unreadable[ROLES[code]]
        },
        resource=code_texts(texts("resource")) if "resource" in place else None,
        group=code_texts(texts("group")) if "group" in place else None,
        reason=_reasons(read, place, rows, step) if "reason" in place else None,
        mapping={role: read.columns[position] for role, position in place.items() if role != "group"},
        backwards=frozenset(np.flatnonzero(backwards[rows]).tolist()),
        rows=len(read),
    )


@dataclass(frozen=True, slots=True)
class _Days:
    at: Moments
    unreadable: Mapping[int, str]


def _places(read: table.Table, chosen: Mapping[str, str], by: str | None) -> dict[str, int]:
    known = {normalise(header): place for place, header in enumerate(read.columns)}
    wanted = {**chosen, **({"group": by} if by else {})}
    problems = [
        _problem(
            "missing_column",
            role,
            f"Buku register memerlukan kolom {role}.",
            f"A register needs the column {role}.",
        )
        for role in ("case", RECEIVED, FINISHED)
        if role not in wanted
    ]
    for role, header in wanted.items():
        if normalise(header) not in known:
            problems.append(
                _problem(
                    "unknown_column", role, f"Kolom “{header}” tidak ada.", f"There is no column “{header}”."
                )
            )
    if problems:
        raise BadInput(problems[0].sentence, code=problems[0].code, problems=problems)
    return {role: known[normalise(header)] for role, header in wanted.items()}


def _order(read: table.Table, place: Mapping[str, int]) -> table.DayOrder | None:
    """Return the order of day and month where one of the columns tells: nobody writes two orders in one register."""
    orders = {
        order
        for role in ROLES
        if role in place
        for order in (dates.orders_of(text) for text in read.texts(place[role]) if text)
        if len(order) == 1
    }
    return next(iter(orders))[0] if len(orders) == 1 else None


def _problem(code: str, column: str, indonesian: str, english: str) -> Problem:
    return Problem(code, Sentence(id=indonesian, en=english), column=column)


def _moments(read: table.Table, position: int, role: str, choice: ReadingChoice) -> _Days:
    column = read.moments(position, role, choice.zone, choice.order)
    at = np.array(
        [
            NO_MOMENT if moment is None else moments.to_microseconds(moment, choice.zone)
            for moment in column.values
        ],
        dtype=np.int64,
    )
    if not column.problems:
        return _Days(at, {})
    place_of = {row: place for place, row in enumerate(read.row_numbers)}
    texts = read.texts(position)
    places = [place_of[problem.row or 0] for problem in column.problems]
    return _Days(at, {place: texts[place] or "" for place in places})


def _returned(
    read: table.Table, place: Mapping[str, int], choice: ReadingChoice, received: Moments, finished: Moments
) -> Moments:
    """Return when cases went back; where the register only says that they did, at the finish, else at receipt."""
    nothing = np.full(len(read), NO_MOMENT, dtype=np.int64)
    if RETURNED not in place:
        return nothing
    told = _told_days(read, place, RETURNED, choice)
    if told is not None:
        return told
    went = _said_yes(read, place[RETURNED])
    return np.where(went, np.where(finished == NO_MOMENT, received, finished), NO_MOMENT)


def _corrected(
    read: table.Table, place: Mapping[str, int], choice: ReadingChoice, finished: Moments
) -> Moments:
    """Return when finished papers were corrected; where the register only says that they were, at the finish."""
    if CORRECTED not in place:
        return np.full(len(read), NO_MOMENT, dtype=np.int64)
    told = _told_days(read, place, CORRECTED, choice)
    if told is not None:
        # A day without an hour would lie before the finish of the same day.
        return np.where(told == NO_MOMENT, told, np.maximum(told, finished))
    return np.where(_said_yes(read, place[CORRECTED]), finished, NO_MOMENT)


def _told_days(
    read: table.Table, place: Mapping[str, int], role: str, choice: ReadingChoice
) -> Moments | None:
    """Return the days of a column that holds days; None where it only says yes or no."""
    said = [
        text
        for text in (text or "" for text in read.texts(place[role]))
        if text.strip().casefold() not in _NO
    ]
    if sum(any(sign.isdigit() for sign in text) and len(text.strip()) >= 6 for text in said) * 2 > len(said):
        return _moments(read, place[role], role, choice).at
    return None


def _said_yes(read: table.Table, position: int) -> npt.NDArray[np.bool_]:
    return np.array([(text or "").strip().casefold() not in _NO for text in read.texts(position)])


def _reasons(
    read: table.Table, place: Mapping[str, int], rows: npt.NDArray[np.int64], step: npt.NDArray[np.int64]
) -> Coded:
    """Give the reason of a row to its return, else to its correction."""
    told = read.texts(place["reason"])
    returned = set(rows[step == ROLES.index(RETURNED)].tolist())
    owner = {row: ROLES.index(RETURNED if row in returned else CORRECTED) for row in set(rows.tolist())}
    return code_texts(
        told[row] if owner[row] == code else None
        for row, code in zip(rows.tolist(), step.tolist(), strict=True)
    )


def _events(
    received: _Days, returned: Moments, finished: _Days, corrected: Moments, backwards: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Moments]:
    """Return row, step and moment of each event, row by row; a row that runs backwards is one event, to be refused."""
    exists = np.column_stack(
        [
            np.ones(len(returned), dtype=bool),
            (returned != NO_MOMENT) & ~backwards,
            (finished.at != NO_MOMENT) & ~backwards,
            (corrected != NO_MOMENT) & (finished.at != NO_MOMENT) & ~backwards,
        ]
    )
    exists[list(finished.unreadable), 2] = True
    at = np.column_stack([received.at, returned, finished.at, corrected])
    rows, step = np.nonzero(exists)
    return rows, step, np.asarray(at[rows, step], dtype=np.int64)
