import os
from datetime import date
from pathlib import Path

import pytest

from saindege.demo.app import folder

REQUEST = folder.Request(seed=1, people=600, as_of=date(2026, 11, 24))


def test_empty_folder_is_marked_and_found_again(tmp_path: Path) -> None:
    first = folder.claim(tmp_path / "demo", REQUEST, fresh=False)
    again = folder.claim(tmp_path / "demo", folder.Request(1, 600, date(2027, 1, 1)), fresh=False)

    # The day on which it was made stays: the city is not changed by looking at it later.
    assert first == again == REQUEST


@pytest.mark.parametrize("fresh", [False, True])
def test_folder_with_other_data_is_never_touched(tmp_path: Path, fresh: bool) -> None:
    (tmp_path / "saindege.sqlite3").write_text("a real city")

    with pytest.raises(folder.NotADemo, match="tidak disentuh"):
        folder.claim(tmp_path, REQUEST, fresh=fresh)

    assert [path.name for path in tmp_path.iterdir()] == ["saindege.sqlite3"]


@pytest.mark.parametrize("mark", ["", "{", "{}", "[1]", '{"seed": "x", "people": 1, "as_of": "2026-11-24"}'])
def test_mark_that_cannot_be_read_is_no_permission(tmp_path: Path, mark: str) -> None:
    (tmp_path / folder.MARK).write_text(mark)

    with pytest.raises(folder.NotADemo):
        folder.claim(tmp_path, REQUEST, fresh=True)

    assert (tmp_path / folder.MARK).read_text() == mark


def test_another_city_needs_fresh(tmp_path: Path) -> None:
    folder.claim(tmp_path, REQUEST, fresh=False)

    with pytest.raises(folder.OtherDemo, match="--fresh"):
        folder.claim(tmp_path, folder.Request(2, 600, REQUEST.as_of), fresh=False)


def test_fresh_empties_a_marked_folder(tmp_path: Path) -> None:
    folder.claim(tmp_path, REQUEST, fresh=False)
    (tmp_path / "files" / "logs").mkdir(parents=True)
    (tmp_path / "files" / "logs" / "a.csv").write_text("old")
    other = folder.Request(2, 700, date(2026, 11, 25))

    kept = folder.claim(tmp_path, other, fresh=True)

    assert kept == other
    assert [path.name for path in tmp_path.iterdir()] == [folder.MARK]


def test_fresh_does_not_follow_a_link_out_of_the_folder(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.txt").write_text("kept")
    demo = tmp_path / "demo"
    folder.claim(demo, REQUEST, fresh=False)
    (demo / "link").symlink_to(outside, target_is_directory=True)

    folder.claim(demo, REQUEST, fresh=True)

    assert (outside / "kept.txt").read_text() == "kept"
    assert not (demo / "link").exists()


def test_key_is_kept_once_and_found_again(tmp_path):
    first = folder.keep_key(tmp_path, "kunci pertama")
    second = folder.keep_key(tmp_path, "kunci kedua")

    assert first == second == "kunci pertama"
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0 or os.name == "nt"
