"""Look inside an old XLS before it is opened: how far its cells reach, and whether it is locked.

The reader makes room for the whole grid at once; two cells in far corners would end the process.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from saindege.base.table import refusals
from saindege.base.table.limits import Limits

_STREAMS: Final = ("workbook", "book")
_END: Final = 0xFFFFFFFA
_ENTRY: Final = 128
_ROOT, _STREAM = 5, 2

_BEGIN, _LOCKED, _SIZE = 0x0809, 0x002F, 0x0200
#: Records of one cell, which begin with its row and column.
_CELL: Final = frozenset({0x0006, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x00D6})
#: Records of several cells in a row, which end with the last column.
_CELLS: Final = frozenset({0x00BD, 0x00BE})


class _Damaged(Exception):
    """The file contradicts itself."""


def check(path: Path, limits: Limits) -> None:
    """Refuse an XLS that is locked, damaged or whose cells reach too far.

    Raises
    ------
    BadInput : unreadable_file, unsafe_file
    """
    try:
        streams = [
            stream for name, stream in _Compound(path.read_bytes()).streams() if name.casefold() in _STREAMS
        ]
        cells = sum(_cells(stream) for stream in streams)
    except PermissionError as locked:
        raise refusals.locked(path.name) from locked
    except (_Damaged, struct.error, IndexError) as problem:
        raise refusals.damaged(path.name) from problem
    if cells > limits.cells:
        raise refusals.far(path.name)


def _cells(stream: bytes) -> int:
    """Return the cells of all grids of a workbook stream.

    Raises
    ------
    PermissionError : the stream is encrypted
    """
    total = rows = columns = 0
    for kind, content in _records(stream):
        if kind == _LOCKED:
            raise PermissionError("the workbook has a password")
        if kind == _BEGIN:
            total += rows * columns
            rows = columns = 0
        elif kind in _CELL and len(content) >= 4:
            row, column = struct.unpack_from("<HH", content)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
        elif kind in _CELLS and len(content) >= 6:
            row, (last,) = (
                struct.unpack_from("<H", content)[0],
                struct.unpack_from("<H", content, len(content) - 2),
            )
            rows, columns = max(rows, row + 1), max(columns, last + 1)
        elif kind == _SIZE and len(content) >= 10:
            wide = len(content) >= 12
            first, end, left, right = struct.unpack_from("<IIHH" if wide else "<HHHH", content)
            # A sheet that claims more than it holds makes the reader reserve the room all the same.
            rows, columns = max(rows, end - first + 1), max(columns, right - left + 1)
    return total + rows * columns


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


class _Compound:
    """A compound file (MS-CFB): a file system inside a file."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        if len(content) < 512:
            raise _Damaged("no header")
        shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise _Damaged("sector size")
        self._sector = 1 << shift
        self._directory_start, self._cutoff = struct.unpack_from("<I4xI", content, 48)
        self._mini_table_start = struct.unpack_from("<I", content, 60)[0]
        self._table = self._read_table()

    def streams(self) -> Iterator[tuple[str, bytes]]:
        """Yield every stream with its name."""
        directory = self._chain(self._directory_start, whole=True)
        entries = [directory[at : at + _ENTRY] for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)]
        root = next((entry for entry in entries if entry[66] == _ROOT), None)
        for entry in entries:
            if entry[66] != _STREAM:
                continue
            length = max(0, struct.unpack_from("<H", entry, 64)[0] - 2)
            name = entry[: min(64, length)].decode("utf-16-le", "replace")
            start, size = struct.unpack_from("<II", entry, 116)
            if size >= self._cutoff:
                yield name, self._chain(start)[:size]
            elif root is not None and size:
                yield name, self._mini_chain(start, struct.unpack_from("<I", root, 116)[0])[:size]

    def _read_table(self) -> list[int]:
        places = list(struct.unpack_from("<109I", self._content, 76))
        more = struct.unpack_from("<I", self._content, 68)[0]
        seen: set[int] = set()
        while more < _END and more not in seen:
            seen.add(more)
            *found, more = struct.unpack(f"<{self._sector // 4}I", self._read(more, whole=True))
            places += found
        table: list[int] = []
        for place in places:
            if place < _END:
                table += struct.unpack(f"<{self._sector // 4}I", self._read(place, whole=True))
        return table

    def _read(self, sector: int, *, whole: bool = False) -> bytes:
        begin = (sector + 1) * self._sector
        found = self._content[begin : begin + self._sector]
        # The last sector of a stream may be cut short; one of a table may not, and the reader would stumble.
        if not found or (whole and len(found) < self._sector):
            raise _Damaged("sector outside the file")
        return found.ljust(self._sector, b"\0")

    def _chain(self, start: int, *, whole: bool = False) -> bytes:
        return b"".join(self._read(sector, whole=whole) for sector in _follow(start, self._table))

    def _mini_chain(self, start: int, root_start: int) -> bytes:
        table_bytes = self._chain(self._mini_table_start, whole=True)
        table = list(struct.unpack(f"<{len(table_bytes) // 4}I", table_bytes))
        mini = self._chain(root_start)
        return b"".join(mini[at * 64 : at * 64 + 64] for at in _follow(start, table))


def _follow(start: int, table: list[int]) -> Iterator[int]:
    seen: set[int] = set()
    while start < _END:
        if start in seen:
            raise _Damaged("a chain that never ends")
        seen.add(start)
        yield start
        start = table[start]
