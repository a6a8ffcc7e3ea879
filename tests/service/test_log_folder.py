"""The folder of one log: whole files or none."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from saindege.base.errors import Sentence
from saindege.service.log_folder import FileTooLarge, LogFolder, NoRoom, read_refused, safe_name
from saindege.service.refusals import Refused


def test_a_file_is_kept_as_it_came_with_its_checksum(tmp_path: Path):
    folder = LogFolder(tmp_path / "log")

    path, checksum = folder.receive("log maret.csv", [b"a;b\n", b"1;2\n"], most_bytes=100)

    assert path == tmp_path / "log" / "log maret.csv"
    assert path.read_bytes() == b"a;b\n1;2\n"
    assert checksum == hashlib.sha256(b"a;b\n1;2\n").hexdigest()
    assert path.stat().st_mode & 0o077 == 0


def test_a_file_beyond_the_limit_leaves_nothing(tmp_path: Path):
    folder = LogFolder(tmp_path / "log")

    with pytest.raises(FileTooLarge):
        folder.receive("log.csv", [b"x" * 60, b"x" * 60], most_bytes=100)

    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_nothing_and_says_so(tmp_path: Path):
    def pieces() -> Iterator[bytes]:
        yield b"x" * 60
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(NoRoom) as refused:
        LogFolder(tmp_path / "log").receive("log.csv", pieces(), most_bytes=100)

    assert refused.value.code == "no_room"
    assert list(tmp_path.iterdir()) == []


def test_refused_rows_are_kept_in_both_languages(tmp_path: Path):
    folder = LogFolder(tmp_path)

    path = folder.write_refused(
        "refused-1.json", [Refused(7, "missing_time", "time", Sentence(id="Kosong.", en="Blank."))]
    )

    assert read_refused(path) == [
        {"row": 7, "column": "time", "code": "missing_time", "id": "Kosong.", "en": "Blank."}
    ]


def test_what_an_earlier_reading_left_is_removed(tmp_path: Path):
    for name in ("log.csv", "events-1.parquet", "events-2.parquet"):
        (tmp_path / name).write_text("x")

    LogFolder(tmp_path).keep_only(["log.csv", "events-2.parquet"])

    assert sorted(path.name for path in tmp_path.iterdir()) == ["events-2.parquet", "log.csv"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("log.csv", "log.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\data\\log maret.xlsx", "log maret.xlsx"),
        ("log\x00<b>.csv", "log__b_.csv"),
        ("", "log"),
        ("a" * 300 + ".csv", "a" * 116 + ".csv"),
    ],
)
def test_a_name_has_no_folder_and_no_sign_that_harms(given: str, kept: str):
    assert safe_name(given) == kept
