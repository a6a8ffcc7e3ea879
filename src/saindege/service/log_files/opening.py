"""Opening a log: plain or gzip, never more than a machine can bear."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, cast

from saindege.base.errors import BadInput, Problem, Sentence

Kind = Literal["xes", "ocel", "parquet", "workbook", "text"]

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a log may be.

    Attributes
    ----------
    file_bytes : size of a log on the disk
    unpacked_bytes : size of a packed log when unpacked
    expansion : unpacked over packed size, asked only beyond ``free_bytes`` unpacked
    json_bytes : size of a file that must be read whole
    """

    file_bytes: int = 1_900_000_000
    unpacked_bytes: int = 1_900_000_000
    expansion: int = 300
    free_bytes: int = 64 << 20
    json_bytes: int = 256 << 20


def refuse(code: str, path: Path, indonesian: str, english: str) -> BadInput:
    """Return the refusal of a whole file, to be raised by the caller."""
    sentence = Sentence(id=f"{path.name}: {indonesian}", en=f"{path.name}: {english}")
    return BadInput(sentence, code=code, problems=[Problem(code, sentence, file=path.name)])


def unreadable(path: Path, indonesian: str, english: str) -> BadInput:
    """Return the refusal of a file that cannot be read as what it claims to be."""
    return refuse("unreadable_file", path, indonesian, english)


def check_file(path: Path, limits: Limits) -> None:
    """Refuse what is no file, holds nothing or is too large.

    Raises
    ------
    BadInput : missing_file, unreadable_file, empty_file, file_too_large
    """
    if not path.exists():
        raise refuse(
            "missing_file",
            path,
            "berkas tidak ditemukan. Periksa nama dan foldernya.",
            "there is no such file. Check its name and folder.",
        )
    if not path.is_file():
        raise unreadable(
            path,
            "ini bukan berkas. Sebutkan satu berkas log.",
            "this is not a file. Name one log file.",
        )
    try:
        with path.open("rb"):
            size = path.stat().st_size
    except OSError as problem:
        raise unreadable(
            path,
            "berkas tidak dapat dibuka. Tutup di aplikasi lain dan periksa hak aksesnya.",
            "the file cannot be opened. Close it in other applications and check its permissions.",
        ) from problem
    if size == 0:
        raise empty(path)
    if size > limits.file_bytes:
        raise too_large(path)


def empty(path: Path) -> BadInput:
    """Return the refusal of a log without one event."""
    return refuse(
        "empty_file",
        path,
        "tidak ada kejadian di berkas ini. Ekspor ulang log dari aplikasinya.",
        "there is no event in this file. Export the log again from its application.",
    )


def too_large(path: Path) -> BadInput:
    """Return the refusal of a log beyond the limits."""
    return refuse(
        "file_too_large",
        path,
        "berkas terlalu besar. Bagi menurut tahun, atau simpan sebagai Parquet.",
        "the file is too large. Split it by year, or save it as Parquet.",
    )


def is_packed(path: Path) -> bool:
    """Say whether the file is gzip, whatever its name."""
    with path.open("rb") as file:
        return file.read(2) == b"\x1f\x8b"


def read_chunks(path: Path, limits: Limits) -> Iterator[bytes]:
    """Yield the content in pieces of a megabyte, unpacked where it is gzip.

    Raises
    ------
    BadInput : unsafe_file where a small file unpacks to a huge one, unreadable_file where it is cut short
    """
    if not is_packed(path):
        with path.open("rb") as plain:
            while piece := plain.read(_CHUNK):
                yield piece
        return
    packed_size, unpacked = path.stat().st_size, 0
    with gzip.open(path) as file:
        while True:
            try:
                piece = cast(BinaryIO, file).read(_CHUNK)
            except (EOFError, OSError, zlib.error) as problem:
                raise unreadable(
                    path,
                    "berkas terpotong atau rusak. Salin atau unduh ulang.",
                    "the file is cut short or damaged. Copy or download it again.",
                ) from problem
            if not piece:
                return
            unpacked += len(piece)
            if unpacked > limits.free_bytes and unpacked > packed_size * limits.expansion:
                raise refuse(
                    "unsafe_file",
                    path,
                    "berkas kecil ini mengembang menjadi sangat besar. Kirim isinya tanpa dimampatkan.",
                    "this small file unpacks to a huge one. Hand in its content unpacked.",
                )
            if unpacked > limits.unpacked_bytes:
                raise too_large(path)
            yield piece


def kind_of(path: Path, limits: Limits) -> Kind:
    """Tell the kind of a log by its content, never by its name."""
    pieces = read_chunks(path, limits)
    head = next(pieces, b"")[:4096]
    pieces.close()  # type: ignore[attr-defined]  # a generator, typed as the iterator that callers need
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return "workbook"
    text = (
        head.replace(b"\x00", b"")
        if head.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<"))
        else head
    )
    text = text.lstrip(b"\xef\xbb\xbf\xff\xfe").lstrip()
    if text.startswith(b"<"):
        return "xes"
    if text.startswith((b"{", b"[")):
        return "ocel"
    return "text"
