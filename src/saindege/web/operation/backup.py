"""One file that holds everything: the database as it is at one moment, the files, the key, and what they should be."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from saindege import __version__
from saindege.base.errors import BadInput, Language, SaindegeError, Sentence
from saindege.web import folders
from saindege.web.operation.report import Report

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database.sqlite3"
FILES = "files"
_BLOCK = 1 << 20
# Already pressed tightly: pressing again costs time and gains nothing.
_PRESSED = {".zip", ".xlsx", ".ods", ".parquet", ".gz", ".pdf", ".png", ".jpg"}


class FileStands(BadInput):
    """There is a file of that name."""

    code = "conflict"


class NothingToKeep(BadInput):
    """The data folder holds no database."""

    code = "missing_file"


class NotHere(SaindegeError):
    """The database has a backup of its own that is better than ours."""

    code = "not_supported"


class Damaged(SaindegeError):
    """The copy of the database is not whole."""

    code = "damaged"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the backup.

    Attributes
    ----------
    name : path inside the backup
    size : bytes
    sha256 : of its content
    """

    name: str
    size: int
    sha256: str


def backup(file: Path, *, replace: bool) -> Report:
    """Write a backup; it appears whole or not at all, and its copy of the database was checked.

    Raises
    ------
    FileStands : the file exists and may not be replaced
    NotHere : the database is no SQLite file
    Damaged : the database itself is damaged
    """
    _refuse(file, replace)
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    copy = file.with_name(f".{file.name}.{os.getpid()}.sqlite3")
    try:
        copy_database(copy)
        entries = _write_zip(aside, copy)
        with aside.open("rb+") as written:
            os.fsync(written.fileno())
        os.replace(aside, file)
    finally:
        aside.unlink(missing_ok=True)
        copy.unlink(missing_ok=True)
        # SQLite leaves its journal beside a copy that found no room.
        copy.with_name(f"{copy.name}-journal").unlink(missing_ok=True)
    size = file.stat().st_size

    def lines(language: Language) -> list[str]:
        if language == "en":
            return [
                f"Written: {file} ({len(entries)} files, {size / 1e6:.1f} MB). Keep it in a safe place: it holds personal data and the key."
            ]
        return [
            f"Tersimpan: {file} ({len(entries)} berkas, {size / 1e6:.1f} MB). Simpan di tempat aman: isinya data pribadi dan kunci."
        ]

    return Report({"file": str(file), "files": len(entries), "bytes": size}, lines)


def copy_database(to: Path) -> None:
    """Copy the database as it is at one moment, while others go on writing.

    Raises
    ------
    Damaged : the copy is not whole
    OSError : no room is left
    """
    source = sqlite3.connect(connection.settings_dict["NAME"], timeout=60)
    try:
        source.execute("VACUUM INTO ?", [str(to)])
    except sqlite3.OperationalError as fault:
        # A write that finds no room while VACUUM INTO is under way is told without its extended code.
        if fault.sqlite_errorcode in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_IOERR_WRITE):
            raise OSError(28, str(fault)) from fault
        raise
    finally:
        source.close()
    if not is_whole(to):
        raise Damaged(
            Sentence(
                id="Basis data rusak; cadangan tidak dibuat. Jalankan saindege doctor, lalu pulihkan cadangan terakhir.",
                en="The database is damaged; no backup was made. Run saindege doctor, then restore the last backup.",
            )
        )


def is_whole(database: Path) -> bool:
    """Say whether an SQLite file is what it should be, page for page."""
    opened = sqlite3.connect(database)
    try:
        return opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        return False
    finally:
        opened.close()


def _refuse(file: Path, replace: bool) -> None:
    if connection.vendor != "sqlite":
        raise NotHere(
            Sentence(
                id="Data tersimpan di PostgreSQL: cadangkan dengan pg_dump, dan salin folder files beserta secret-key.",
                en="The data are in PostgreSQL: back it up with pg_dump, and copy the folder files and the secret-key.",
            )
        )
    if not Path(connection.settings_dict["NAME"]).exists():
        raise NothingToKeep(
            Sentence(
                id="Belum ada data untuk dicadangkan. Periksa SAINDEGE_DATA.",
                en="There are no data to back up yet. Check SAINDEGE_DATA.",
            )
        )
    if file.is_dir() or (file.exists() and not replace):
        raise FileStands(
            Sentence(
                id=f"{file} sudah ada. Pilih nama lain, atau tambahkan --replace untuk menggantinya.",
                en=f"{file} exists already. Choose another name, or add --replace to replace it.",
            )
        )


def _write_zip(place: Path, database: Path) -> list[Entry]:
    # Only the owner may read it, from the first byte on.
    binary = getattr(os, "O_BINARY", 0)  # Windows would turn line ends
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL | binary, 0o600)
    with (
        os.fdopen(descriptor, "wb") as raw,
        zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as file,
    ):
        entries = [entry for name, path in _contents(database) if (entry := _add(file, name, path))]
        manifest = {
            "format": FORMAT,
            "saindege": __version__,
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "migrations": sorted(".".join(one) for one in MigrationRecorder(connection).applied_migrations()),
            "entries": [asdict(entry) for entry in entries],
        }
        file.writestr(MANIFEST, json.dumps(manifest, indent=1))
    return entries


def _contents(database: Path) -> Iterator[tuple[str, Path]]:
    """Yield what belongs into a backup; the database first, for a file is stored before its row."""
    yield DATABASE, database
    folder = Path(settings.SAINDEGE_DATA)
    for name in (folders.KEY_FILE, folders.DEMO_MARK):
        if (folder / name).is_file():
            yield name, folder / name
    files = Path(settings.MEDIA_ROOT)
    for path in sorted(files.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield f"{FILES}/{path.relative_to(files).as_posix()}", path


def _add(file: zipfile.ZipFile, name: str, path: Path) -> Entry | None:
    digest, size = hashlib.sha256(), 0
    about = zipfile.ZipInfo(name, datetime.now(UTC).timetuple()[:6])
    about.compress_type = zipfile.ZIP_STORED if path.suffix.lower() in _PRESSED else zipfile.ZIP_DEFLATED
    about.external_attr = 0o600 << 16
    try:
        source = path.open("rb")
    except FileNotFoundError:
        # Taken away since we looked; the database copy is older than that and knows of no need for it.
        return None
    with source, file.open(about, "w", force_zip64=True) as target:
        while block := source.read(_BLOCK):
            digest.update(block)
            size += len(block)
            target.write(block)
    return Entry(name, size, digest.hexdigest())
