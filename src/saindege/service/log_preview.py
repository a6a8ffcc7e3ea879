"""The first rows of a log, so that a person can say which column is which by looking at them."""

from __future__ import annotations

import itertools
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from saindege.base import table
from saindege.service.log_files import opening
from saindege.service.log_files.bundle import is_bundle, unpacked

ROWS = 6
# Enough of a text file for its header and first rows, however wide.
_HEAD_BYTES = 256 << 10
_LONGEST_CELL = 80


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """One column of the file.

    Attributes
    ----------
    header : as written
    cells : its first cells, '' where blank, cut to what fits a page
    """

    header: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LogPreview:
    """What can be seen of a log before it is read.

    Attributes
    ----------
    kind : ``text``, ``workbook``, ``parquet``, ``xes`` or ``ocel``
    columns : those with a header; of XES the keys of its events, of OCEL its object types
    """

    kind: opening.Kind
    columns: tuple[SeenColumn, ...]


def preview_log(path: Path, limits: opening.Limits | None = None) -> LogPreview:
    """Look at the beginning of a log of any kind that ``read_event_log`` reads.

    Raises
    ------
    BadInput : the file is empty, damaged, unsafe, or no log
    """
    limits = limits or opening.Limits()
    opening.check_file(path, limits)
    if is_bundle(path):
        # The first file tells the columns; all of them are read with the same choice.
        with unpacked(path, limits, most=1) as files:
            return preview_log(files[0], limits)
    kind = opening.kind_of(path, limits)
    if kind == "xes":
        return LogPreview(kind, _see_xes(path, limits))
    if kind == "ocel":
        return LogPreview(kind, _see_ocel(path, limits))
    if kind == "text":
        return LogPreview(kind, _see_text(path, limits))
    return LogPreview(kind, _see_table(table.read_table(path)))


def _see_table(read: table.Table) -> tuple[SeenColumn, ...]:
    return tuple(
        SeenColumn(header, tuple(_shorten(text) for text in read.texts(position)[:ROWS]))
        for position, header in enumerate(read.columns)
        if header
    )


def _see_text(path: Path, limits: opening.Limits) -> tuple[SeenColumn, ...]:
    """Read the head of the file as a table of its own: a log of a gigabyte is looked at in a moment."""
    pieces = opening.read_chunks(path, limits)
    head = next(pieces, b"")
    is_whole = len(head) <= _HEAD_BYTES and next(pieces, None) is None
    pieces.close()  # type: ignore[attr-defined]  # a generator, typed as the iterator that callers need
    if not is_whole:
        head = head[:_HEAD_BYTES]
        wide = b"\x00" in head[:200]
        end = head.rfind(b"\n\x00" if wide else b"\n")
        head = head[: end + (2 if wide else 1)] if end > 0 else head
    with tempfile.TemporaryDirectory() as folder:
        # Under its own name, so that a refusal names the file that the person knows.
        part = Path(folder) / (path.name.removesuffix(".gz") or "log.csv")
        part.write_bytes(head)
        return _see_table(table.read_table(part))


def _see_xes(path: Path, limits: opening.Limits) -> tuple[SeenColumn, ...]:
    seen = _FirstEvents()
    parser = expat.ParserCreate()
    parser.StartElementHandler = seen.start
    parser.EndElementHandler = seen.end
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse
    try:
        for piece in itertools.islice(opening.read_chunks(path, limits), 8):
            parser.Parse(piece, False)
            if len(seen.events) >= ROWS:
                break
    except (_Unsafe, expat.ExpatError) as problem:
        raise opening.unreadable(
            path,
            "XML ini rusak, atau memuat DTD. Ekspor ulang log sebagai XES, CSV atau XLSX.",
            "this XML is damaged or holds a DTD. Export the log again as XES, CSV or XLSX.",
        ) from problem
    if not seen.events:
        raise opening.empty(path)
    return _see_records(seen.events[:ROWS])


class _Unsafe(Exception):
    """Raised inside expat's handlers; becomes the file's refusal outside."""


def _refuse(*_: object) -> None:
    raise _Unsafe


class _FirstEvents:
    """Keeps the attributes of the first events, with those of their trace."""

    def __init__(self) -> None:
        self.events: list[dict[str, str]] = []
        self._trace: dict[str, str] = {}
        self._holder: dict[str, str] | None = None
        self._depth = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "trace":
            self._trace = self._holder = {}
        elif name == "event":
            self._holder = dict(self._prefixed())
        elif self._holder is not None and "key" in attributes:
            self._depth += 1
            if self._depth == 1:
                self._holder[attributes["key"]] = attributes.get("value", "")

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "event" and self._holder is not None:
            if len(self.events) < ROWS:
                self.events.append(self._holder)
            self._holder = self._trace
        elif name == "trace":
            self._holder = None
        elif self._depth:
            self._depth -= 1

    def _prefixed(self) -> Mapping[str, str]:
        return {f"case:{key}": value for key, value in self._trace.items()}


def _see_ocel(path: Path, limits: opening.Limits) -> tuple[SeenColumn, ...]:
    if path.stat().st_size > limits.json_bytes:
        raise opening.too_large(path)
    try:
        document = json.loads(b"".join(opening.read_chunks(path, limits)))
        objects = [(str(one["type"]), str(one["id"])) for one in document["objects"]]
    except (ValueError, KeyError, TypeError, RecursionError) as problem:
        raise opening.unreadable(
            path,
            "ini JSON, tetapi bukan log OCEL 2.0. Ekspor log sebagai CSV, XLSX, XES atau OCEL 2.0.",
            "this is JSON but no OCEL 2.0 log. Export the log as CSV, XLSX, XES or OCEL 2.0.",
        ) from problem
    kinds: dict[str, list[str]] = {}
    for kind, name in objects:
        kinds.setdefault(kind, []).append(name)
    return tuple(
        SeenColumn(kind, tuple(_shorten(name) for name in names[:ROWS])) for kind, names in kinds.items()
    )


def _see_records(records: Sequence[Mapping[str, str]]) -> tuple[SeenColumn, ...]:
    headers = dict.fromkeys(key for record in records for key in record)
    return tuple(
        SeenColumn(header, tuple(_shorten(record.get(header)) for record in records)) for header in headers
    )


def _shorten(text: str | None) -> str:
    text = " ".join((text or "").split())
    return text if len(text) <= _LONGEST_CELL else f"{text[:_LONGEST_CELL]}…"
