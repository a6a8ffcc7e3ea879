"""Tables and numbers for people."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from saindege.base.errors import Language
from saindege.cli.frame.manner import language

NOTHING = "–"
_SWAP = str.maketrans(",.", ".,")


def number(value: float | None, digits: int = 2, *, lang: Language | None = None) -> str:
    """Write a number as the language does: 1.234,5 in Indonesian, 1,234.5 in English."""
    if value is None or value != value:
        return NOTHING
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.{digits}f}"
    text = text.replace("-", "−")
    return text if (lang or language()) == "en" else text.translate(_SWAP)


def text_table(
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    digits: int = 2,
    lang: Language | None = None,
) -> Iterator[str]:
    """Yield the lines of a table: a header, a rule, one line a row; numbers stand to the right.

    A cell that is None shows a dash; a whole number is written without decimals, any other with ``digits``.
    """
    kept = [list(row) for row in rows]
    written = [[_cell(cell, digits, lang) for cell in row] for row in kept]
    to_right = [
        any(_is_number(row[place]) for row in kept)
        and all(row[place] is None or _is_number(row[place]) for row in kept)
        for place in range(len(header))
    ]
    widths = [max(width(line[place]) for line in [list(header), *written]) for place in range(len(header))]

    def line(cells: Sequence[str]) -> str:
        padded = [
            " " * (wide - width(cell)) + cell if right else cell + " " * (wide - width(cell))
            for cell, wide, right in zip(cells, widths, to_right, strict=True)
        ]
        return "  ".join(padded).rstrip()

    yield line(header)
    yield "  ".join("─" * wide for wide in widths)
    for cells in written:
        yield line(cells)


def width(text: str) -> int:
    """Return how many places a text takes on a terminal, colours not counted."""
    places, in_colour = 0, False
    for letter in text:
        if letter == "\x1b":
            in_colour = True
        elif in_colour:
            in_colour = letter != "m"
        elif not unicodedata.combining(letter):
            places += 2 if unicodedata.east_asian_width(letter) in "WF" else 1
    return places


def _is_number(cell: object) -> bool:
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)


def _cell(cell: object, digits: int, lang: Language | None) -> str:
    if cell is None:
        return NOTHING
    if isinstance(cell, bool):
        return {"id": ("tidak", "ya"), "en": ("no", "yes")}[lang or language()][cell]
    if isinstance(cell, (int, float)):
        return number(cell, digits, lang=lang)
    # A line end or a tab in a file's own words would break the table.
    return " ".join(str(cell).split())
