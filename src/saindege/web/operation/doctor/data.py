"""Settings, database, static files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.db import DatabaseError, connection

from saindege.web.operation.doctor.finding import Finding, well, wrong
from saindege.web.operation.restore import COMING

_NETWORK = ("nfs", "cifs", "smb", "9p", "afs", "fuse.sshfs", "fuse.glusterfs", "ceph")


def settings_fit() -> Iterator[Finding]:
    """Let Django look at settings, models and addresses."""
    try:
        faults = [str(message.msg) for message in checks.run_checks() if message.is_serious()]
    except Exception as fault:
        faults = [f"{type(fault).__name__}: {fault}"]
    if faults:
        yield wrong(
            "settings",
            (f"Pengaturan keliru: {faults[0]}", f"The settings are wrong: {faults[0]}"),
            (
                "Periksa variabel SAINDEGE_* dan pasang ulang bila perlu.",
                "Check the SAINDEGE_* variables, and install again if need be.",
            ),
        )
    else:
        zone = settings.TIME_ZONE
        yield well("settings", f"Pengaturan benar, zona waktu {zone}", f"The settings fit, time zone {zone}")


def database_opens() -> Finding:
    """Open the database."""
    place = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite" and not Path(place).exists():
        return wrong(
            "database",
            (f"Basis data {place} belum ada", f"There is no database {place}"),
            ("Jalankan saindege migrate.", "Run saindege migrate."),
        )
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as fault:
        return wrong(
            "database",
            (
                f"Basis data tidak dapat dibuka: {str(fault).strip()}",
                f"The database cannot be opened: {str(fault).strip()}",
            ),
            (
                "Periksa SAINDEGE_DATABASE dan hak aksesnya; bila berkasnya rusak, pulihkan cadangan terakhir.",
                "Check SAINDEGE_DATABASE and its permissions; if the file is damaged, restore the last backup.",
            ),
        )
    return well(
        "database", f"Basis data {connection.vendor} menjawab", f"The {connection.vendor} database answers"
    )


def database_whole() -> Finding:
    """Look at the pages of an SQLite file."""
    if connection.vendor != "sqlite":
        return well("database_whole", "Keutuhan dijaga PostgreSQL", "PostgreSQL looks after its own files")
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check(1)")
            said = cursor.fetchone()[0]
            cursor.execute("PRAGMA journal_mode")
            journal = cursor.fetchone()[0]
    except DatabaseError as fault:
        said, journal = str(fault), "wal"
    if said != "ok":
        return wrong(
            "database_whole",
            (f"Basis data rusak: {said}", f"The database is damaged: {said}"),
            (
                "Hentikan Saindege, simpan salinan folder data, lalu pulihkan cadangan terakhir.",
                "Stop Saindege, keep a copy of the data folder, then restore the last backup.",
            ),
        )
    if journal != "wal":
        return wrong(
            "database_whole",
            (
                f"Jurnal basis data {journal}, bukan WAL: pembaca menghalangi penulis",
                f"The database journal is {journal}, not WAL: readers block the writer",
            ),
            ("Pindahkan folder data ke disk lokal.", "Move the data folder to a local disk."),
        )
    return well("database_whole", "Basis data utuh", "The database is whole")


def on_network_disk(folder: Path, mounts: Path = Path("/proc/mounts")) -> Iterator[Finding]:
    """Warn of SQLite on a disk of another machine, where its locks do not hold."""
    if connection.vendor != "sqlite" or not mounts.exists():
        return
    found = file_system_of(folder, mounts.read_text("utf-8", errors="replace"))
    if found.startswith(_NETWORK):
        yield wrong(
            "network_disk",
            (
                f"Folder data ada di disk jaringan ({found})",
                f"The data folder is on a network disk ({found})",
            ),
            (
                "Pindahkan ke disk lokal, atau pakai PostgreSQL: di sana kunci SQLite tidak aman.",
                "Move it to a local disk, or use PostgreSQL: the locks of SQLite are not safe there.",
            ),
        )


def file_system_of(folder: Path, mounts: str) -> str:
    """Return the kind of file system that holds a folder, from the text of ``/proc/mounts``."""
    best, kind = "", ""
    for line in mounts.splitlines():
        words = line.split()
        if len(words) < 3:
            continue
        place = words[1].replace("\\040", " ")
        if Path(place) in (folder, *folder.parents) and len(place) >= len(best):
            best, kind = place, words[2]
    return kind


def migrations_applied() -> Finding:
    """Compare the database with this version."""
    from django.db.migrations.executor import MigrationExecutor

    from saindege.web.operation.preparation import unknown_migrations

    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    strange = unknown_migrations()
    if strange:
        return wrong(
            "migrations",
            (
                f"Basis data dari versi yang lebih baru ({strange[0]})",
                f"The database is of a newer version ({strange[0]})",
            ),
            (
                "Pasang versi itu, atau pulihkan cadangan lama.",
                "Install that version, or restore an older backup.",
            ),
        )
    if waiting:
        return wrong(
            "migrations",
            (
                f"{len(waiting)} perubahan basis data belum diterapkan",
                f"{len(waiting)} changes of the database are not applied",
            ),
            (
                "Buat cadangan, hentikan web dan pekerja, lalu jalankan saindege migrate.",
                "Make a backup, stop web and worker, then run saindege migrate.",
            ),
        )
    return well("migrations", "Basis data sesuai versi ini", "The database fits this version")


def static_files() -> Finding:
    """Look whether the compressed files of this version are there."""
    if settings.STATIC_PREPARED:
        return well("static_files", "Berkas tampilan siap", "The static files are ready")
    return wrong(
        "static_files",
        (
            "Berkas tampilan belum disiapkan untuk versi ini: halaman lebih berat",
            "The static files are not prepared for this version: pages are heavier",
        ),
        (
            "Jalankan saindege migrate, lalu mulai ulang web.",
            "Run saindege migrate, then start the web server again.",
        ),
    )


def unfinished_restore(folder: Path) -> Iterator[Finding]:
    """Look for a restore that was cut off."""
    left = sorted(folder.glob(f"{COMING}*"))
    if left:
        yield wrong(
            "restore",
            (f"Pemulihan cadangan terputus ({left[0].name})", f"A restore was cut off ({left[0].name})"),
            (
                f"Ulangi saindege restore. Data lama ada di folder before-restore-*; {left[0]} boleh dihapus.",
                f"Run saindege restore again. The old data are in before-restore-*; {left[0]} may be deleted.",
            ),
        )
