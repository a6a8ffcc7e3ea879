"""Tables: widths of columns, cells that are merged, borders, shading, rows that come again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from saindege.delivery.word.model import Cell, Edge, Paragraph, Table
from saindege.delivery.word.package import Element, is_on, name, number, points, value
from saindege.delivery.word.properties import (
    SIDES,
    children,
    colour,
    edges,
    merged,
    paragraph_properties,
    run_properties,
)
from saindege.delivery.word.runs import UNWRAPPED
from saindege.delivery.word.table_style import Conditions, Layer, child_of, layer_of, margins_of

if TYPE_CHECKING:
    from saindege.delivery.word.reading import Reading

SIDE_MARGIN = 5.4
PARTS_OF_WIDTH = 5000.0
LEAST_WIDTH = 4.0
# Word's own limit.
MOST_COLUMNS = 63


@dataclass(slots=True)
class Spot:
    """A cell where it stands in the grid."""

    element: Element
    row: int
    column: int
    across: int
    down: int = 1


def table_of(reading: Reading, element: Element, room: float) -> Table | None:
    """Return a table; None where it has no row."""
    properties = element.find(name("w:tblPr"))
    rows = [one for one in _inside(element, "w:tr") if not _is_deleted(one)]
    styles = reading.styles.chain(
        value(child_of(properties, "w:tblStyle")) or reading.styles.default("table")
    )
    whole = layer_of([*(one.find(name("w:tblPr")) for one in styles), properties])
    for one in styles:
        whole.paragraph = merged(whole.paragraph, paragraph_properties(one.find(name("w:pPr"))))
        whole.run = merged(whole.run, run_properties(one.find(name("w:rPr"))))
    spots, size = _spots(rows)
    if not spots:
        return None
    asked = [
        child_of(properties, "w:tblInd"),
        *(child_of(one.find(name("w:tblPr")), "w:tblInd") for one in reversed(styles)),
    ]
    indent = next((points(value(one, "w:w")) or 0.0 for one in asked if one is not None), 0.0)
    columns = _columns(element, properties, spots, size, room)
    if reading.reader.version < 15:
        indent -= whole.margins.get("left", SIDE_MARGIN)
    made = Table(columns, [], [_height(one) for one in rows], above=0.0, indent=indent, width=room)
    made.align = {"center": "center", "right": "right", "end": "right"}.get(
        value(_first(properties, styles, "w:jc")), "left"
    )
    made.header = _header_rows(rows)
    made.whole_rows = [bool(is_on(_row_child(one, "w:cantSplit"))) for one in rows]
    parts = Conditions(styles, child_of(properties, "w:tblLook"), len(rows), len(columns))
    around = reading.around
    for spot in spots:
        made.cells.append(_cell(reading, spot, made, whole, parts))
    reading.around = around
    # Cells that reach from a head into the rows below it make it one with them.
    if any(one.row < made.header < one.row + one.down for one in made.cells):
        made.header = 0
    _keep(reading, made)
    return made


def _cell(reading: Reading, spot: Spot, table: Table, whole: Layer, parts: Conditions) -> Cell:
    properties = spot.element.find(name("w:tcPr"))
    layers = [whole, *parts.of(spot.row, spot.column)]
    own = Layer(
        edges=edges(child_of(properties, "w:tcBorders")), margins=margins_of(child_of(properties, "w:tcMar"))
    )
    margins = {"top": 0.0, "right": SIDE_MARGIN, "bottom": 0.0, "left": SIDE_MARGIN}
    fill = ""
    for one in layers:
        margins |= one.margins
        fill = one.fill or fill
    margins |= own.margins
    shading = child_of(properties, "w:shd")
    if shading is not None:
        fill = colour(value(shading, "w:fill")) or ("" if value(shading, "w:fill") == "auto" else fill)
    inset = (margins["top"], margins["right"], margins["bottom"], margins["left"])
    room = sum(table.columns[spot.column : spot.column + spot.across]) - inset[1] - inset[3]
    reading.around = (merged(*(one.paragraph for one in layers)), merged(*(one.run for one in layers)))
    blocks, below = reading.blocks(spot.element, max(room, LEAST_WIDTH))
    last = (spot.row + spot.down >= len(table.heights), spot.column + spot.across >= len(table.columns))
    drawn = [_edge(side, spot, last, layers, own) for side in SIDES]
    return Cell(
        column=spot.column,
        row=spot.row,
        across=spot.across,
        down=spot.down,
        blocks=blocks,
        inset=inset,
        edges=(drawn[0], drawn[1], drawn[2], drawn[3]),
        fill=fill,
        align={"center": "middle", "bottom": "bottom"}.get(value(child_of(properties, "w:vAlign")), "top"),
        below=below,
    )


def _edge(side: str, spot: Spot, last: tuple[bool, bool], layers: list[Layer], own: Layer) -> Edge | None:
    """The line along a side: the cell's own, else that of the table's edge, else the one inside it."""
    if side in own.edges:
        return own.edges[side]
    is_outer = {"top": spot.row == 0, "left": spot.column == 0, "bottom": last[0], "right": last[1]}[side]
    inner = "insideH" if side in ("top", "bottom") else "insideV"
    found: Edge | None = None
    for place, one in enumerate(layers):
        # What is set for some cells only has its outer line at each of them.
        word = side if is_outer or (place and side in one.edges) else inner
        found = one.edges.get(word, found)
    return found


def _spots(rows: list[Element]) -> tuple[list[Spot], int]:
    """Return the cells that show, each with what it covers, and how many columns there are."""
    spots: list[Spot] = []
    open_above: dict[int, Spot] = {}
    size = 0
    for row, element in enumerate(rows):
        column = _count(_row_child(element, "w:gridBefore"), 0)
        still_open: dict[int, Spot] = {}
        for one in _inside(element, "w:tc"):
            properties = one.find(name("w:tcPr"))
            across = _count(child_of(properties, "w:gridSpan"), 1)
            merge = child_of(properties, "w:vMerge")
            above = open_above.get(column)
            if (
                merge is not None
                and value(merge) != "restart"
                and above is not None
                and above.across == across
            ):
                above.down += 1
                still_open[column] = above
            else:
                spot = Spot(one, row, column, across)
                spots.append(spot)
                if merge is not None:
                    still_open[column] = spot
            column += across
        open_above, size = still_open, max(size, column)
    return spots, size


def _count(element: Element | None, least: int) -> int:
    return min(max(int(number(value(element)) or least), least), MOST_COLUMNS)


def _columns(
    element: Element, properties: Element | None, spots: list[Spot], size: int, room: float
) -> list[float]:
    """Return the widths of columns: as cells ask, else as the grid says, else in equal parts."""
    grid = [
        points(value(one, "w:w")) or 0.0 for one in children(element.find(name("w:tblGrid")), "w:gridCol")
    ]
    widths = [*grid, *[0.0] * size][:size]
    whole = child_of(properties, "w:tblW")
    kind, asked = value(whole, "w:type"), number((value(whole, "w:w")).rstrip("%")) or 0.0
    target = {
        "dxa": asked / 20,
        "pct": room * asked / (100.0 if "%" in value(whole, "w:w") else PARTS_OF_WIDTH),
    }.get(kind, 0.0)
    base = target or sum(widths) or room
    seen: set[int] = set()
    for spot in spots:
        own = child_of(spot.element.find(name("w:tcPr")), "w:tcW")
        length = number(value(own, "w:w").rstrip("%")) if own is not None else None
        if spot.across > 1 or spot.column in seen or not length:
            continue
        seen.add(spot.column)
        if value(own, "w:type") == "pct":
            widths[spot.column] = base * length / (100.0 if "%" in value(own, "w:w") else PARTS_OF_WIDTH)
        elif value(own, "w:type") in ("dxa", ""):
            widths[spot.column] = length / 20
    known = [one for one in widths if one > 0]
    if not known:
        widths = [base / size] * size
    widths = [
        one if one > 0 else max((base - sum(known)) / (size - len(known)), LEAST_WIDTH) for one in widths
    ]
    if target and (kind == "pct" or len(seen) < size):
        widths = [one * target / sum(widths) for one in widths]
    is_fixed = value(child_of(properties, "w:tblLayout"), "w:type") == "fixed"
    most = room + 2 * SIDE_MARGIN
    if not is_fixed and sum(widths) > most:
        widths = [one * most / sum(widths) for one in widths]
    return widths


def _keep(reading: Reading, table: Table) -> None:
    """A table whose rows are each kept with the next stays on one page."""
    shapes = list(reading.shapes)
    first = {cell.row: cell for cell in reversed(table.cells) if cell.blocks}
    rows = [
        isinstance(cell.blocks[0], Paragraph) and shapes[cell.blocks[0].shape].keep_next
        for _, cell in sorted(first.items())
    ]
    table.is_whole = len(rows) > 1 and all(rows[:-1])
    table.keep_next = bool(rows) and all(rows)


def _height(row: Element) -> float:
    one = _row_child(row, "w:trHeight")
    length = points(value(one)) or 0.0
    return length if value(one, "w:hRule") == "exact" else -length


def _header_rows(rows: list[Element]) -> int:
    count = 0
    for row in rows:
        if not is_on(_row_child(row, "w:tblHeader")):
            break
        count += 1
    return count if count < len(rows) else 0


def _is_deleted(row: Element) -> bool:
    return _row_child(row, "w:del") is not None


def _first(properties: Element | None, styles: list[Element], tag: str) -> Element | None:
    for one in (properties, *(style.find(name("w:tblPr")) for style in reversed(styles))):
        if (found := child_of(one, tag)) is not None:
            return found
    return None


def _row_child(row: Element, tag: str) -> Element | None:
    return child_of(row.find(name("w:trPr")), tag)


def _inside(element: Element, tag: str) -> Iterator[Element]:
    """Yield rows or cells, whatever they are wrapped in."""
    for one in element:
        if one.tag == name(tag):
            yield one
        elif one.tag in UNWRAPPED:
            yield from _inside(one, tag)
