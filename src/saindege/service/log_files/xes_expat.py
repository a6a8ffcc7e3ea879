"""XES of any form, streamed with expat; a document type and its entities are refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import tzinfo
from pathlib import Path
from xml.parsers import expat

import numpy as np

from saindege.service.log_files import moments, opening
from saindege.service.log_files.columns import BLANK, Coder
from saindege.service.log_files.xes_events import TEXT_ROLES, XesEvents

# A tag longer than this is made to fill the memory.
_LONGEST_TAG = 16 << 20


class _UnsafeDocument(Exception):
    """Raised inside expat's handlers; becomes the file's refusal outside."""


class _Collector:
    """Keeps the direct attributes of events and traces; attributes of attributes are passed over."""

    def __init__(self, keys: Mapping[str, str]) -> None:
        self.keys = keys
        self.texts = {role: Coder() for role in TEXT_ROLES}
        self.times: list[str | None] = []
        self.starts: list[str | None] = []
        self.trace_of_event: list[int] = []
        self.cases, self.trace_groups = Coder(), Coder()
        self.event_keys: set[str] = set()
        self.trace_keys: set[str] = set()
        self.traces = 0

    def handlers(self) -> tuple[Callable[[str, list[str]], None], Callable[[str], None]]:
        """Return what expat calls at the start and the end of a tag.

        They are called millions of times: closures over a few names cost half of what methods do. Attributes come as
        a list, name and value in turn; of an event, only the wanted values are kept, each at its place in a row.
        """
        wanted = {key: place for place, key in enumerate(dict.fromkeys(filter(None, self.keys.values())))}
        empty: list[str | None] = [None] * len(wanted)
        place_of, known = wanted.get, self.event_keys
        keep_event = self._event_keeper(wanted)
        event: list[str | None] | None = None
        trace: dict[str, str] | None = None
        depth = 0

        def start(tag: str, attributes: list[str]) -> None:
            nonlocal event, trace, depth
            if event is not None:
                if depth == 0:
                    # Nearly every attribute is written so.
                    if len(attributes) == 4 and attributes[0] == "key" and attributes[2] == "value":
                        key, value = attributes[1], attributes[3]
                    else:
                        key, value = _key_and_value(attributes)
                    if (place := place_of(key)) is not None:
                        event[place] = value
                    if key not in known and key:
                        known.add(key)
                depth += 1
            elif depth == 0 and tag.rpartition(":")[2] == "event":
                event = empty.copy()
            elif trace is not None:
                if depth == 0:
                    key, value = _key_and_value(attributes)
                    if key:
                        trace[key] = value
                depth += 1
            elif tag.rpartition(":")[2] == "trace":
                trace = {}

        def end(tag: str) -> None:
            nonlocal event, trace, depth
            if depth:
                depth -= 1
            elif event is not None:
                keep_event(event, trace is not None)
                event = None
            elif trace is not None and tag.rpartition(":")[2] == "trace":
                self._keep_trace(trace)
                trace = None

        return start, end

    def _event_keeper(self, place_of: Mapping[str, int]) -> Callable[[list[str | None], bool], None]:
        texts = [
            (place_of[self.keys[role]], coder.add) for role, coder in self.texts.items() if self.keys[role]
        ]
        time, begun = place_of[self.keys["time"]], place_of[self.keys["start"]]
        keep_time, keep_start, keep_trace = self.times.append, self.starts.append, self.trace_of_event.append

        def keep(event: list[str | None], is_in_trace: bool) -> None:
            for place, add in texts:
                add(event[place])
            keep_time(event[time])
            keep_start(event[begun])
            keep_trace(self.traces if is_in_trace else BLANK)

        return keep

    def _keep_trace(self, trace: dict[str, str]) -> None:
        self.trace_keys.update(trace)
        self.cases.add(trace.get(self.keys["case"]))
        self.trace_groups.add(trace.get(self.keys["group"].removeprefix("case:")))
        self.traces += 1

    def events(self, zone: tzinfo) -> XesEvents:
        """Return what was kept, moments read."""
        at, unreadable = moments.read_iso(self.times, zone)
        started_at = None
        if any(self.starts):
            started_at, bad_starts = moments.read_iso(self.starts, zone)
            unreadable.update(bad_starts)
        return XesEvents(
            texts={role: coder.column() for role, coder in self.texts.items()},
            at=at,
            started_at=started_at,
            unreadable=unreadable,
            trace=np.array(self.trace_of_event, dtype=np.int32),
            cases=self.cases.column(),
            groups=self.trace_groups.column(),
            event_keys=self.event_keys,
            trace_keys=self.trace_keys,
        )


def _key_and_value(attributes: list[str]) -> tuple[str, str]:
    named = dict(zip(attributes[::2], attributes[1::2], strict=True))
    return named.get("key", ""), named.get("value", "")


def read_any_xes(path: Path, keys: Mapping[str, str], zone: tzinfo, limits: opening.Limits) -> XesEvents:
    """Read the traces and events of a file; memory grows with the events kept only.

    Raises
    ------
    BadInput : unsafe_file (document type, entities), unreadable_file, file_too_large
    """
    collected = _Collector(keys)
    _parse(path, collected, limits)
    return collected.events(zone)


def _parse(path: Path, collected: _Collector, limits: opening.Limits) -> None:
    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    start, end = collected.handlers()

    def check_root(tag: str, _: list[str]) -> None:
        if tag.rpartition(":")[2] != "log":
            raise opening.unreadable(
                path,
                "ini XML, tetapi bukan log XES. Ekspor log sebagai XES, CSV atau XLSX.",
                "this is XML but not an XES log. Export the log as XES, CSV or XLSX.",
            )
        parser.StartElementHandler = start

    parser.StartElementHandler = check_root
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.EntityDeclHandler = _refuse_document_type
    fed = 0
    try:
        for piece in opening.read_chunks(path, limits):
            parser.Parse(piece, False)
            fed += len(piece)
            if fed - parser.CurrentByteIndex > _LONGEST_TAG:
                raise _UnsafeDocument
        parser.Parse(b"", True)
    except _UnsafeDocument as problem:
        raise opening.refuse(
            "unsafe_file",
            path,
            "berkas XES ini memuat DTD, entitas, atau tanda yang luar biasa panjang. Ekspor ulang tanpa itu.",
            "this XES file holds a DTD, entities or a tag of absurd length. Export it again without them.",
        ) from problem
    except (expat.ExpatError, UnicodeError, LookupError) as problem:
        line = getattr(problem, "lineno", parser.CurrentLineNumber)
        raise opening.unreadable(
            path,
            f"XML rusak di sekitar baris {line}, atau enkodenya bukan yang tertulis. Ekspor ulang sebagai UTF-8.",
            f"the XML is damaged near line {line}, or its encoding is not the one it names. "
            "Export it again as UTF-8.",
        ) from problem


def _refuse_document_type(*_: object) -> None:
    raise _UnsafeDocument
