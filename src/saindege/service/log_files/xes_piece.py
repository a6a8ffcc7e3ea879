"""A piece of an even XES file: whole traces as columns, by the places of the quotes in its bytes."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import tzinfo

import numpy as np
import numpy.typing as npt

from saindege.service.log_files import moments
from saindege.service.log_files.cells import (
    MARGIN,
    Cells,
    Letters,
    Places,
    code_cells,
    with_margin,
    words_at,
)
from saindege.service.log_files.columns import BLANK, NO_MOMENT, Codes, Moments
from saindege.service.log_files.iso_cells import read_iso_cells
from saindege.service.log_files.pieces import NotEven
from saindege.service.log_files.xes_events import TEXT_ROLES
from saindege.service.log_files.xes_marks import EVENT, SAME, read_mark
from saindege.service.log_files.xes_texts import check_letters, check_references, plain_value

# Between a key and its value.
_MIDDLE = np.frombuffer(b'" value="', dtype="<u8", count=1)[0]
_MIDDLE_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which keys are kept: role to key, '' where the role has none; ``zone`` of moments without offset."""

    keys: Mapping[str, str]
    zone: tzinfo


@dataclass(frozen=True, slots=True)
class Times:
    """One column of moments.

    Attributes
    ----------
    at : microseconds since 1970 in UTC, ``NO_MOMENT`` where there is none, shape (n_events,)
    unreadable : position of an event to its text that is no moment
    is_told : an event has such a text
    """

    at: Moments
    unreadable: Mapping[int, str]
    is_told: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Traces and events of a piece.

    Attributes
    ----------
    texts : role to codes and names of events, of the roles that have a key
    time, start : moments of events
    trace : number of each event's trace in the piece, shape (n_events,)
    cases, groups : codes and names of the traces
    traces : how many
    event_keys, trace_keys : every key that occurs
    """

    texts: Mapping[str, tuple[Codes, list[str]]]
    time: Times
    start: Times
    trace: Codes
    cases: tuple[Codes, list[str]]
    groups: tuple[Codes, list[str]]
    traces: int
    event_keys: AbstractSet[str]
    trace_keys: AbstractSet[str]


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the attributes of a piece stand.

    Attributes
    ----------
    is_of_event : of an event, else of a trace, shape (n_attributes,)
    event, trace : number of the event and of the trace that were begun last, shape (n_attributes,)
    trace_of_event : shape (n_events,)
    traces : how many
    """

    is_of_event: npt.NDArray[np.bool_]
    event: Places
    trace: Places
    trace_of_event: Places
    traces: int


def read_piece(piece: bytes, wanted: Wanted) -> Piece:
    """Read whole traces, from where the first begins to where the last ends.

    Raises
    ------
    NotEven : they are not of the form that most files have
    """
    letters = with_margin(piece)
    check_letters(piece, letters)
    check_references(piece)
    quotes = np.flatnonzero(letters == ord('"'))
    if not len(quotes) or len(quotes) % 4:
        raise NotEven
    edges = quotes.reshape(-1, 4)
    if (edges[:, 2] - edges[:, 1] != _MIDDLE_LENGTH).any() or (
        words_at(letters, edges[:, 1]) != _MIDDLE
    ).any():
        raise NotEven
    return _Attributes(letters, edges, _place(letters, edges)).piece(wanted)


