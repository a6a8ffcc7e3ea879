"""Tables as text: comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252; streamed up to the limits."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from saindege.base.errors import Problem
from saindege.base.table import faults, refusals
from saindege.base.table.headers import find_header
from saindege.base.table.limits import Limits
from saindege.base.table.rows import Cell, Rows

_DELIMITERS: Final = ",;\t"
_SAMPLE_BYTES: Final = 1 << 16
_SAMPLE_ROWS: Final = 60
_LONGEST_CELL: Final = 1 << 20
_PROBLEMS_LISTED: Final = 1000
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Read after the last line: swallowed by a cell whose quote was never closed.
_END: Final = "\x03end\x03"


def read_rows(path: Path, limits: Limits) -> Rows:
    """Read a text file, told apart by its bytes and its own regularity.

    Raises
    ------
    BadInput : empty_file, unreadable_file (no text, an open quote, shifted rows), file_too_large
    """
    encoding = encoding_of(path)
    sample = sample_of(path, encoding)
    if _CONTROL.search(sample):
        raise _not_text(path.name)
    if not sample.strip("\ufeff \t\r\n,;"):
        raise refusals.empty(path.name)
    delimiter, declared = delimiter_of(sample)
    try:
        rows, numbers = _collect(path, encoding, delimiter, limits, skip_first=declared)
    except UnicodeDecodeError:
        # The accents came after the sample: Windows wrote this file after all.
        rows, numbers = _collect(path, "cp1252", delimiter, limits, skip_first=declared)
    _refuse_shifted(path.name, rows, numbers)
    return Rows(rows, numbers)


def encoding_of(path: Path) -> str:
    """Tell the encoding by the byte-order mark, the zero bytes of UTF-16, or whether it is valid UTF-8."""
    with path.open("rb") as file:
        head = file.read(_SAMPLE_BYTES)
    if head.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b"\x00" in head:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if odd > len(head) // 8 and even * 8 < odd:
            return "utf-16-le"
        if even > len(head) // 8 and odd * 8 < even:
            return "utf-16-be"
        raise _not_text(path.name)
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as problem:
        # A letter of several bytes may be cut by the end of the sample; anything earlier is no UTF-8.
        if problem.start < len(head) - 3:
            return "cp1252"
    return "utf-8"


def sample_of(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        return file.read(_SAMPLE_BYTES)


def delimiter_of(sample: str) -> tuple[str, bool]:
    """Return the delimiter, and whether the first line only declares it (``sep=;``)."""
    first = sample.lstrip("\ufeff").split("\n", 1)[0].strip().strip('"').casefold()
    if first.startswith("sep=") and len(first) == 5 and first[4] in ",;|":
        return first[4], True
    if sample.lstrip("\ufeff").startswith(("sep=\t", "SEP=\t")):
        return "\t", True
    return max(_DELIMITERS, key=lambda delimiter: _regularity(sample, delimiter)), False


def _regularity(sample: str, delimiter: str) -> tuple[float, int]:
    """Return the share of rows as wide as most are, and that width; a delimiter that parts nothing is worst."""
    try:
        lines = csv.reader(sample.splitlines(keepends=True), delimiter=delimiter)
        widths = [len(row) for row, _ in zip(lines, range(_SAMPLE_ROWS + 1), strict=False) if any(row)]
    except csv.Error:
        return (0.0, 0)
    if len(widths) > 2:
        # The sample may end in the middle of a row.
        widths = widths[:-1]
    width = max(set(widths), key=lambda each: (widths.count(each), each), default=0)
    return (0.0, width) if width < 2 else (widths.count(width) / len(widths), width)


def _collect(
    path: Path, encoding: str, delimiter: str, limits: Limits, *, skip_first: bool
) -> tuple[list[list[Cell]], list[int]]:
    rows: list[list[Cell]] = []
    numbers: list[int] = []
    cells = 0
    known: dict[str, str] = {}
    for number, row in enumerate(_records(path, encoding, delimiter), start=1):
        cells += len(row)
        if number > limits.rows or len(row) > limits.columns or cells > limits.cells:
            raise refusals.too_large(path.name)
        if number == 1 and skip_first:
            continue
        kept = [_cell(text, known) for text in row]
        rows.append(kept)
        numbers.append(number)
    return rows, numbers


def _cell(text: str, known: dict[str, str]) -> Cell:
    text = text.strip()
    if not text:
        return None
    # Offices, ranks and steps repeat in every row: one copy of each is enough.
    return known.setdefault(text, text) if len(text) < 64 else text


def _records(path: Path, encoding: str, delimiter: str) -> Iterator[Sequence[str]]:
    before: Sequence[str] | None = None
    csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(encoding=encoding, newline="") as file:
            for row in csv.reader(_lines(path.name, file), delimiter=delimiter):
                if before is not None:
                    yield before
                before = row
    except csv.Error as problem:
        raise _open_quote(path.name) from problem
    except UnicodeDecodeError as problem:
        if encoding != "utf-8":
            raise _not_text(path.name) from problem
        raise
    if before != [_END]:
        raise _open_quote(path.name)


def _lines(file_name: str, file: Iterator[str]) -> Iterator[str]:
    for line in file:
        if "\x00" in line:
            raise _not_text(file_name)
        yield line
    yield _END


def _refuse_shifted(file: str, rows: Sequence[Sequence[Cell]], numbers: Sequence[int]) -> None:
    header = find_header(rows)
    if header is None:
        return
    width = len(header.columns)
    problems = []
    for row, number in zip(rows[header.below :], numbers[header.below :], strict=True):
        if len(row) > width and any(cell is not None for cell in row[width:]):
            fault = faults.too_wide(len(row), width)
            problems.append(Problem(fault.code, fault.sentence, file, number))
    if problems:
        raise refusals.refuse(
            "unreadable_file",
            file,
            f"{len(problems)} baris punya isian lebih banyak daripada judul kolom, mulai baris {problems[0].row}. "
            "Beri tanda kutip pada isian yang memuat tanda pemisah.",
            f"{len(problems)} rows have more cells than there are headers, from row {problems[0].row} on. "
            "Put quotes around cells that hold the separator.",
            problems[:_PROBLEMS_LISTED],
        )


def _not_text(file: str) -> Exception:
    return refusals.unreadable(
        file,
        "isinya bukan teks. Simpan tabelnya sebagai XLSX atau CSV UTF-8.",
        "this is not text. Save the table as XLSX or CSV UTF-8.",
    )


def _open_quote(file: str) -> Exception:
    return refusals.unreadable(
        file,
        'ada tanda kutip yang tidak ditutup, sehingga baris-baris sesudahnya tertelan. Periksa tanda " di berkas.',
        'a quote is never closed, so that the rows after it are swallowed. Look for a single " in the file.',
    )
