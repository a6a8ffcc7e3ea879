"""Brings a backup back: everything is checked first, and what stood there is put aside, not thrown away."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath

from saindege.base.errors import BadInput, Language, Sentence
from saindege.web import environment, folders
from saindege.web.operation import house
from saindege.web.operation.backup import DATABASE, FILES, FORMAT, MANIFEST, is_whole
from saindege.web.operation.report import Report
from saindege.web.operation.server import run_part

ASIDE = "before-restore-"
COMING = ".restore-"
_BLOCK = 1 << 20
_SUFFIXES = ("", "-wal", "-shm")
PARTS = (DATABASE, FILES, folders.KEY_FILE, folders.DEMO_MARK)
LARGEST_MANIFEST = 1 << 26


class NoBackup(BadInput):
    """The file is no whole backup of ours; nothing was changed."""

    code = "unreadable_file"


class NewerBackup(BadInput):
    """A later version made it; nothing was changed."""

    code = "conflict"


class DataStand(BadInput):
    """The data folder is not empty, or is in use; nothing was changed."""

    code = "conflict"


@dataclass(frozen=True, slots=True)
class Home:
    """Where the parts of a backup belong on this machine."""

    folder: Path
    database: Path

    def place_of(self, name: str) -> Path:
        """Return where one part belongs."""
        return self.database if name == DATABASE else self.folder / name


def restore(file: Path, *, replace: bool) -> Report:
    """Bring back a backup, after every part of it was compared with its checksum.

    Raises
    ------
    NoBackup, NewerBackup : the file cannot be used
    DataStand : there are data and ``replace`` is off, or the house is running
    """
    os.umask(0o077)
    home = find_home()
    _refuse_standing(home, replace)
    made_folder = not home.folder.exists()
    # Taken apart inside the data folder, or it would have to be copied from one disk to another at the end.
    coming = home.folder / f"{COMING}{os.getpid()}"
    swap = Swap(home)
    try:
        names = unpack(file, coming)
        with house.alone(home.folder) as nobody_else:
            if not nobody_else:
                raise DataStand(
                    Sentence(
                        id="Saindege masih berjalan pada folder ini. Hentikan web dan pekerja, lalu ulangi.",
                        en="Saindege is still running on this folder. Stop web and worker, then try again.",
                    )
                )
            swap.put_aside()
            swap.bring_in(coming, names)
        run_part(["saindege.web", "migrate"], {}, quiet=True)
    except BaseException:
        swap.undo()
        shutil.rmtree(coming, ignore_errors=True)
        if made_folder:
            shutil.rmtree(home.folder, ignore_errors=True)
        raise
    shutil.rmtree(coming, ignore_errors=True)
    return _report(home, swap.aside, len(names))


def find_home() -> Home:
    """Return where data belong, from the same settings as everything else.

    Raises
    ------
    DataStand : the settings name a PostgreSQL database
    """
    folder = house.data_folder()
    told = environment.Environment().database("SAINDEGE_DATABASE", folder)
    if "sqlite3" not in str(told["ENGINE"]):
        raise DataStand(
            Sentence(
                id="Pengaturan memakai PostgreSQL: pulihkan dengan pg_restore, dan salin folder files beserta secret-key.",
                en="The settings name PostgreSQL: restore with pg_restore, and copy the folder files and the secret-key.",
            )
        )
    return Home(folder, Path(str(told["NAME"])))


def _refuse_standing(home: Home, replace: bool) -> None:
    files = home.folder / FILES
    stands = home.database.exists() or (files.is_dir() and any(files.iterdir()))
    if stands and not replace:
        raise DataStand(
            Sentence(
                id=f"Folder {home.folder} sudah berisi data. Tambahkan --replace: data lama disimpan di sampingnya, "
                "tidak dihapus.",
                en=f"The folder {home.folder} holds data already. Add --replace: the old data are put aside, "
                "not deleted.",
            )
        )


def unpack(file: Path, into: Path) -> list[str]:
    """Unpack a backup into a folder and compare every part with its checksum; returns the names of the parts.

    Raises
    ------
    NoBackup, NewerBackup
    """
    try:
        with zipfile.ZipFile(file) as opened:
            manifest = read_manifest(opened)
            into.mkdir(parents=True, mode=0o700)
            for entry in manifest["entries"]:
                _unpack_one(opened, entry, into)
    except FileNotFoundError as fault:
        raise NoBackup(
            Sentence(
                id=f"Berkas {file} tidak ada. Periksa namanya.",
                en=f"There is no file {file}. Check its name.",
            ),
            code="missing_file",
        ) from fault
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError, zipfile.zlib.error) as fault:
        raise damaged(file) from fault
    if not is_whole(into / DATABASE):
        raise damaged(file)
    return [entry["name"] for entry in manifest["entries"]]


def read_manifest(opened: zipfile.ZipFile) -> dict:
    """Return what a backup says of itself, after refusing what this version cannot use.

    Raises
    ------
    NewerBackup : a later version made it
    ValueError, KeyError : it is no backup of ours
    """
    if opened.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
        raise ValueError("too long a manifest")
    manifest = json.loads(opened.read(MANIFEST))
    if manifest["format"] > FORMAT or not known_migrations().issuperset(manifest["migrations"]):
        raise NewerBackup(
            Sentence(
                id=f"Cadangan ini dibuat oleh Saindege {manifest['saindege']}, lebih baru dari yang terpasang. "
                "Pasang versi itu dahulu.",
                en=f"This backup was made by Saindege {manifest['saindege']}, newer than the one installed. "
                "Install that version first.",
            )
        )
    names = [entry["name"] for entry in manifest["entries"]]
    if DATABASE not in names or len(set(names)) != len(names):
        raise ValueError("no database, or a name twice")
    for name in names:
        parts = PurePosixPath(name).parts
        known = parts[0] == FILES or name in PARTS
        if not known or ".." in parts or name.startswith("/") or "\\" in name or ":" in name:
            raise ValueError(f"unsafe name {name!r}")
    return manifest


def known_migrations() -> set[str]:
    """Return the migrations that this version has, of all apps."""
    house.set_up_django()
    from django.db.migrations.loader import MigrationLoader

    return {".".join(one) for one in MigrationLoader(None).disk_migrations}


def damaged(file: Path) -> NoBackup:
    """Word the refusal of a file that is no whole backup."""
    return NoBackup(
        Sentence(
            id=f"{file} bukan cadangan Saindege yang utuh; tidak ada yang diubah. Pakai salinan lain.",
            en=f"{file} is no whole backup of Saindege; nothing was changed. Use another copy.",
        )
    )


def _unpack_one(opened: zipfile.ZipFile, entry: dict, into: Path) -> None:
    target = into / entry["name"]
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with opened.open(entry["name"]) as source, target.open("wb") as written:
        while block := source.read(_BLOCK):
            size += len(block)
            if size > entry["size"]:
                raise ValueError("longer than it says")
            digest.update(block)
            written.write(block)
        os.fsync(written.fileno())
    if (size, digest.hexdigest()) != (entry["size"], entry["sha256"]):
        raise ValueError("another checksum")
    target.chmod(0o600)


@dataclass(slots=True)
class Swap:
    """Moves what stands aside and the parts of a backup into place, and can take back every move."""

    home: Home
    moves: list[tuple[Path, Path]] = field(default_factory=list)
    # Local time: an administrator reads it in the name of a folder.
    stamp: str = field(default_factory=lambda: f"{datetime.now().astimezone():%Y%m%d-%H%M%S}-{os.getpid()}")

    @property
    def aside(self) -> Path:
        """Where the old data lie."""
        return self.home.folder / f"{ASIDE}{self.stamp}"

    def put_aside(self) -> None:
        """Move the old data out of the way."""
        self.aside.mkdir(mode=0o700)
        for name in PARTS:
            place = self.home.place_of(name)
            for suffix in _SUFFIXES if name == DATABASE else ("",):
                standing = place.with_name(place.name + suffix)
                if standing.exists():
                    self._move(standing, self.aside / (name + suffix))

    def bring_in(self, coming: Path, names: list[str]) -> None:
        """Move the parts of the backup into place."""
        for name in sorted({name.partition("/")[0] for name in names}):
            place = self.home.place_of(name)
            place.parent.mkdir(parents=True, exist_ok=True)
            self._move(coming / name, place)

    def undo(self) -> None:
        """Take back every move, the last one first."""
        if self.moves:
            # Left by a look at the new database; they would spoil the old one.
            for suffix in _SUFFIXES[1:]:
                self.home.database.with_name(self.home.database.name + suffix).unlink(missing_ok=True)
        for source, target in reversed(self.moves):
            shutil.move(target, source)
        self.moves.clear()
        shutil.rmtree(self.aside, ignore_errors=True)

    def _move(self, source: Path, target: Path) -> None:
        shutil.move(source, target)
        self.moves.append((source, target))


def _report(home: Home, aside: Path, parts: int) -> Report:
    kept = aside if any(aside.iterdir()) else None
    if kept is None:
        aside.rmdir()

    def lines(language: Language) -> list[str]:
        if language == "en":
            said = [f"Restored {parts} files into {home.folder}."]
            return said + (
                [f"The data from before stand in {kept}; delete them when all is well."] if kept else []
            )
        said = [f"Dipulihkan {parts} berkas ke {home.folder}."]
        return said + ([f"Data sebelumnya ada di {kept}; hapus bila semua sudah baik."] if kept else [])

    document = {"folder": str(home.folder), "files": parts, "kept_aside": str(kept) if kept else None}
    return Report(document, lines)
