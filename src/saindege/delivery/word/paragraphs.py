"""What holds for one paragraph: its style, its list and its own settings laid over one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from saindege.delivery.word import numbering
from saindege.delivery.word.fonts import readable
from saindege.delivery.word.model import Edge, Piece, Shape, Stop, Tab, Words
from saindege.delivery.word.package import Element, name
from saindege.delivery.word.properties import SIDES, Properties, merged, paragraph_properties, run_properties

if TYPE_CHECKING:
    from saindege.delivery.word.reading import Reading


def same_frame(one: Properties, other: Properties) -> bool:
    """Whether two paragraphs stand in one frame."""
    words = ("edges", "left", "right")
    return all(one.get(word) == other.get(word) for word in words)


def resolved(reading: Reading, element: Element | None) -> tuple[Properties, Properties]:
    """Return what holds for a paragraph, and for its words: defaults, table, style, list, its own."""
    styles, direct = reading.styles, paragraph_properties(element)
    key = direct.get("style", styles.default("paragraph"))
    style = styles.of(key)
    around_paragraph, around_run = reading.around
    own_list, style_list = direct.get("list"), style.paragraph.get("list")
    level = _level_of(reading, {**style.paragraph, **direct})
    indents = level.paragraph if level is not None else {}
    below = (styles.default_paragraph, around_paragraph)
    if own_list is None and style_list is not None:
        read = merged(*below, indents, style.paragraph, direct)
    else:
        read = merged(*below, style.paragraph, indents, direct)
    read["style"] = key
    return read, merged(styles.default_run, around_run, style.run)


def _level_of(reading: Reading, read: Properties) -> numbering.Level | None:
    key = read.get("list", "0")
    return None if key in ("0", "") else reading.lists.level(key, int(read.get("level", 0)))


def label_of(reading: Reading, read: Properties, run: Properties) -> list[Piece]:
    """Return the number or bullet of a paragraph, counted on, with what stands behind it."""
    level = _level_of(reading, read)
    if level is None:
        return []
    text = reading.lists.label(read["list"], int(read.get("level", 0)))
    look_read = merged(run, level.run)
    font = reading.styles.font(str(look_read.get("font", "")))
    look = reading.look(look_read)
    after: list[Piece] = (
        [Tab(look)] if level.after == "tab" else [Words(" ", look)] if level.after == "space" else []
    )
    shown = readable(text, font)
    return [*([Words(shown, look)] if shown else []), *(after if shown or level.after == "tab" else [])]


def mark_of(element: Element) -> Properties:
    """Return what is set for the mark at the end of a paragraph."""
    properties = element.find(name("w:pPr"))
    return run_properties(properties.find(name("w:rPr"))) if properties is not None else {}


def shape_of(read: Properties, before: Properties) -> Shape:
    """Return how a paragraph of these properties stands under one of those."""
    edges: dict[str, Edge | None] = read.get("edges", {})
    drawn: list[Any] = [edges.get(side) for side in SIDES]
    if edges and before and same_frame(read, before):
        drawn[0] = None
    stops: dict[float, Stop | None] = read.get("stops", {})
    return Shape(
        align=read.get("align", "left"),
        left=read.get("left", 0.0),
        right=read.get("right", 0.0),
        first=read.get("first", 0.0),
        rule=read.get("rule", "times"),
        line=read.get("line", 1.0),
        keep_next=bool(read.get("keep_next")),
        keep_lines=bool(read.get("keep_lines")),
        widow=read.get("widow") is not False,
        stops=tuple(stop for _, stop in sorted(stops.items()) if stop is not None),
        edges=(drawn[0], drawn[1], drawn[2], drawn[3]),
        fill=read.get("fill", ""),
    )
