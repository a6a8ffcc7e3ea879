"""Folders and ZIPs of monthly files."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from saindege.base.errors import BadInput
from saindege.service.event_log import read_event_log
from saindege.service.log_files.bundle import is_bundle

HEAD = "case,activity,time,petugas\n"
JANUARY = HEAD + "1,Terima,2026-01-30 08:00,R\n1,Serahkan,2026-01-31 08:00,R\n2,Terima,2026-01-31 09:00,R\n"
FEBRUARY = (
    HEAD
    + "2,Terima,2026-01-31 09:00,R\n2,Serahkan,2026-02-02 09:00,S\n3,Terima,,S\n"
    + "".join(f"{n},Terima,2026-02-03 0{n}:00,S\n" for n in range(4, 10))
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "bulanan"
    made.mkdir()
    (made / "2026-01.csv").write_text(JANUARY)
    (made / "2026-02.csv").write_text(FEBRUARY + "1,Terima,2026-01-30 08:00,R\n")
    (made / ".DS_Store").write_text("x")
    return made


@pytest.fixture
def packed(folder: Path, tmp_path: Path) -> Path:
    made = tmp_path / "bulanan.zip"
    with zipfile.ZipFile(made, "w") as file:
        for one in sorted(folder.iterdir()):
            file.write(one, f"arsip/{one.name}")
    return made


def test_overlapping_months_are_counted_once(folder: Path) -> None:
    log = read_event_log(folder)

    assert (log.n_events, log.n_cases, log.overlapping) == (10, 8, 2)


def test_refused_rows_name_their_file(folder: Path) -> None:
    (refused,) = read_event_log(folder).refused

    assert (refused.file, refused.row, refused.code) == ("2026-02.csv", 4, "missing_time")


def test_a_zip_gives_the_same_log(folder: Path, packed: Path) -> None:
    one, other = read_event_log(folder), read_event_log(packed)

    assert one.at.tolist() == other.at.tolist()
    assert [(bad.file, bad.row) for bad in other.refused] == [("2026-02.csv", 4)]


def test_an_event_that_stands_twice_in_one_file_stays_two(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(HEAD + "1,Terima,2026-01-30 08:00,R\n" * 2)
    (tmp_path / "b.csv").write_text(HEAD + "1,Terima,2026-01-30 08:00,R\n")

    assert read_event_log(tmp_path).n_events == 2


def test_workbooks_are_no_bundles_and_empty_ones_are_refused(tmp_path: Path) -> None:
    book = tmp_path / "a.xlsx"
    with zipfile.ZipFile(book, "w") as file:
        file.writestr("[Content_Types].xml", "<x/>")
    empty = tmp_path / "kosong"
    empty.mkdir()

    assert not is_bundle(book)
    with pytest.raises(BadInput) as refused:
        read_event_log(empty)
    assert refused.value.code == "empty_file"


def test_a_zip_that_unpacks_to_a_huge_file_is_refused(tmp_path: Path) -> None:
    made = tmp_path / "bom.zip"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.csv", b"0" * (80 << 20))

    with pytest.raises(BadInput) as refused:
        read_event_log(made)

    assert refused.value.code == "unsafe_file"


def test_a_name_that_points_elsewhere_is_written_inside(tmp_path: Path) -> None:
    made = tmp_path / "jalan.zip"
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("../../keluar.csv", JANUARY)

    assert read_event_log(made).n_events == 3
    assert not (tmp_path.parent / "keluar.csv").exists()
