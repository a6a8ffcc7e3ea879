"""The machine: interpreter, folder, room, permissions."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from saindege.web import folders
from saindege.web.operation.doctor.finding import Finding, well, wrong

OLDEST, TOO_NEW = (3, 11), (3, 15)
LEAST_ROOM = 500_000_000


def python_version() -> Finding:
    """Look at the interpreter."""
    here = platform.python_version()
    if OLDEST <= sys.version_info[:2] < TOO_NEW:
        return well("python", f"Python {here}", f"Python {here}")
    return wrong(
        "python",
        (f"Python {here} tidak diuji dengan Saindege", f"Python {here} is not tested with Saindege"),
        ("Pasang Python 3.11 sampai 3.14.", "Install Python 3.11 to 3.14."),
    )


def data_folder(folder: Path) -> Iterator[Finding]:
    """Look at the data folder: there, writable, with room, closed to others."""
    if not folder.is_dir():
        yield wrong(
            "data_folder",
            (f"Folder data {folder} belum ada", f"There is no data folder {folder}"),
            (
                "Jalankan saindege migrate, atau setel SAINDEGE_DATA ke folder yang benar.",
                "Run saindege migrate, or set SAINDEGE_DATA to the right folder.",
            ),
        )
        return
    yield _writable(folder)
    yield _room(folder)
    yield _key(folder)


def _writable(folder: Path) -> Finding:
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
    except OSError as fault:
        return wrong(
            "data_folder",
            (
                f"Folder data {folder} tidak dapat ditulis: {fault.strerror}",
                f"The data folder {folder} cannot be written: {fault.strerror}",
            ),
            (
                "Beri hak tulis kepada akun sistem yang menjalankan Saindege, atau kosongkan ruang.",
                "Allow the system account that runs Saindege to write there, or free some space.",
            ),
        )
    return well(
        "data_folder", f"Folder data {folder} dapat ditulis", f"The data folder {folder} can be written"
    )


def _room(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    gigabytes = f"{free / 1e9:.1f} GB"
    if free >= LEAST_ROOM:
        return well("disk_space", f"Ruang tersisa {gigabytes}", f"{gigabytes} of room left")
    return wrong(
        "disk_space",
        (f"Ruang tersisa hanya {gigabytes}", f"Only {gigabytes} of room left"),
        (
            "Kosongkan ruang atau pindahkan folder data; di bawah 0,5 GB pekerjaan dan cadangan dapat gagal.",
            "Free some space or move the data folder; below 0.5 GB work and backups may fail.",
        ),
    )


def _key(folder: Path) -> Finding:
    key = folder / folders.KEY_FILE
    if not key.exists():
        if os.environ.get("SAINDEGE_SECRET_KEY"):
            return well("key", "Kunci dari SAINDEGE_SECRET_KEY", "The key comes from SAINDEGE_SECRET_KEY")
        return wrong(
            "key",
            (
                "Kunci belum ada: setiap mulai ulang mengeluarkan semua orang",
                "There is no key: each start signs everybody out",
            ),
            ("Jalankan saindege migrate; kunci dibuatkan.", "Run saindege migrate; it makes the key."),
        )
    if os.name == "posix" and key.stat().st_mode & 0o077:
        return wrong(
            "key",
            (f"Kunci {key} dapat dibaca akun lain", f"Other accounts can read the key {key}"),
            (f"Jalankan: chmod 600 {key}", f"Run: chmod 600 {key}"),
        )
    return well("key", "Kunci ada dan tertutup", "The key is there and closed to others")
