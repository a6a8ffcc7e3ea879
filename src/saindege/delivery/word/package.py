"""The parts of a document: unpacked, their XML read without reaching anything outside, who points to whom."""

from __future__ import annotations

import io
import math
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

BODY = "word/document.xml"
_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "o": "urn:schemas-microsoft-com:office:office",
}
TWIPS, EMUS = 20.0, 12700.0
MOST = 1e9
# Points: 22 inches.
LONGEST = 1584.0
# A day that means nothing: the same document gives the same file.
NO_DAY = (2000, 1, 1, 0, 0, 0)
Element = Any


def name(short: str) -> str:
    """Return the full name of an element or attribute: ``name("w:p")``."""
    prefix, _, word = short.partition(":")
    return f"{{{_SPACES[prefix]}}}{word}"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part points to."""

    kind: str
    target: str
    is_outside: bool


def unpacked(content: bytes) -> dict[str, bytes]:
    """Return the parts of a document that has passed the door."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {one.filename: archive.read(one) for one in archive.infolist() if not one.is_dir()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Write the parts of a document as one file, without the moment of writing."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            entry = zipfile.ZipInfo(part, NO_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return written.getvalue()


def parsed(content: bytes) -> Element:
    """Read XML: without entities, without the network, without depth or length beyond reason.

    Raises
    ------
    lxml.etree.XMLSyntaxError : it is no XML
    """
    # Imported where it is used: it is large, and most processes never read a document.
    from lxml import etree  # type: ignore[import-untyped]  # ships no types

    reader = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(content, reader)


def relations(parts: Mapping[str, bytes], part: str) -> dict[str, Relation]:
    """Return what a part points to, by the name it uses."""
    folder, file = posixpath.split(part)
    content = parts.get(f"{folder}/_rels/{file}.rels")
    found: dict[str, Relation] = {}
    for one in parsed(content) if content else ():
        target, is_outside = one.get("Target", ""), one.get("TargetMode") == "External"
        if not is_outside:
            target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
        found[one.get("Id", "")] = Relation(one.get("Type", "").rpartition("/")[2], target, is_outside)
    return found


def value(element: Element | None, attribute: str = "w:val") -> str:
    """Return an attribute; empty where there is none."""
    return "" if element is None else str(element.get(name(attribute)) or "")


def number(text: str | None) -> float | None:
    """Return a number; None where there is none, or none that a page could have."""
    try:
        found = float(text) if text else math.nan
    except ValueError:
        return None
    return found if abs(found) < MOST else None


def points(text: str | None) -> float | None:
    """Return twentieths of a point as points, none longer than Word's longest."""
    found = number(text)
    return None if found is None else bounded(found / TWIPS)


def bounded(length: float) -> float:
    """Keep a length within what Word itself allows: a page of a kilometre would never end."""
    return min(max(length, -LONGEST), LONGEST)


def is_on(element: Element | None) -> bool | None:
    """Whether a switch is on; None where it is not there."""
    if element is None:
        return None
    return value(element) not in ("0", "false", "off", "none")
