"""Open a table by its content, never by its name."""

from __future__ import annotations

from pathlib import Path

from saindege.base.table import refusals
from saindege.base.table.content import Table
from saindege.base.table.headers import find_header
from saindege.base.table.limits import Limits
from saindege.base.table.rows import Rows

# What people hand in instead of a table, by its first bytes.
_FOREIGN = (
    (b"%PDF", "PDF", "PDF"),
    (b"\x89PNG", "gambar", "a picture"),
    (b"\xff\xd8\xff", "gambar", "a picture"),
    (b"\x1f\x8b", "arsip gzip", "a gzip archive"),
    (b"Rar!", "arsip RAR", "a RAR archive"),
    (b"7z\xbc\xaf", "arsip 7z", "a 7z archive"),
    (b"{\\rtf", "dokumen RTF", "an RTF document"),
    (b"SQLite format 3", "basis data", "a database"),
)


def read_table(path: Path | str, sheet: str | None = None, limits: Limits | None = None) -> Table:
    """Read a table and find its header.

    Parameters
    ----------
    path : CSV (comma, semicolon, tab; UTF-8, UTF-16, Windows-1252), XLSX, XLS, ODS or Parquet
    sheet : sheet of a workbook; the first visible one unless named

    Raises
    ------
    BadInput : missing_file, unreadable_file, unsafe_file, empty_file, file_too_large, unknown_value (the sheet)
    """
    path, limits = Path(path), limits or Limits()
    refusals.check_file(path, limits)
    rows = _read_rows(path, sheet, limits)
    return _tabulate(path.name, rows)


def list_sheets(path: Path | str) -> tuple[str, ...]:
    """Return the visible sheets of a workbook, in order; none for any other kind of table.

    To be asked of a file that ``read_table`` has read: only then is it known to be harmless.
    """
    with Path(path).open("rb") as file:
        head = file.read(4)
    if not head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")):
        return ()
    from saindege.base.table import workbook

    return workbook.sheet_names(Path(path))


def _read_rows(path: Path, sheet: str | None, limits: Limits) -> Rows:
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as problem:
        raise refusals.unreadable(
            path.name,
            "berkas tidak dapat dibuka. Tutup di aplikasi lain dan periksa hak aksesnya.",
            "the file cannot be opened. Close it in other applications and check its permissions.",
        ) from problem
    if head.startswith(b"PAR1"):
        from saindege.base.table import parquet

        return parquet.read_rows(path, limits)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")):
        from saindege.base.table import workbook

        return workbook.read_rows(path, sheet, limits)
    for start, indonesian, english in _FOREIGN:
        if head.startswith(start):
            raise refusals.unreadable(
                path.name,
                f"ini {indonesian}, bukan tabel. Simpan tabelnya sebagai XLSX atau CSV.",
                f"this is {english}, not a table. Save the table as XLSX or CSV.",
            )
    _refuse_markup(path.name, head)
    from saindege.base.table import text_file

    return text_file.read_rows(path, limits)


def _refuse_markup(file: str, head: bytes) -> None:
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").lstrip()[:200].lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<style")):
        raise refusals.unreadable(
            file,
            "ini halaman web atau XML yang dinamai sebagai tabel. Buka di Excel, lalu Simpan Sebagai XLSX.",
            "this is a web page or XML under the name of a table. Open it in Excel and save it as XLSX.",
        )


def _tabulate(file: str, rows: Rows) -> Table:
    header = rows.header if rows.header is not None else find_header(rows.cells)
    if header is None:
        raise refusals.empty(file)
    columns = header.columns
    body, numbers = [], []
    for cells, number in zip(rows.cells[header.below :], rows.numbers[header.below :], strict=True):
        if any(cell is not None for cell in cells):
            body.append(cells)
            numbers.append(number)
    if not body:
        raise refusals.refuse(
            "empty_file",
            file,
            "hanya ada judul kolom, tanpa satu baris data. Isi datanya lalu kirim lagi.",
            "there are headers but not one row of data. Fill in the data and retry.",
        )
    return Table(file, columns, body, numbers, may_be_serial=rows.may_be_serial)
