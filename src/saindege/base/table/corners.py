"""How far the cells of a sheet reach, told from its markup before a reader makes room for all of them.

A sheet of two cells, A1 and XFD1048576, takes a kilobyte packed and half a terabyte as a grid.
"""

from __future__ import annotations

import re
from typing import Final, Protocol
from xml.parsers import expat

from saindege.base.table import shared_texts

#: More rows or columns than any spreadsheet has.
BEYOND_ANY_SHEET: Final = 1 << 60

_ROWS_OF_A_SHEET: Final = 1 << 20
_BEYOND_ROWS: Final = re.compile(rb' r="[A-Za-z]*0*(?:[2-9]\d{6}|1[1-9]\d{5}|10[5-9]\d{4}|[1-9]\d{7,})"')
_PLACE: Final = re.compile(r"([A-Za-z]*)(\d{1,12})$")
_LETTERS: Final = re.compile(rb' r="([A-Za-z]{2,3})\d')


class Corner(Protocol):
    """Watches one part of a workbook."""

    @property
    def cells(self) -> int:
        """Rows times columns of the grid that the part needs."""

    @property
    def filled(self) -> int:
        """Cells that are written out, about."""

    @property
    def is_sure(self) -> bool:
        """Whether nothing in the part asks for a closer look by ``parsed_corner``."""

    def see(self, piece: bytes, window: bytes) -> None:
        """Take the next piece; the window also holds the end of the piece before."""


def corner_of(part: str) -> Corner:
    """Return what watches a part of this name."""
    if part == "content.xml":
        return _ContentCorner()
    # Any part may be a sheet, whatever its name: the workbook says which.
    return _NoCorner() if part.lower() == shared_texts.PART else _SheetCorner()


def parsed_corner() -> Corner:
    """Return what reads every row and cell of an XLSX sheet, for cells that stand without an address."""
    return _ParsedSheetCorner()


class _NoCorner:
    cells = filled = 0
    is_sure = True

    def see(self, piece: bytes, window: bytes) -> None:
        return


class _SheetCorner:
    """The corner of an XLSX sheet, from its addresses.

    Reading every address would take longer than the workbook itself: only those with more digits, or with
    several letters, are read; rows are therefore counted up to the next power of ten.
    """

    def __init__(self) -> None:
        self._letters, self._digits = 1, 1
        self._longer = _longer(1, 1)
        self._beyond = False
        self._is_sheet = self._is_odd = False
        self._unaddressed = self.filled = 0
        self._before = b""
        self.rows = self.columns = 1

    @property
    def cells(self) -> int:
        if not self._is_sheet:
            return 0
        return BEYOND_ANY_SHEET if self._beyond else self.rows * self.columns

    @property
    def is_sure(self) -> bool:
        return not self._is_sheet or (self._unaddressed == 0 and not self._is_odd)

    def see(self, piece: bytes, window: bytes) -> None:
        self._is_sheet = self._is_sheet or b"sheetData" in window
        self._weigh_addresses(piece)
        while found := self._longer.search(window):
            self._letters = max(self._letters, len(found[1]))
            self._digits = max(self._digits, len(found[2]))
            if self._letters > 3 or self._digits > 7:
                self._beyond = True
                return
            self._longer = _longer(self._letters, self._digits)
        if self._digits == 7 and _BEYOND_ROWS.search(window):
            self._beyond = True
        self.columns = max(26, self.columns)
        if self._letters > 1:
            self.columns = max(self.columns, *map(_column, {b"Z", *_LETTERS.findall(window)}))
        self.rows = min(10**self._digits - 1, _ROWS_OF_A_SHEET)

    def _weigh_addresses(self, piece: bytes) -> None:
        """Count cells and rows against addresses, each word once wherever the pieces are cut.

        Texts hold no ``<`` but in comments and raw sections, which therefore are a reason for a closer look.
        """
        recent = self._before + piece

        def count(word: bytes) -> int:
            return recent.count(word, max(0, len(self._before) - len(word) + 1))

        # Other words with c, but for columns and colours, are rare enough to be looked at one by one.
        cells = count(b"<c") - count(b"<co")
        self.filled += cells
        self._unaddressed += cells + count(b"<row") - count(b'<c r="') - count(b'<row r="')
        self._is_odd = self._is_odd or count(b"<!") > 0 or count(b":sheetData") > 0
        self._before = recent[-16:]


class _ParsedSheetCorner:
    """The corner of an XLSX sheet, read cell by cell."""

    filled = 0
    is_sure = True

    def __init__(self) -> None:
        self._row = self._column = 0
        self._last_row = self._widest = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start

    @property
    def cells(self) -> int:
        return self._last_row * self._widest

    def see(self, piece: bytes, window: bytes) -> None:
        self._parser.Parse(piece, False)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(" ")[2]
        if kind not in ("row", "c"):
            return
        address = _PLACE.match(attributes.get("r", ""))
        if kind == "row":
            self._row = int(address[2]) if address else self._row + 1
            self._column = 0
            return
        self._column = _column(address[1].encode()) if address and address[1] else self._column + 1
        self._row = int(address[2]) if address else self._row
        self._last_row, self._widest = max(self._last_row, self._row), max(self._widest, self._column)


def _longer(letters: int, digits: int) -> re.Pattern[bytes]:
    more = rb"[A-Za-z]{%d,}\d+|[A-Za-z]*\d{%d,}" % (letters + 1, digits + 1)
    return re.compile(rb' r="(?=(?:%s)")([A-Za-z]*)(\d*)' % more)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


class _ContentCorner:
    """The corner of the largest ODS sheet; rows and cells may be repeated by a number."""

    filled = 0
    is_sure = True

    def __init__(self) -> None:
        self.cells = 0
        self._row = self._repeated_rows = self._column = self._repeated_columns = 0
        self._widest = self._last_row = 0
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def see(self, piece: bytes, window: bytes) -> None:
        self._parser.Parse(piece, False)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(" ")[2]
        if kind == "table":
            self._row = self._widest = self._last_row = 0
        elif kind == "table-row":
            self._column = 0
            self._repeated_rows = _repeated(attributes, "number-rows-repeated")
        elif kind in ("table-cell", "covered-table-cell"):
            self._repeated_columns = _repeated(attributes, "number-columns-repeated")
            if any(key.rpartition(" ")[2] in ("value", "value-type", "formula") for key in attributes):
                self._fill()
        elif kind == "p":
            self._fill()

    def _fill(self) -> None:
        self._widest = max(self._widest, self._column + self._repeated_columns)
        self._last_row = max(self._last_row, self._row + self._repeated_rows)
        self.cells = max(self.cells, self._widest * self._last_row)

    def _end(self, name: str) -> None:
        kind = name.rpartition(" ")[2]
        if kind == "table-row":
            self._row += self._repeated_rows
        elif kind in ("table-cell", "covered-table-cell"):
            self._column += self._repeated_columns


def _repeated(attributes: dict[str, str], word: str) -> int:
    for key, value in attributes.items():
        if key.rpartition(" ")[2] == word and value.isascii() and value.isdigit():
            return min(int(value[:12]), BEYOND_ANY_SHEET)
    return 1
