"""Nothing on a sheet lies over anything else, and everything lies on the page."""

from __future__ import annotations

import itertools

import pytest

from saindege.delivery.sheet import layout
from saindege.delivery.sheet.layout import Area


def overlap(one: Area, other: Area) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


@pytest.mark.parametrize("row", range(layout.ROWS_PER_PAGE))
def test_parts_of_a_row_lie_side_by_side_inside_of_it(row):
    whole = layout.row_area(row)
    cells = layout.cells(row)
    code = Area(cells[0].x, cells[0].y, layout.CELL * 6, layout.CELL * 4)
    parts = [layout.name_area(row), code, *layout.boxes(row), layout.signature_area(row)]

    assert not any(overlap(one, other) for one, other in itertools.combinations(parts, 2))
    assert [part.x for part in parts] == sorted(part.x for part in parts)
    for part in parts:
        assert whole.x <= part.x and part.x + part.width <= whole.x + whole.width
        assert whole.y <= part.y and part.y + part.height <= whole.y + whole.height


def test_corner_codes_have_white_around_them():
    rows = Area(
        layout.LEFT, layout.ROWS_TOP, layout.RIGHT - layout.LEFT, layout.ROWS_PER_PAGE * layout.ROW_HEIGHT
    )
    codes = [Area(x, y, layout.CODE_SIZE, layout.CODE_SIZE).shrunk(-3) for x, y in layout.CORNERS.values()]

    assert not any(overlap(rows, code) for code in codes)
    assert all(code.x >= 0 and code.x + code.width <= layout.PAGE_WIDTH for code in codes)
    assert all(code.y >= 0 and code.y + code.height <= layout.PAGE_HEIGHT for code in codes)


def test_first_box_stands_where_it_was_measured():
    # Left edge 12 + number 8 + name 72 + code 12, then half of what the 12 mm column has over the 7 mm box.
    assert layout.boxes(0)[0] == Area(106.5, 68.5, 7.0, 7.0)