class _Attributes:
    """The attributes of a piece by their keys."""

    def __init__(self, letters: Letters, edges: Places, places: _Places) -> None:
        self._letters, self._edges, self._places = letters, edges, places
        self._code, written = code_cells(Cells(letters, edges[:, 0] + 1, edges[:, 1] - edges[:, 0] - 1))
        self._keys = [plain_value(key) for key in written]

    def piece(self, wanted: Wanted) -> Piece:
        """Take the wanted ones."""
        keys, zone = wanted.keys, wanted.zone
        texts = {
            key: self._texts(key, of_events=True) for key in {keys[role] for role in TEXT_ROLES if keys[role]}
        }
        return Piece(
            texts={role: texts[keys[role]] for role in TEXT_ROLES if keys[role]},
            time=self._times(keys["time"], zone),
            start=self._times(keys["start"], zone),
            trace=self._places.trace_of_event.astype(np.int32),
            cases=self._texts(keys["case"], of_events=False),
            groups=self._texts(keys["group"].removeprefix("case:"), of_events=False),
            traces=self._places.traces,
            event_keys=self._known(self._places.is_of_event),
            trace_keys=self._known(~self._places.is_of_event),
        )

    def _known(self, attributes: npt.NDArray[np.bool_]) -> set[str]:
        codes = np.flatnonzero(np.bincount(self._code[attributes], minlength=len(self._keys)))
        return {self._keys[code] for code in codes.tolist()} - {""}

    def _values(self, key: str, *, of_events: bool) -> tuple[Places, Cells]:
        """Return the events or traces that have a key, and the value of each; the last one counts."""
        places = self._places
        owner = places.event if of_events else places.trace
        count = len(places.trace_of_event) if of_events else places.traces
        has_key = np.array([bool(key) and known == key for known in self._keys])
        rows = np.flatnonzero(has_key[self._code] & (places.is_of_event == of_events))
        last = np.full(count, -1, dtype=np.int64)
        last[owner[rows]] = rows
        owners = np.flatnonzero(last >= 0)
        value = self._edges[last[owners]]
        return owners, Cells(self._letters, value[:, 2] + 1, value[:, 3] - value[:, 2] - 1)

    def _texts(self, key: str, *, of_events: bool) -> tuple[Codes, list[str]]:
        owners, cells = self._values(key, of_events=of_events)
        count = len(self._places.trace_of_event) if of_events else self._places.traces
        codes, written = code_cells(cells)
        all_codes = np.full(count, BLANK, dtype=np.int32)
        all_codes[owners] = codes
        return all_codes, [plain_value(name) for name in written]

    def _times(self, key: str, zone: tzinfo) -> Times:
        owners, cells = self._values(key, of_events=True)
        found = read_iso_cells(cells)
        # A moment without offset is read by the rules of its zone, one by one.
        found.at[found.is_local] = NO_MOMENT
        rest = np.flatnonzero((~found.is_read | found.is_local) & (cells.lengths > 0))
        read, bad = moments.read_iso([plain_value(cells.text(row).decode()) for row in rest.tolist()], zone)
        found.at[rest] = read
        at = np.full(len(self._places.trace_of_event), NO_MOMENT, dtype=np.int64)
        at[owners] = found.at
        unreadable = {int(owners[rest[place]]): text for place, text in bad.items()}
        return Times(at, unreadable, bool((cells.lengths > 0).any()))


def _place(letters: Letters, edges: Places) -> _Places:
    """Follow the markup between values and keys; whatever is not well-formed ends here."""
    begins = np.concatenate(([MARGIN], edges[:, 3] + 1))
    ends = np.concatenate((edges[:, 0], [len(letters) - MARGIN]))
    codes, written = code_cells(Cells(letters, begins, ends - begins))
    marks = [read_mark(one) for one in written]

    def each(values: list[int]) -> Places:
        return np.array(values, dtype=np.int64)[codes]

    tags = each([mark.tags for mark in marks])
    # A value that holds a < is no value.
    if int(tags.sum()) != int(np.count_nonzero(letters == ord("<"))):
        raise NotEven
    first, last = each([mark.is_first for mark in marks]), each([mark.is_last for mark in marks])
    if not first[0] or first[1:].any() or not last[-1] or last[:-1].any():
        raise NotEven
    needed, left = each([mark.begins for mark in marks]), each([mark.ends for mark in marks])
    turns = np.flatnonzero(left != SAME)
    # Each place lasts until a mark leads to another; the first mark always does.
    place = left[turns][np.cumsum(left != SAME) - 1]
    if ((needed[1:] != SAME) & (needed[1:] != place[:-1])).any():
        raise NotEven
    event, trace = each([mark.events for mark in marks]), np.cumsum(each([mark.traces for mark in marks]))
    return _Places(
        is_of_event=place[:-1] == EVENT,
        event=np.cumsum(event)[:-1] - 1,
        trace=trace[:-1] - 1,
        trace_of_event=trace[event > 0] - 1,
        traces=int(trace[-1]),
    )
