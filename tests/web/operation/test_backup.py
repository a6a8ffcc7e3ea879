"""Backups: whole or not at all, and back again byte for byte."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import zipfile
from pathlib import Path

import pytest

from .running_house import House, wait_for


@pytest.fixture
def lived_in(house: House) -> House:
    """A house with an account and an uploaded file."""
    done = house.run("user", "add", "admin", "--name", "Admin Kota", "--role", "admin", said="kuda-benar-9\n")
    assert done.returncode == 0, done.stderr
    (house.folder / "files" / "logs").mkdir(parents=True)
    (house.folder / "files" / "logs" / "log.csv").write_text("berkas,kegiatan\n1,terima\n")
    return house


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rewrite(source: Path, target: Path, change: dict[str, bytes | None]) -> None:
    """Copy a backup with some of its parts changed, or left out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = change.get(name, old.read(name)) if name in change else old.read(name)
            if content is not None:
                new.writestr(name, content)


def test_a_backup_comes_back_as_it_was(lived_in: House, tmp_path: Path) -> None:
    file = tmp_path / "cadangan.zip"
    key = (lived_in.folder / "secret-key").read_text()

    status, written = lived_in.answer("backup", str(file))
    other = House(tmp_path / "new" / "data")
    back, restored = other.answer("restore", str(file))

    assert (status, written["files"], back, restored) == (
        0,
        3,
        0,
        {"folder": str(other.folder), "files": 3, "kept_aside": None},
    )
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert other.answer("user", "list")[1] == lived_in.answer("user", "list")[1]
    assert (other.folder / "files" / "logs" / "log.csv").read_text() == "berkas,kegiatan\n1,terima\n"
    assert (other.folder / "secret-key").read_text() == key
    assert other.answer("audit")[1]["valid"] is True


def test_a_backup_is_taken_while_others_write(lived_in: House, tmp_path: Path) -> None:
    writer = sqlite3.connect(lived_in.folder / "saindege.sqlite3")
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE saindege_account SET display_name = 'Belum disimpan'")

    status, _ = lived_in.answer("backup", str(tmp_path / "b.zip"))

    writer.rollback()
    writer.close()
    other = House(tmp_path / "new")
    other.answer("restore", str(tmp_path / "b.zip"))
    assert status == 0
    assert other.answer("user", "list")[1]["accounts"][0]["name"] == "Admin Kota"


def test_a_file_that_stands_is_replaced_only_when_asked(lived_in: House, tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    file.write_text("something else")

    refused, said = lived_in.answer("backup", str(file))
    done, _ = lived_in.answer("backup", str(file), "--replace")

    assert (refused, said["error"]["code"], done) == (2, "conflict", 0)
    assert zipfile.is_zipfile(file)


def test_a_full_disk_leaves_nothing_half(lived_in: House, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="Windows has no limit on the size of files")
    place = tmp_path / "full"
    place.mkdir()

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    # The limit stands for a full disk: both end a write in the middle.
    status, said = lived_in.answer("backup", str(place / "b.zip"), preexec_fn=little_room)

    assert (status, said["error"]["code"]) == (1, "disk_full")
    assert list(place.iterdir()) == []


def test_there_is_nothing_to_back_up_in_an_empty_house(empty_house: House, tmp_path: Path) -> None:
    status, said = empty_house.answer("backup", str(tmp_path / "b.zip"))

    assert (status, said["error"]["code"]) == (2, "missing_file")
    assert not empty_house.folder.exists() and list(tmp_path.iterdir()) == []


def test_data_that_stand_are_put_aside_and_not_lost(lived_in: House, tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    lived_in.answer("backup", str(file))
    lived_in.run("user", "add", "later", "--name", "Kemudian", said="kuda-benar-9\n")

    refused, said = lived_in.answer("restore", str(file))
    done, restored = lived_in.answer("restore", str(file), "--replace")

    assert (refused, said["error"]["code"], done) == (2, "conflict", 0)
    assert [one["username"] for one in lived_in.answer("user", "list")[1]["accounts"]] == ["admin"]
    kept = sqlite3.connect(Path(restored["kept_aside"]) / "database.sqlite3")
    assert kept.execute("SELECT username FROM saindege_account ORDER BY 1").fetchall() == [
        ("admin",),
        ("later",),
    ]
    kept.close()


@pytest.mark.parametrize(
    "harm", ["cut", "flipped", "part missing", "part changed", "escaping", "no backup", "absent"]
)
def test_a_damaged_backup_changes_nothing(lived_in: House, tmp_path: Path, harm: str) -> None:
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    lived_in.answer("backup", str(good))
    whole = good.read_bytes()
    if harm == "cut":
        bad.write_bytes(whole[: len(whole) // 2])
    elif harm == "flipped":
        place = len(whole) // 3
        bad.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
    elif harm == "part missing":
        rewrite(good, bad, {"files/logs/log.csv": None})
    elif harm == "part changed":
        rewrite(good, bad, {"files/logs/log.csv": b"berkas,kegiatan\n1,tolak!\n"})
    elif harm == "escaping":
        manifest = json.loads(zipfile.ZipFile(good).read("manifest.json"))
        manifest["entries"][-1]["name"] = "files/../../outside.csv"
        rewrite(good, bad, {"manifest.json": json.dumps(manifest).encode()})
    elif harm == "no backup":
        bad.write_text("no zip at all")
    before = contents(lived_in.folder)

    status, said = lived_in.answer("restore", str(bad), "--replace")

    assert status == 2
    assert said["error"]["code"] == ("missing_file" if harm == "absent" else "unreadable_file")
    assert {name: value for name, value in contents(lived_in.folder).items() if name != "in-use"} == before
    assert not (tmp_path / "outside.csv").exists()


def test_a_backup_of_a_newer_version_is_refused(lived_in: House, tmp_path: Path) -> None:
    good, newer = tmp_path / "good.zip", tmp_path / "newer.zip"
    lived_in.answer("backup", str(good))
    manifest = json.loads(zipfile.ZipFile(good).read("manifest.json"))
    manifest["migrations"].append("saindege.0999_from_the_future")
    rewrite(good, newer, {"manifest.json": json.dumps(manifest).encode()})

    status, said = House(tmp_path / "new").answer("restore", str(newer))

    assert (status, said["error"]["code"]) == (2, "conflict")
    assert not (tmp_path / "new").exists()


@pytest.mark.skipif(os.name != "posix", reason="Windows refuses to move open files by itself")
def test_nothing_is_restored_under_a_running_worker(lived_in: House, tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    lived_in.answer("backup", str(file))
    worker = lived_in.start("-m", "saindege.web", "worker")
    wait_for(lambda: lived_in.rows("SELECT 1 FROM saindege_heartbeat"))

    status, said = lived_in.answer("restore", str(file), "--replace")
    worker.terminate()
    worker.wait(timeout=20)

    assert (status, said["error"]["code"]) == (2, "conflict")
    assert "Hentikan web dan pekerja" in said["error"]["message"]
    assert lived_in.answer("restore", str(file), "--replace")[0] == 0
