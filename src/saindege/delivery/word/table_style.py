"""What the style of a table sets: for the whole, for first and last rows and columns, for every other row."""

from __future__ import annotations

from dataclasses import dataclass, field

from saindege.delivery.word.model import Edge
from saindege.delivery.word.package import Element, name, points, value
from saindege.delivery.word.properties import (
    Properties,
    children,
    colour,
    edges,
    paragraph_properties,
    run_properties,
)

# What w:tblLook says in one number where it says nothing in words.
_LOOKS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}


@dataclass(slots=True)
class Layer:
    """What a style or the table itself sets, for the whole or for some of its cells."""

    edges: dict[str, Edge | None] = field(default_factory=dict)
    margins: dict[str, float] = field(default_factory=dict)
    fill: str = ""
    paragraph: Properties = field(default_factory=dict)
    run: Properties = field(default_factory=dict)


class Conditions:
    """What a table's style sets for first and last rows and columns, and for every other row."""

    def __init__(self, styles: list[Element], look: Element | None, rows: int, columns: int) -> None:
        self._rows, self._columns = rows, columns
        bits = (
            int(value(look) or "0", 16) if all(one in "0123456789abcdefABCDEF" for one in value(look)) else 0
        )
        self._on = {
            word: value(look, f"w:{word}") in ("1", "true", "on")
            if value(look, f"w:{word}")
            else bool(bits & bit)
            for word, bit in _LOOKS.items()
        }
        self._layers: dict[str, Layer] = {}
        for style in styles:
            for one in children(style, "w:tblStylePr"):
                cells = one.find(name("w:tcPr"))
                made = layer_of([one.find(name("w:tblPr"))])
                made.edges |= edges(child_of(cells, "w:tcBorders"))
                made.fill = colour(value(child_of(cells, "w:shd"), "w:fill"))
                made.paragraph = paragraph_properties(one.find(name("w:pPr")))
                made.run = run_properties(one.find(name("w:rPr")))
                self._layers[value(one, "w:type")] = made

    def of(self, row: int, column: int) -> list[Layer]:
        """Return what holds for a cell beyond the whole table, the weakest first."""
        if not self._layers:
            return []
        first, last = self._on["firstRow"] and row == 0, self._on["lastRow"] and row == self._rows - 1
        left = self._on["firstColumn"] and column == 0
        right = self._on["lastColumn"] and column == self._columns - 1
        band = "band2Horz" if (row - self._on["firstRow"]) % 2 else "band1Horz"
        upright = "band2Vert" if (column - self._on["firstColumn"]) % 2 else "band1Vert"
        asked = [
            (upright, not self._on["noVBand"] and not (first or last or left or right)),
            (band, not self._on["noHBand"] and not (first or last)),
            ("firstCol", left),
            ("lastCol", right),
            ("firstRow", first),
            ("lastRow", last),
        ]
        return [self._layers[word] for word, holds in asked if holds and word in self._layers]


def layer_of(all_properties: list[Element | None]) -> Layer:
    """Return what these set for a whole table, the later ones over the earlier."""
    made = Layer()
    for properties in all_properties:
        made.edges |= edges(child_of(properties, "w:tblBorders"))
        made.margins |= margins_of(child_of(properties, "w:tblCellMar"))
    return made


def margins_of(element: Element | None) -> dict[str, float]:
    """Return the room kept free inside cells, by side."""
    found = {}
    for one in element if element is not None else ():
        side = {"start": "left", "end": "right"}.get(one.tag.rpartition("}")[2], one.tag.rpartition("}")[2])
        if (length := points(value(one, "w:w"))) is not None and value(one, "w:type") != "nil":
            found[side] = max(length, 0.0)
    return found


def child_of(element: Element | None, tag: str) -> Element | None:
    """Return the first child of a name; None also where there is nothing to look in."""
    return element.find(name(tag)) if element is not None else None
