"""What the printer is told about a sheet: rows, cells, boxes and corner codes, by the measures of the layout."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from saindege.delivery.sheet import layout
from saindege.delivery.sheet.code import NO_TAG, PageCode, cells_of, page_payload, pages_for, row_tag


@dataclass(frozen=True, slots=True)
class Line:
    """One person on a sheet.

    Attributes
    ----------
    key : by which the person is found again
    name : as printed
    person : lines that stand under the name
    """

    key: str
    name: str
    person: tuple[str, ...]


def sheet_pages(session: str, lines: Sequence[Line], key: bytes) -> list[dict[str, object]]:
    """Return the pages of a sheet as plain data; the lines left over are empty, for whoever comes unlisted.

    Parameters
    ----------
    session : code of the session
    key : the house's, by which codes are sealed
    """
    total = pages_for(len(lines))
    size = layout.ROWS_PER_PAGE
    return [
        {
            "codes": [
                {
                    "spot": spot,
                    "svg": _picture(page_payload(PageCode(session, page + 1, total, corner), key)),
                }
                for corner, spot in layout.CORNERS.items()
            ],
            "words": f"Halaman {page + 1} dari {total}",
            "rows": [_row(place, page * size + place, lines, session, key) for place in range(size)],
        }
        for page in range(total)
    ]


def measures() -> dict[str, object]:
    """Return the measures that the template places things by."""
    return {
        "left": layout.LEFT,
        "rows_top": layout.ROWS_TOP,
        "row_height": layout.ROW_HEIGHT,
        "columns": layout.COLUMNS,
        "box_line": layout.BOX_LINE,
        "code_size": layout.CODE_SIZE,
    }


def _row(place: int, number: int, lines: Sequence[Line], session: str, key: bytes) -> dict[str, object]:
    line = lines[number] if number < len(lines) else None
    tag = row_tag(session, line.key, key) if line else NO_TAG
    return {
        "number": str(number + 1),
        "name": line.name if line else "",
        "person": line.person if line else (),
        "boxes": [(box.x, box.y, box.width) for box in layout.boxes(place)],
        "cells": [
            (cell.x, cell.y, cell.width)
            for cell, is_black in zip(layout.cells(place), cells_of(tag), strict=True)
            if is_black
        ],
    }


def _picture(text: str) -> str:
    """Return a QR picture without a border: the page leaves the white around it."""
    import segno

    picture = segno.make(text, error="m", micro=False)
    content = io.BytesIO()
    picture.save(content, kind="svg", border=0, omitsize=True, xmldecl=False, svgns=True)
    return content.getvalue().decode()
