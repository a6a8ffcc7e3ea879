"""Awful files, made when a test asks for them."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from saindege.base import errors

Write = Callable[..., Path]


@pytest.fixture
def text(tmp_path: Path) -> Write:
    """Write a text file in an encoding, or bytes as they are."""

    def write(content: str | bytes, name: str = "a.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


@pytest.fixture
def book(tmp_path: Path) -> Write:
    """Write a workbook: sheet name to rows; dates become date cells, texts stay texts."""

    def write(sheets: Mapping[str, Sequence[Sequence[object]]], name: str = "a.xlsx") -> Path:
        path = tmp_path / name
        with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False}) as made:
            day = made.add_format({"num_format": "dd/mm/yyyy"})
            moment = made.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"})
            for title, rows in sheets.items():
                sheet = made.add_worksheet(title)
                for at, row in enumerate(rows):
                    for place, cell in enumerate(row):
                        if isinstance(cell, date):
                            form = moment if isinstance(cell, datetime) else day
                            sheet.write_datetime(at, place, cell, form)
                        elif isinstance(cell, str):
                            sheet.write_string(at, place, cell)
                        elif cell is not None:
                            sheet.write(at, place, cell)
        return path

    return write


@pytest.fixture
def packed(tmp_path: Path) -> Write:
    """Write a packed workbook part by part, as a forger would."""

    def write(parts: Mapping[str, bytes], name: str = "a.xlsx") -> Path:
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, content in parts.items():
                archive.writestr(part, content)
        return path

    return write


@pytest.fixture
def xlsx_parts() -> Callable[[bytes], dict[str, bytes]]:
    """Return the parts of the smallest XLSX around the rows of one sheet."""
    return _xlsx_parts


@pytest.fixture
def ods_parts() -> Callable[[bytes], dict[str, bytes]]:
    """Return the parts of the smallest ODS around the rows of one sheet."""
    return _ods_parts


@pytest.fixture
def compound(tmp_path: Path) -> Write:
    """Write a compound file, as XLS and locked workbooks are: stream name to content."""

    def write(streams: Mapping[str, bytes], name: str = "a.xls") -> Path:
        path = tmp_path / name
        path.write_bytes(_compound(streams))
        return path

    return write


@pytest.fixture
def xls_stream() -> Callable[..., bytes]:
    """Return the workbook stream of an XLS with one sheet of numbers and texts, and more records at its front."""
    return _xls_stream


@pytest.fixture
def refusal() -> Callable[[Callable[[], object]], errors.BadInput]:
    """Return the refusal that a reading must end in, once it is known to speak both languages."""
    return _refusal


def _xlsx_parts(sheet: bytes) -> dict[str, bytes]:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'spreadsheetml.sheet.main+xml"/></Types>'
        ).encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>'
        ).encode(),
        "xl/workbook.xml": (
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets>'
            "</workbook>"
        ).encode(),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>'
        ).encode(),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>'.encode()
        + sheet
        + b"</sheetData></worksheet>",
    }


def _ods_parts(rows: bytes) -> dict[str, bytes]:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    return {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": (
            f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0"><manifest:file-entry '
            'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
            "</manifest:manifest>"
        ).encode(),
        "content.xml": (
            f'<office:document-content xmlns:office="{space}:office:1.0" xmlns:table="{space}:table:1.0" '
            f'xmlns:text="{space}:text:1.0"><office:body><office:spreadsheet><table:table table:name="A">'
        ).encode()
        + rows
        + b"</table:table></office:spreadsheet></office:body></office:document-content>",
    }


def _compound(streams: Mapping[str, bytes]) -> bytes:
    sector, free, last = 512, 0xFFFFFFFF, 0xFFFFFFFE
    body, table, starts = b"", [], {}
    for name, content in streams.items():
        # Streams under 4,096 bytes would live in a smaller table of their own.
        padded = content.ljust(4096, b"\0") + b"\0" * (-max(len(content), 4096) % sector)
        count = len(padded) // sector
        starts[name] = (len(table), len(padded))
        table += [len(table) + at for at in range(1, count)] + [last]
        body += padded

    def entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
        raw = name.encode("utf-16-le") + b"\0\0"
        head = raw.ljust(64, b"\0") + struct.pack(
            "<HBBIII", len(raw) if kind else 0, kind, 1, free, right, child
        )
        return head + bytes(16) + struct.pack("<IQQIQ", 0, 0, 0, start, size)

    directory_start = len(table)
    directory = entry("Root Entry", 5, free, 1, last, 0)
    for at, (name, (start, size)) in enumerate(starts.items(), start=1):
        directory += entry(name, 2, at + 1 if at < len(starts) else free, free, start, size)
    while len(directory) % sector:
        directory += entry("", 0, free, free, 0, 0)
    count = len(directory) // sector
    table += [directory_start + at for at in range(1, count)] + [last]
    table_start = len(table)
    table.append(0xFFFFFFFD)
    body += directory + struct.pack("<128I", *table, *[free] * (128 - len(table)))
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
    )
    head += struct.pack("<IIIIIIIII", 0, 1, directory_start, 0, 4096, last, 0, last, 0)
    return head + struct.pack("<109I", table_start, *[free] * 108) + body


def _xls_stream(cells: Sequence[tuple[int, int, float | str]], front: bytes = b"") -> bytes:
    def record(kind: int, content: bytes = b"") -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    def begin(kind: int) -> bytes:
        return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))

    sheet_name = b"\x01\x00A"
    length = len(begin(5)) + 4 + 6 + len(sheet_name) + 4
    book = begin(5) + record(0x0085, struct.pack("<IH", length, 0) + sheet_name) + record(0x000A)
    sheet = begin(16) + front
    for row, column, value in cells:
        if isinstance(value, str):
            content = struct.pack("<HHHHB", row, column, 0, len(value), 0) + value.encode("latin-1")
            sheet += record(0x0204, content)
        else:
            sheet += record(0x0203, struct.pack("<HHHd", row, column, 0, value))
    return book + sheet + record(0x000A)


def _refusal(read: Callable[[], object]) -> errors.BadInput:
    with pytest.raises(errors.BadInput) as caught:
        read()
    error = caught.value
    assert error.sentence.id and error.sentence.en and error.sentence.id != error.sentence.en
    assert all(problem.sentence.id and problem.sentence.en for problem in error.problems)
    return error
