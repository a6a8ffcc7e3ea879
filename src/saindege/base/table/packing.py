"""Look inside a packed workbook before it is opened: bombs, entities, cells beyond any sheet."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.parsers import expat

from saindege.base.errors import BadInput
from saindege.base.table import refusals
from saindege.base.table.corners import corner_of, parsed_corner
from saindege.base.table.limits import Limits

_CHUNK: Final = 1 << 16
_PARTS_ALLOWED: Final = 10_000
_ENCRYPTED: Final = 0x1
_DOCUMENT_TYPE: Final = (
    b"<!DOCTYPE",
    b"<!ENTITY",
    "<!DOCTYPE".encode("utf-16-le"),
    "<!DOCTYPE".encode("utf-16-be"),
)


def check(path: Path, limits: Limits) -> None:
    """Refuse a packed workbook that would harm the machine.

    Raises
    ------
    BadInput : unsafe_file, file_too_large, unreadable_file
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            _check_kind(path.name, names)
            if len(parts) > _PARTS_ALLOWED:
                raise _bomb(path.name)
            total = 0
            for part in parts:
                if part.flag_bits & _ENCRYPTED:
                    raise refusals.damaged(path.name)
                total = _check_part(path, part, total, limits)
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        OSError,
        ValueError,
        NotImplementedError,
    ) as problem:
        raise refusals.damaged(path.name) from problem


def _check_kind(file: str, names: set[str]) -> None:
    if "xl/workbook.xml" in names or "content.xml" in names:
        return
    if "xl/workbook.bin" in names:
        raise refusals.unreadable(
            file,
            "jenis XLSB tidak dibaca. Buka di Excel, lalu Simpan Sebagai XLSX.",
            "the XLSB format is not read. Open it in Excel and save it as XLSX.",
        )
    raise refusals.unreadable(
        file,
        "ini arsip, bukan buku kerja. Keluarkan tabel dari arsipnya, atau simpan sebagai XLSX atau CSV.",
        "this is an archive, not a workbook. Take the table out of it, or save it as XLSX or CSV.",
    )


def _check_part(path: Path, part: zipfile.ZipInfo, total: int, limits: Limits) -> int:
    """Unpack one part, watch its size and its markup, and return the total unpacked so far."""
    corner = corner_of(part.filename)
    is_markup = part.filename.lower().endswith((".xml", ".rels"))
    packed = max(1, path.stat().st_size)
    tail = b""
    for piece in _unpack(path, part):
        total += len(piece)
        if total > limits.unpacked_bytes or (total > limits.free_bytes and total > packed * limits.expansion):
            raise _bomb(path.name)
        window = tail + piece
        if is_markup and any(mark in window for mark in _DOCUMENT_TYPE):
            raise _entities(path.name)
        corner.see(piece, window)
        tail = window[-64:]
    if not corner.is_sure:
        corner = parsed_corner()
        for piece in _unpack(path, part):
            corner.see(piece, piece)
    if corner.cells > limits.cells:
        raise refusals.far(path.name)
    return total


def _unpack(path: Path, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield a part as its packed bytes really unpack, whatever size the archive claims."""
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise refusals.damaged(path.name)
    with path.open("rb") as file:
        file.seek(part.header_offset)
        local = file.read(30)
        if len(local) < 30 or not local.startswith(b"PK\x03\x04"):
            raise refusals.damaged(path.name)
        file.seek(int.from_bytes(local[26:28], "little") + int.from_bytes(local[28:30], "little"), 1)
        left = part.compress_size
        unpacker = zlib.decompressobj(-15) if part.compress_type == zipfile.ZIP_DEFLATED else None
        while left > 0 and (piece := file.read(min(_CHUNK, left))):
            left -= len(piece)
            if unpacker is None:
                yield piece
                continue
            while piece:
                yield unpacker.decompress(piece, 16 * _CHUNK)
                piece = unpacker.unconsumed_tail


def _bomb(file: str) -> BadInput:
    return refusals.unsafe(
        file,
        "berkas kecil ini mengembang menjadi sangat besar. Salin tabelnya ke buku kerja baru, lalu kirim lagi.",
        "this small file unpacks to a huge one. Copy the table to a new workbook and retry.",
    )


def _entities(file: str) -> BadInput:
    return refusals.unsafe(
        file,
        "isinya memuat definisi entitas XML, yang tidak pernah ditulis oleh Excel. Simpan ulang dari Excel.",
        "it holds XML entity definitions, which no spreadsheet writes. Save it again from a spreadsheet.",
    )
