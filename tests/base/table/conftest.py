"""Awful files, made when a test asks for them."""

from __future__ import annotations

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


def _refusal(read: Callable[[], object]) -> errors.BadInput:
    with pytest.raises(errors.BadInput) as caught:
        read()
    error = caught.value
    assert error.sentence.id and error.sentence.en and error.sentence.id != error.sentence.en
    assert all(problem.sentence.id and problem.sentence.en for problem in error.problems)
    return error
