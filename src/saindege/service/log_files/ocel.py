"""OCEL 2.0 JSON, one object type: each object of the type is a case, each event related to it one of its rows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import tzinfo
from pathlib import Path
from typing import Any

from saindege.base.errors import BadInput
from saindege.service.log_files import moments, opening
from saindege.service.log_files.columns import Coder, RawEvents
from saindege.service.log_files.xes import unknown_key

_NAMES: Mapping[str, tuple[str, ...]] = {
    "resource": ("org:resource", "resource", "petugas"),
    "lifecycle": ("lifecycle:transition", "lifecycle"),
    "reason": ("reason", "alasan"),
}
_ROLES = ("case", "activity", "resource", "lifecycle", "group", "reason")


class _Rows:
    """The events flattened to one row for each object of the type."""

    def __init__(self) -> None:
        self.columns = {role: Coder() for role in _ROLES}
        self.times: list[str | None] = []
        self.numbers: list[int] = []

    def add(self, number: int, time: str | None, texts: Mapping[str, str | None]) -> None:
        for role, coder in self.columns.items():
            coder.add(texts.get(role))
        self.times.append(time)
        self.numbers.append(number)


def read_ocel(
    path: Path,
    *,
    zone: tzinfo,
    chosen: Mapping[str, str],
    by: str | None = None,
    limits: opening.Limits | None = None,
) -> RawEvents:
    """Read an object-centric log as a log of one object type.

    ``chosen["case"]`` names the object type where events touch several; ``by`` is an attribute of events or
    of the objects. Rows are numbered by event.

    Raises
    ------
    BadInput : unreadable_file, conflict (several object types), unknown_column, empty_file, file_too_large
    """
    document = _load(path, limits or opening.Limits())
    objects = {str(thing["id"]): thing for thing in document["objects"] if "id" in thing}
    kind = _choose_type(path, document, objects, chosen.get("case"))
    names = {role: (chosen[role],) if role in chosen else usual for role, usual in _NAMES.items()}
    names["group"] = (by.removeprefix("case:"),) if by else ()
    rows, seen, left_out = _Rows(), set[str](), 0
    for number, event in enumerate(document["events"], start=1):
        own = _attributes(event)
        seen.update(own)
        texts = {role: _first(own, candidates) for role, candidates in names.items()}
        texts["activity"] = _text(event.get("type"))
        related = [objects.get(str(link.get("objectId"))) for link in event.get("relationships") or []]
        cases = [thing for thing in related if thing is not None and thing.get("type") == kind]
        left_out += not cases and bool(related)
        for thing in _once(cases) if cases or related else [None]:
            about = _attributes(thing) if thing is not None else {}
            seen.update(about)
            group = texts["group"] or _first(about, names["group"])
            case = _text(thing["id"]) if thing is not None else None
            rows.add(number, _text(event.get("time")), {**texts, "case": case, "group": group})
    if not rows.numbers:
        raise opening.empty(path)
    for role, key in [*((r, chosen[r]) for r in _NAMES if r in chosen), *_by(by)]:
        if key.removeprefix("case:") not in seen:
            raise unknown_key(path, role, key, sorted(seen))
    at, unreadable = moments.read_iso(rows.times, zone)
    columns = {role: coder.column() for role, coder in rows.columns.items()}
    return RawEvents(
        case=columns["case"],
        activity=columns["activity"],
        at=at,
        number_rows=lambda positions: [rows.numbers[position] for position in positions],
        unreadable=unreadable,
        resource=columns["resource"] if columns["resource"].names else None,
        lifecycle=columns["lifecycle"] if columns["lifecycle"].names else None,
        group=columns["group"] if by else None,
        reason=columns["reason"] if columns["reason"].names else None,
        mapping={"case": kind, "activity": "type", "time": "time"},
        left_out=left_out,
    )


def _load(path: Path, limits: opening.Limits) -> dict[str, Any]:
    content = bytearray()
    for piece in opening.read_chunks(path, limits):
        content += piece
        if len(content) > limits.json_bytes:
            raise opening.too_large(path)
    try:
        document = json.loads(bytes(content))
    except (ValueError, RecursionError) as problem:
        raise opening.unreadable(
            path,
            "JSON-nya rusak. Ekspor ulang sebagai OCEL 2.0 JSON.",
            "the JSON is damaged. Export it again as OCEL 2.0 JSON.",
        ) from problem
    if not (
        isinstance(document, dict)
        and all(
            isinstance(document.get(key), list) and all(isinstance(entry, dict) for entry in document[key])
            for key in ("events", "objects")
        )
    ):
        raise opening.unreadable(
            path,
            "ini JSON, tetapi bukan OCEL 2.0: daftar “events” dan “objects” tidak ada. Ekspor ulang sebagai OCEL 2.0.",
            "this is JSON but not OCEL 2.0: the lists “events” and “objects” are missing. Export it as OCEL 2.0.",
        )
    return document


def _choose_type(
    path: Path, document: dict[str, Any], objects: Mapping[str, dict[str, Any]], chosen: str | None
) -> str:
    known = sorted({str(thing.get("type")) for thing in objects.values()})
    if chosen is not None:
        if chosen not in known:
            raise unknown_key(path, "case", chosen, known)
        return chosen
    used = sorted(
        {
            str(objects[str(link.get("objectId"))].get("type"))
            for event in document["events"]
            for link in event.get("relationships") or []
            if str(link.get("objectId")) in objects
        }
    )
    if len(used) == 1:
        return used[0]
    if not used:
        raise opening.empty(path)
    raise _several_types(path, used)


def _several_types(path: Path, kinds: list[str]) -> BadInput:
    listed = ", ".join(kinds)
    return opening.refuse(
        "conflict",
        path,
        f"log ini memuat beberapa jenis objek: {listed}. Yang mana berkasnya? Tulis --columns case=JENIS.",
        f"this log holds several object types: {listed}. Which one is the case? Write --columns case=TYPE.",
    )


def _by(by: str | None) -> list[tuple[str, str]]:
    return [("by", by)] if by else []


def _attributes(thing: Mapping[str, Any]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for entry in thing.get("attributes") or []:
        # An object's attribute may change with time: the first value is the one it came with.
        found.setdefault(str(entry.get("name")), _text(entry.get("value")))
    return found


def _first(attributes: Mapping[str, str | None], names: tuple[str, ...]) -> str | None:
    return next((attributes[name] for name in names if attributes.get(name)), None)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _once(things: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({str(thing["id"]): thing for thing in things}.values())
