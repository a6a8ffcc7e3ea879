"""Where everything stands on a sheet, in millimetres from the upper left corner of A4.

The printer and the reader take every measure from here, so that one cannot drift from the other.
"""

from __future__ import annotations

from dataclasses import dataclass

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
ROWS_PER_PAGE = 16
LEFT, RIGHT = 12.0, 198.0
ROWS_TOP, ROW_HEIGHT = 66.0, 12.0
# Columns from left to right: number, name, code of the row, three boxes, signature.
COLUMNS = (8.0, 72.0, 12.0, 12.0, 12.0, 12.0, 58.0)
BOX_SIZE, BOX_LINE = 7.0, 0.3
CODE_SIZE = 20.0
# A code at each corner; each also says which corner it is.
CORNERS = {"A": (12.0, 10.0), "B": (178.0, 10.0), "C": (12.0, 267.0), "D": (178.0, 267.0)}
CELL = 1.7
CELL_COLUMNS, CELL_ROWS = 6, 4


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on the page.

    Attributes
    ----------
    x, y : upper left corner
    width, height : to the right and down
    """

    x: float
    y: float
    width: float
    height: float

    def shrunk(self, by: float, down: float | None = None) -> Area:
        """Return the area without a margin at the sides, and above and below where that is another one."""
        lift = by if down is None else down
        return Area(self.x + by, self.y + lift, self.width - 2 * by, self.height - 2 * lift)


def row_area(row: int) -> Area:
    """Return a whole row of a page; rows count from 0."""
    return Area(LEFT, ROWS_TOP + row * ROW_HEIGHT, RIGHT - LEFT, ROW_HEIGHT)


def boxes(row: int) -> tuple[Area, Area, Area]:
    """Return the three boxes of a row: hadir, tidak, keterangan."""
    first, second, third = (_box(row, column) for column in (3, 4, 5))
    return first, second, third


def cells(row: int) -> tuple[Area, ...]:
    """Return the cells of a row's code, line by line."""
    area = row_area(row)
    x = _column_x(2) + (COLUMNS[2] - CELL_COLUMNS * CELL) / 2
    y = area.y + (ROW_HEIGHT - CELL_ROWS * CELL) / 2
    return tuple(
        Area(x + column * CELL, y + line * CELL, CELL, CELL)
        for line in range(CELL_ROWS)
        for column in range(CELL_COLUMNS)
    )


def signature_area(row: int) -> Area:
    """Return where people sign, a little inside of its lines."""
    area = row_area(row)
    return Area(_column_x(6), area.y, COLUMNS[6], ROW_HEIGHT).shrunk(1.5, 2.0)


def name_area(row: int) -> Area:
    """Return where the name stands, a little inside of its lines."""
    area = row_area(row)
    return Area(_column_x(1), area.y, COLUMNS[1], ROW_HEIGHT).shrunk(1.5, 2.0)


def _box(row: int, column: int) -> Area:
    area = row_area(row)
    x = _column_x(column) + (COLUMNS[column] - BOX_SIZE) / 2
    return Area(x, area.y + (ROW_HEIGHT - BOX_SIZE) / 2, BOX_SIZE, BOX_SIZE)


def _column_x(column: int) -> float:
    return LEFT + sum(COLUMNS[:column])
