"""Several filled documents of one template as one: each begins on a page of its own, with its own heads and numbers."""

from __future__ import annotations

import copy
import posixpath
from collections.abc import Mapping, Sequence
from typing import Any

from saindege.delivery.word.package import BODY, Element, name, parsed, relations, value

TYPES, NUMBERING = "[Content_Types].xml", "word/numbering.xml"
STRIPS = ("w:headerReference", "w:footerReference")
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
Parts = dict[str, bytes]


def stamped(parts: Mapping[str, bytes], stamp: str) -> Parts:
    """Return a document that says these words; written above it where the template left them out."""
    if not stamp or any(stamp in _said(parts[one]) for one in parts if _is_page(one)):
        return dict(parts)
    root = parsed(parts[BODY])
    line = _element("w:p")
    run = _element("w:r")
    words = _element("w:t")
    words.text = stamp
    run.append(words)
    line.append(run)
    root.find(name("w:body")).insert(0, line)
    return {**parts, BODY: _written(root)}


def joined(documents: Sequence[Mapping[str, bytes]]) -> Parts:
    """Join documents that were filled from one template; their styles and pictures are those of the first."""
    whole = dict(documents[0])
    if len(documents) == 1:
        return whole
    root = parsed(whole[BODY])
    body = root.find(name("w:body"))
    last = body.find(name("w:sectPr"))
    numbering = parsed(whole[NUMBERING]) if NUMBERING in whole else None
    _start_over(last)
    for place, other in enumerate(documents[1:], start=1):
        inner = parsed(other[BODY]).find(name("w:body"))
        settings = inner.find(name("w:sectPr"))
        _own_strips(whole, other, inner, place)
        if numbering is not None:
            _own_lists(numbering, inner)
        _close(body, last)
        if settings is not None:
            inner.remove(settings)
            _start_over(settings)
        for one in list(inner):
            body.append(one)
        last = settings
        if settings is not None:
            body.append(settings)
    whole[BODY] = _written(root)
    if numbering is not None:
        whole[NUMBERING] = _written(numbering)
    return _count_by_document(whole)


def _close(body: Element, settings: Element | None) -> None:
    """Put the settings of the pages so far where Word wants them: into the last paragraph."""
    if settings is None:
        return
    body.remove(settings)
    last = body[-1] if len(body) else None
    if (
        last is None
        or last.tag != name("w:p")
        or last.find(f"{name('w:pPr')}/{name('w:sectPr')}") is not None
    ):
        last = _element("w:p")
        body.append(last)
    properties = last.find(name("w:pPr"))
    if properties is None:
        properties = _element("w:pPr")
        last.insert(0, properties)
    change = properties.find(name("w:pPrChange"))
    properties.insert(len(properties) if change is None else properties.index(change), settings)


def _start_over(settings: Element | None) -> None:
    """Begin a page, and its number with one."""
    if settings is None:
        return
    for tag in ("w:type", "w:pgNumType"):
        for one in settings.findall(name(tag)):
            if tag == "w:type":
                settings.remove(one)
            else:
                one.set(name("w:start"), "1")
    if settings.find(name("w:pgNumType")) is None:
        numbers = _element("w:pgNumType")
        numbers.set(name("w:start"), "1")
        # Word wants the settings of pages in its own order: numbers of pages stand before columns.
        later = [settings.find(name(tag)) for tag in ("w:cols", "w:formProt", "w:vAlign", "w:noEndnote", "w:titlePg", "w:textDirection", "w:bidi", "w:rtlGutter", "w:docGrid", "w:printerSettings")]  # fmt: skip
        place = min((settings.index(one) for one in later if one is not None), default=len(settings))
        settings.insert(place, numbers)


