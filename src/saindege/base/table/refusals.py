"""Refusals of a whole file, each with what to do next."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from saindege.base.errors import BadInput, Problem, Sentence
from saindege.base.table.limits import Limits


def refuse(code: str, file: str, indonesian: str, english: str, problems: Iterable[Problem] = ()) -> BadInput:
    """Return the refusal of a file, to be raised by the caller."""
    sentence = Sentence(id=f"{file}: {indonesian}", en=f"{file}: {english}")
    return BadInput(sentence, code=code, problems=tuple(problems) or [Problem(code, sentence, file=file)])


def check_file(path: Path, limits: Limits) -> None:
    """Refuse what is no file, holds nothing or is too large, before one byte is read.

    Raises
    ------
    BadInput : missing_file, unreadable_file, empty_file, file_too_large
    """
    if not path.exists():
        raise refuse(
            "missing_file",
            path.name,
            "berkas tidak ditemukan. Periksa nama dan foldernya.",
            "there is no such file. Check its name and folder.",
        )
    if not path.is_file():
        raise unreadable(
            path.name, "ini bukan berkas. Sebutkan satu berkas.", "this is not a file. Name one file."
        )
    size = path.stat().st_size
    if size == 0:
        raise empty(path.name)
    if size > limits.file_bytes:
        raise too_large(path.name)


def unreadable(file: str, indonesian: str, english: str) -> BadInput:
    """Return the refusal of a file that is not what a table looks like."""
    return refuse("unreadable_file", file, indonesian, english)


def damaged(file: str) -> BadInput:
    """Return the refusal of a file that is cut short or damaged."""
    return unreadable(
        file,
        "berkas terpotong atau rusak. Buka di aplikasinya, simpan ulang sebagai XLSX atau CSV, lalu kirim lagi.",
        "the file is cut short or damaged. Open it in its application, save it again as XLSX or CSV, and retry.",
    )


def empty(file: str) -> BadInput:
    """Return the refusal of a file without a table."""
    return refuse(
        "empty_file",
        file,
        "berkas kosong. Isi judul kolom di baris pertama dan data di bawahnya.",
        "the file is empty. Put column headers in the first row and the data below.",
    )


def too_large(file: str) -> BadInput:
    """Return the refusal of a file beyond the limits."""
    return refuse(
        "file_too_large",
        file,
        "berkas terlalu besar. Bagi menjadi beberapa berkas, atau hapus baris dan kolom yang tidak diperlukan.",
        "the file is too large. Split it into several files, or remove rows and columns that are not needed.",
    )


def unsafe(file: str, indonesian: str, english: str) -> BadInput:
    """Return the refusal of a file that would harm the machine that opens it."""
    return refuse("unsafe_file", file, indonesian, english)


def far(file: str) -> BadInput:
    """Return the refusal of a workbook with a cell so far out that the grid would fill the memory."""
    return unsafe(
        file,
        "ada isian yang letaknya sangat jauh di luar tabel. Salin tabelnya saja ke lembar baru, lalu kirim lagi.",
        "a cell stands far outside the table. Copy the table alone to a new sheet and retry.",
    )


def locked(file: str) -> BadInput:
    """Return the refusal of a workbook with a password."""
    return unreadable(
        file,
        "berkas dikunci dengan kata sandi. Buka di Excel, hapus kata sandinya, lalu simpan ulang.",
        "the file is locked with a password. Open it, remove the password and save it again.",
    )
