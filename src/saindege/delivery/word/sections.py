"""Sections: the size of pages, their margins, what stands at their head and foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from saindege.delivery.word.ending import keep_signature, trim
from saindege.delivery.word.model import Section, Strip
from saindege.delivery.word.package import BODY, Element, is_on, name, number, parsed, points, value

if TYPE_CHECKING:
    from saindege.delivery.word.reading import Reading

# A4, where a document says nothing.
WIDTH, HEIGHT, MARGIN = 595.3, 841.9, 72.0
LEAST_SIDE, MOST_SIDE, LEAST_ROOM = 72.0, 4000.0, 36.0


def sections_of(reading: Reading, body: Element | None) -> list[Section]:
    """Return the sections of a document, in order."""
    from saindege.delivery.word.reading import Flow

    made: list[Section] = []
    for elements, settings in _parts(body):
        section = _section(reading, settings, made[-1] if made else None)
        made.append(section)
        room = section.width - section.margin[1] - section.margin[3]
        if section.columns > 1:
            room = (room - section.column_gap * (section.columns - 1)) / section.columns
        flow = Flow(reading, max(room, LEAST_ROOM), is_page=True)
        reading.within(BODY)
        for one in elements:
            flow.add(one)
        section.blocks = flow.blocks
        trim(section.blocks)
    keep_signature(made[-1].blocks)
    return made


def _parts(body: Element | None) -> list[tuple[list[Element], Element | None]]:
    """Part the blocks of a document by its sections; what goes on on the same page is one."""
    from saindege.delivery.word.reading import block_elements

    last = body.find(name("w:sectPr")) if body is not None else None
    parts: list[tuple[list[Element], Element | None]] = []
    here: list[Element] = []
    for one in block_elements(body):
        here.append(one)
        end = one.find(f"{name('w:pPr')}/{name('w:sectPr')}")
        if end is not None:
            parts.append((here, end))
            here = []
    parts.append((here, last))
    joined = parts[:1]
    for elements, settings in parts[1:]:
        before = joined[-1][1]
        if before is not None and settings is not None and _goes_on(before, settings):
            joined[-1][0].extend(elements)
        elif elements:
            joined.append((elements, settings))
    return joined


def _goes_on(one: Element, following: Element) -> bool:
    """Whether the next section stands on the same page: of the same size, and not begun anew."""
    if value(following.find(name("w:type"))) != "continuous":
        return False
    sizes = [[value(each.find(name("w:pgSz")), f"w:{side}") for side in "wh"] for each in (one, following)]
    return sizes[0] == sizes[1]


def _section(reading: Reading, element: Element | None, before: Section | None) -> Section:
    size, margins = _child(element, "w:pgSz"), _child(element, "w:pgMar")
    width, height = _length(size, "w:w", WIDTH), _length(size, "w:h", HEIGHT)
    width, height = (min(max(one, LEAST_SIDE), MOST_SIDE) for one in (width, height))
    top, right, bottom, left = (
        _length(margins, f"w:{side}", MARGIN) for side in ("top", "right", "bottom", "left")
    )
    gutter = max(_length(margins, "w:gutter", 0.0), 0.0)
    left, right = max(left, 0.0) + gutter, max(right, 0.0)
    if left + right > width - LEAST_ROOM:
        left = right = (width - LEAST_ROOM) / 2
    columns = _child(element, "w:cols")
    start = number(value(_child(element, "w:pgNumType"), "w:start"))
    made = Section(
        width=width,
        height=height,
        margin=(top, right, bottom, left),
        head_at=_length(margins, "w:header", 36.0),
        foot_at=_length(margins, "w:footer", 36.0),
        blocks=[],
        heads=dict(before.heads) if before is not None else {},
        feet=dict(before.feet) if before is not None else {},
        start=max(int(start), 1) if start is not None else 0,
        columns=min(max(int(number(value(columns, "w:num")) or 1), 1), 6),
        column_gap=_length(columns, "w:space", 36.0),
        has_even=reading.reader.has_even,
    )
    _strips(reading, element, made, width - left - right)
    return made


def _strips(reading: Reading, element: Element | None, section: Section, room: float) -> None:
    reading.within(BODY)
    references = reading.relations
    for tag, strips in (("w:headerReference", section.heads), ("w:footerReference", section.feet)):
        for one in element.iterchildren(name(tag)) if element is not None else ():
            relation = references.get(value(one, "r:id"))
            if relation is None or relation.target not in reading.parts:
                continue
            reading.within(relation.target)
            blocks, below = reading.blocks(parsed(reading.parts[relation.target]), room)
            strips[value(one, "w:type") or "default"] = Strip(blocks, below)
        if not is_on(_child(element, "w:titlePg")):
            strips.pop("first", None)
        elif "first" not in strips:
            # A first page of its own that says nothing is empty.
            strips["first"] = Strip([])


def _length(element: Element | None, attribute: str, usual: float) -> float:
    found = points(value(element, attribute)) if element is not None else None
    return usual if found is None else found


def _child(element: Element | None, tag: str) -> Element | None:
    return element.find(name(tag)) if element is not None else None