def _own_strips(whole: Parts, other: Mapping[str, bytes], inner: Element, place: int) -> None:
    """Give a document heads and feet of its own where they say something else than those of the first."""
    known = relations(other, BODY)
    fresh: dict[str, str] = {}
    for one in inner.iter(*(name(tag) for tag in STRIPS)):
        key = value(one, "r:id")
        relation = known.get(key)
        if relation is None or other.get(relation.target) == whole.get(relation.target):
            continue
        if key not in fresh:
            fresh[key] = f"rDoc{place}x{len(fresh)}"
            _add_strip(whole, other, relation.target, relation.kind, fresh[key])
        one.set(name("r:id"), fresh[key])


def _add_strip(whole: Parts, other: Mapping[str, bytes], target: str, kind: str, key: str) -> None:
    folder, file = posixpath.split(target)
    made = f"{folder}/{key}.xml"
    whole[made] = other[target]
    if (references := other.get(f"{folder}/_rels/{file}.rels")) is not None:
        whole[f"{folder}/_rels/{key}.xml.rels"] = references
    listed = parsed(whole["word/_rels/document.xml.rels"])
    _add(listed, "Relationship", Id=key, Type=OFFICE + kind, Target=posixpath.relpath(made, "word"))
    whole["word/_rels/document.xml.rels"] = _written(listed)
    types = parsed(whole[TYPES])
    _add(types, "Override", PartName=f"/{made}", ContentType=f"{TYPE}{kind}+xml")
    whole[TYPES] = _written(types)


def _own_lists(numbering: Element, inner: Element) -> None:
    """Let the lists of a document begin with their first number again."""
    lists = {value(one, "w:numId"): one for one in numbering.findall(name("w:num"))}
    fresh: dict[str, str] = {}
    for one in inner.iter(name("w:numId")):
        key = value(one)
        if key not in lists:
            continue
        if key not in fresh:
            fresh[key] = str(max(int(each) for each in lists if each.isdecimal()) + len(fresh) + 1)
            made = copy.deepcopy(lists[key])
            made.set(name("w:numId"), fresh[key])
            starts = _starts(numbering, value(made.find(name("w:abstractNumId"))))
            for level, start in starts.items():
                _restart(made, level, start)
            numbering.findall(name("w:num"))[-1].addnext(made)
        one.set(name("w:val"), fresh[key])


def _starts(numbering: Element, family: str) -> dict[str, str]:
    for one in numbering.findall(name("w:abstractNum")):
        if value(one, "w:abstractNumId") == family:
            levels = one.findall(name("w:lvl"))
            return {value(each, "w:ilvl"): value(each.find(name("w:start"))) or "0" for each in levels}
    return {}


def _restart(made: Element, level: str, start: str) -> None:
    if any(value(one, "w:ilvl") == level for one in made.findall(name("w:lvlOverride"))):
        return
    change, begin = _element("w:lvlOverride"), _element("w:startOverride")
    change.set(name("w:ilvl"), level)
    begin.set(name("w:val"), start)
    change.append(begin)
    made.append(change)


def _count_by_document(whole: Parts) -> Parts:
    """Count the pages of each document, not of all: what Word calls the pages of a section."""
    changed = {}
    for part, content in whole.items():
        if _is_page(part) and part != BODY and b"NUMPAGES" in content:
            changed[part] = content.replace(b"NUMPAGES", b"SECTIONPAGES")
    return {**whole, **changed}


def _is_page(part: str) -> bool:
    return part == BODY or (part.startswith("word/") and part.endswith(".xml") and any(word in part for word in ("header", "footer", "rDoc")))  # fmt: skip


def _said(content: bytes) -> str:
    return "".join(one.text or "" for one in parsed(content).iter(name("w:t")))


def _element(tag: str) -> Any:
    from lxml import etree  # type: ignore[import-untyped]  # ships no types

    return etree.Element(name(tag), nsmap={"w": name("w:p")[1:].partition("}")[0]})


def _add(parent: Element, tag: str, **attributes: str) -> None:
    from lxml import etree

    space = str(parent.tag).partition("}")[0] + "}"
    etree.SubElement(parent, space + tag, attributes)


def _written(root: Element) -> bytes:
    from lxml import etree

    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))
