"""How much a table may hold before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a table may be.

    Attributes
    ----------
    file_bytes : size of the file on the disk
    unpacked_bytes : size of a workbook when unpacked
    expansion : unpacked over packed size, asked only beyond ``free_bytes`` unpacked
    rows : rows of the file, header and title included
    columns : cells in one row
    cells : rows times columns
    text_bytes : all texts of a sheet of a workbook together
    """

    file_bytes: int = 256 << 20
    unpacked_bytes: int = 2 << 30
    expansion: int = 200
    free_bytes: int = 64 << 20
    rows: int = 1_100_000
    columns: int = 2_000
    cells: int = 40_000_000
    text_bytes: int = 2 << 30
