"""Look inside a packed workbook before it is opened: bombs, entities, cells beyond any sheet."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final
from xml.parsers import expat

from saindege.base.errors import BadInput
from saindege.base.table import refusals, shared_texts
from saindege.base.table.corners import Corner, corner_of, parsed_corner
from saindege.base.table.limits import Limits
from saindege.base.table.shared_texts import SharedTexts

_CHUNK: Final = 1 << 16
_PARTS_ALLOWED: Final = 10_000
_ENCRYPTED: Final = 0x1
_END_RECORD: Final = 22
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
        _check_end(path)
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            _check_kind(path.name, names)
            if len(parts) > _PARTS_ALLOWED:
                raise _bomb(path.name)
            if any(part.flag_bits & _ENCRYPTED for part in parts):
                raise refusals.damaged(path.name)
            _check_parts(path, parts, limits)
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        OSError,
        ValueError,
        NotImplementedError,
    ) as problem:
        raise refusals.damaged(path.name) from problem


def _check_end(path: Path) -> None:
    """Refuse an archive with anything behind its end: another reader might find another list of parts there."""
    with path.open("rb") as file:
        file.seek(-min(path.stat().st_size, _END_RECORD), 2)
        end = file.read()
    if not end.startswith(b"PK\x05\x06") or end[-2:] != b"\x00\x00":
        raise zipfile.BadZipFile("the end of the archive is not at the end of the file")


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


def _check_parts(path: Path, parts: Sequence[zipfile.ZipInfo], limits: Limits) -> None:
    """Unpack every part once: watch sizes, markup, the corner of each sheet and the texts that cells share."""
    packed, total = max(1, path.stat().st_size), 0
    texts = SharedTexts()
    filled: dict[str, int] = {}
    for part in parts:
        corner, tail = corner_of(part.filename), b""
        is_markup = part.filename.lower().endswith((".xml", ".rels"))
        for piece in _unpack(path, part):
            total += len(piece)
            if total > limits.unpacked_bytes or total > max(limits.free_bytes, packed * limits.expansion):
                raise _bomb(path.name)
            window = tail + piece
            if is_markup and any(mark in window for mark in _DOCUMENT_TYPE):
                raise _entities(path.name)
            corner.see(piece, window)
            if part.filename.lower() == shared_texts.PART:
                texts.see(piece)
            tail = window[-64:]
        filled[part.filename] = corner.filled
        if not corner.is_sure:
            corner = _look_closer(path, part)
        if corner.cells > limits.cells:
            raise refusals.far(path.name)
    _check_texts(path, parts, texts, filled, limits)


def _look_closer(path: Path, part: zipfile.ZipInfo) -> Corner:
    corner = parsed_corner()
    for piece in _unpack(path, part):
        corner.see(piece, piece)
    return corner


def _check_texts(
    path: Path,
    parts: Sequence[zipfile.ZipInfo],
    texts: SharedTexts,
    filled: Mapping[str, int],
    limits: Limits,
) -> None:
    """Refuse texts so long and so often pointed at that they would fill the memory once they are read."""
    for part in parts:
        most = texts.longest * filled[part.filename]
        if texts.is_too_long or (
            most > limits.text_bytes and texts.pointed_at(_unpack(path, part)) > limits.text_bytes
        ):
            raise refusals.unsafe(
                path.name,
                "ada teks yang sangat panjang dan diulang di banyak sel. Pendekkan teks itu, lalu kirim lagi.",
                "a very long text is repeated in many cells. Shorten that text and retry.",
            )


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
