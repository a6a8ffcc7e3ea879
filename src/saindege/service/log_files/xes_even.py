"""XES written as most exporters write it: traces of events of attributes with a key and a value, and nothing else.

Such a file is parted at its quotes. That it is well-formed follows from the few different pieces of markup between
them, each of which is looked at once. What stands around the traces is left to expat. Nothing is refused here: what
is not even is read again by the reader of any XES, which can say what is wrong with it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from datetime import tzinfo
from pathlib import Path
from xml.parsers import expat

import numpy as np

from saindege.base.errors import BadInput
from saindege.service.log_files import opening
from saindege.service.log_files.cells import Merger
from saindege.service.log_files.columns import Moments
from saindege.service.log_files.pieces import NotEven, in_order
from saindege.service.log_files.xes_events import TEXT_ROLES, XesEvents
from saindege.service.log_files.xes_piece import Piece, Wanted, read_piece

_PIECE = 2 << 20
# What stands before the first trace, or between the ends of two, is never as long.
_LONGEST = 8 << 20
_TRACE, _END = b"<trace", b"</trace>"


def read_even_xes(
    path: Path, keys: Mapping[str, str], zone: tzinfo, limits: opening.Limits, piece: int = _PIECE
) -> XesEvents | None:
    """Read a file in pieces of about so many bytes; None where it is not even, or holds no event."""
    traces = _Traces(path, limits, piece)
    wanted = Wanted(keys, zone)
    joined = _Joined(keys)
    try:
        for found in in_order(lambda some: read_piece(some, wanted), traces):
            joined.add(found)
        traces.check_end()
        return joined.events()
    except (BadInput, NotEven, UnicodeError, expat.ExpatError):
        return None


class _Traces:
    """The traces of a file in pieces of whole ones; what stands around them is checked by expat."""

    def __init__(self, path: Path, limits: opening.Limits, piece: int) -> None:
        self._path, self._limits, self._piece = path, limits, piece
        self._parser = expat.ParserCreate()
        self._parser.ordered_attributes = True
        self._parser.XmlDeclHandler = _check_encoding
        self._parser.StartDoctypeDeclHandler = self._parser.EntityDeclHandler = _not_even
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._start, self._end
        self._depth, self._places = 0, 0
        self._rest = b""

    def __iter__(self) -> Iterator[bytes]:
        pieces = opening.read_chunks(self._path, self._limits)
        rest = self._begin(pieces)
        for some in itertools.chain([b""], pieces):
            rest += some
            begin = 0
            while (end := rest.find(_END, begin + self._piece)) >= 0:
                yield rest[begin : end + len(_END)]
                begin = end + len(_END)
            rest = rest[begin:]
            if len(rest) > _LONGEST:
                raise NotEven
        end = rest.rfind(_END) + len(_END)
        if end >= len(_END):
            yield rest[:end]
            rest = rest[end:]
        self._rest = rest

    def _begin(self, pieces: Iterator[bytes]) -> bytes:
        """Let expat read up to the first trace, and one empty trace in the place of all; returns what follows."""
        head = b""
        for some in pieces:
            head += some
            begin = head.find(_TRACE)
            if begin >= 0:
                self._parser.Parse(head[:begin] + b"<trace/>", False)
                if self._places != 1:
                    raise NotEven
                return head[begin:]
            if len(head) > _LONGEST:
                break
        raise NotEven

    def check_end(self) -> None:
        """Let expat read what follows the last trace."""
        self._parser.Parse(self._rest, True)

    def _start(self, tag: str, _: list[str]) -> None:
        name = tag.rpartition(":")[2]
        if self._depth == 0 and name != "log":
            raise NotEven
        if name in ("trace", "event"):
            # The empty one in the place of all traces stands in the log itself, and is the only one.
            if self._places or self._depth != 1 or tag != "trace":
                raise NotEven
            self._places = 1
        self._depth += 1

    def _end(self, _: str) -> None:
        self._depth -= 1


def _check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding is not None and encoding.casefold() != "utf-8":
        raise NotEven


def _not_even(*_: object) -> None:
    raise NotEven


class _Joined:
    """The pieces of a file, one after the other."""

    def __init__(self, keys: Mapping[str, str]) -> None:
        self._texts = {role: Merger() for role in TEXT_ROLES}
        self._with_key = [role for role in TEXT_ROLES if keys[role]]
        self._cases, self._groups = Merger(), Merger()
        self._at: list[Moments] = []
        self._started_at: list[Moments] = []
        self._unreadable: dict[int, str] = {}
        self._bad_starts: dict[int, str] = {}
        self._trace: list[np.ndarray] = []
        self._event_keys: set[str] = set()
        self._trace_keys: set[str] = set()
        self._events, self._traces, self._tells_start = 0, 0, False

    def add(self, piece: Piece) -> None:
        for role in self._with_key:
            self._texts[role].add(*piece.texts[role])
        self._cases.add(*piece.cases)
        self._groups.add(*piece.groups)
        self._at.append(piece.time.at)
        self._started_at.append(piece.start.at)
        self._unreadable.update((at + self._events, text) for at, text in piece.time.unreadable.items())
        self._bad_starts.update((at + self._events, text) for at, text in piece.start.unreadable.items())
        self._tells_start |= piece.start.is_told
        self._trace.append(piece.trace + np.int32(self._traces))
        self._event_keys |= piece.event_keys
        self._trace_keys |= piece.trace_keys
        self._events += len(piece.trace)
        self._traces += piece.traces

    def events(self) -> XesEvents | None:
        if not self._events:
            return None
        started_at = np.concatenate(self._started_at) if self._tells_start else None
        return XesEvents(
            texts={role: merger.column() for role, merger in self._texts.items()},
            at=np.concatenate(self._at),
            started_at=started_at,
            unreadable=self._unreadable | self._bad_starts,
            trace=np.concatenate(self._trace),
            cases=self._cases.column(),
            groups=self._groups.column(),
            event_keys=self._event_keys,
            trace_keys=self._trace_keys,
        )
