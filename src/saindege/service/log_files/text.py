"""A log as text, made ready for fast reading: unpacked, in UTF-8, its delimiter and header known."""

from __future__ import annotations

import codecs
import csv
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from saindege.base.table.headers import find_header
from saindege.base.table.text_file import delimiter_of, encoding_of, sample_of
from saindege.service.log_files import opening

_HEADER_RECORDS = 60
_CHUNK = 1 << 20
_LONGEST_CELL = 1 << 20
# A line longer than this is no row of a log, and would be held in memory whole.
_LONGEST_LINE = 16 << 20


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text file as the fast reader takes it.

    Attributes
    ----------
    path : the file itself, or a copy unpacked or turned into UTF-8
    delimiter : between cells
    headers : as written, '' where a column has none; () where no header was found
    header_record : number of the header's row as a spreadsheet shows it
    header_lines : lines of the file up to the header's end
    lines : lines of the file
    is_regular : nothing in it needs the slow reader as far as could be seen
    is_copy : the file is a copy that will not stay
    """

    path: Path
    delimiter: str
    headers: tuple[str, ...]
    header_record: int
    header_lines: int
    lines: int
    is_regular: bool
    is_copy: bool

    def numbering(self, rows: int) -> Callable[[npt.NDArray[np.int64]], Sequence[int]]:
        """Return what turns positions among the rows under the header into the numbers that a spreadsheet shows."""
        if self.lines - self.header_lines == rows:
            first = self.header_record + 1
            return lambda positions: [position + first for position in positions.tolist()]
        if self.is_copy:
            # The copy is gone when somebody asks.
            numbers = self._walk()
            return lambda positions: [numbers[position] for position in positions.tolist()]

        def walk(positions: npt.NDArray[np.int64]) -> list[int]:
            numbers = self._walk()
            return [numbers[position] for position in positions.tolist()]

        return walk

    def _walk(self) -> list[int]:
        """Number the records: blank lines and cells of several lines part rows and lines."""
        with self.path.open(encoding="utf-8-sig", newline="") as file:
            return [
                number
                for number, record in enumerate(csv.reader(file, delimiter=self.delimiter), start=1)
                if number > self.header_record and record
            ]


@contextmanager
def unpacked(path: Path, limits: opening.Limits) -> Iterator[Path]:
    """Give a file that is not packed: the file itself, or a copy of its content that is gone afterwards.

    Raises
    ------
    BadInput : unsafe_file, file_too_large, unreadable_file
    """
    if not opening.is_packed(path):
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="saindege-", ignore_cleanup_errors=True) as folder:
        # The copy keeps the name: refusals speak of the file that the user knows.
        copy = Path(folder, path.name)
        with copy.open("wb") as file:
            file.writelines(opening.read_chunks(path, limits))
        yield copy


@contextmanager
def plain_text(path: Path, *, is_copy: bool = False) -> Iterator[PlainText]:
    """Make a text that is not packed ready; where it is no UTF-8, by a copy that is gone afterwards.

    ``is_copy`` says that the file itself will be gone too.

    Raises
    ------
    BadInput : unreadable_file
    """
    encoding = encoding_of(path)
    lines = None
    if encoding in ("utf-8", "utf-8-sig"):
        lines = _count_lines(path)
    if lines is not None:
        yield describe(path, lines, is_copy=is_copy)
        return
    with tempfile.TemporaryDirectory(prefix="saindege-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder, path.name)
        _transcode(path, copy, "cp1252" if encoding in ("utf-8", "utf-8-sig") else encoding)
        yield describe(copy, _count_lines(copy) or 0, is_copy=True)


def _count_lines(path: Path) -> int | None:
    """Return the lines of a file; None where it is no UTF-8 after all."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    lines, last, begun = 0, b"", 0
    with path.open("rb") as file:
        while piece := file.read(_CHUNK):
            lines += piece.count(b"\n")
            last = piece[-1:]
            end = piece.rfind(b"\n")
            begun = begun + len(piece) if end < 0 else len(piece) - end - 1
            if begun > _LONGEST_LINE:
                raise opening.unreadable(
                    path,
                    "ada baris yang luar biasa panjang; ini bukan log. Ekspor ulang dari aplikasinya.",
                    "a line is absurdly long; this is no log. Export it again from its application.",
                )
            if not piece.isascii() or decoder.getstate()[0]:
                try:
                    decoder.decode(piece)
                except UnicodeDecodeError:
                    return None
            if b"\x00" in piece:
                raise opening.unreadable(
                    path,
                    "isinya bukan teks. Simpan log sebagai XLSX atau CSV UTF-8.",
                    "this is not text. Save the log as XLSX or CSV UTF-8.",
                )
    return lines + (last not in (b"\n", b""))


def _transcode(path: Path, copy: Path, encoding: str) -> None:
    # Five bytes mean nothing in Windows-1252; a log is not refused for a stray one.
    with (
        path.open(encoding=encoding, errors="replace", newline="") as source,
        copy.open("w", encoding="utf-8", newline="") as target,
    ):
        while piece := source.read(_CHUNK):
            target.write(piece.replace("\x00", ""))


def describe(path: Path, lines: int, *, is_copy: bool) -> PlainText:
    """Find delimiter and header of a text in UTF-8 that has so many lines."""
    sample = sample_of(path, "utf-8-sig")
    delimiter, is_declared = delimiter_of(sample)
    records, ends = _first_records(sample, delimiter)
    first = 1 if is_declared else 0
    header = find_header(records[first:])
    if header is None:
        return PlainText(path, delimiter, (), 0, 0, lines, is_regular=False, is_copy=is_copy)
    below = first + header.below
    # A return without a line feed ends the lines of very old exports only.
    is_regular = below <= len(records) and "\r" not in sample.replace("\r\n", "")
    return PlainText(path, delimiter, header.columns, below, ends[below - 1], lines, is_regular, is_copy)


def _first_records(sample: str, delimiter: str) -> tuple[list[list[str | None]], list[int]]:
    """Return the first records, blank cells as None, and the line on which each ends."""
    records: list[list[str | None]] = []
    ends: list[int] = []
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(sample.splitlines(keepends=True), delimiter=delimiter)
    try:
        for record in reader:
            records.append([cell.strip() or None for cell in record])
            ends.append(reader.line_num)
            if len(records) == _HEADER_RECORDS:
                break
    except csv.Error:
        # The slow reader meets the same fault and says where.
        pass
    return records, ends
