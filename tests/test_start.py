"""The one door: what it says and what it hands on."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

START = Path(__file__).resolve().parents[1] / "start.py"


@pytest.fixture(scope="module")
def start() -> ModuleType:
    spec = importlib.util.spec_from_file_location("start", START)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_help_and_a_wrong_word_show_the_words() -> None:
    shown = {
        word: subprocess.run([sys.executable, START, word], capture_output=True, text=True, check=False)
        for word in ("--help", "fly")
    }

    assert {word: done.returncode for word, done in shown.items()} == {"--help": 0, "fly": 2}
    assert all("start.py demo" in done.stderr for done in shown.values())


def test_every_word_of_the_makefile_is_one_of_the_door(start: ModuleType) -> None:
    recipes = [
        line.split() for line in (START.parent / "Makefile").read_text().splitlines() if "start.py" in line
    ]
    words = {recipe[2] for recipe in recipes if recipe[0] == "@$(PYTHON)" and not recipe[2].startswith("-")}

    assert words == set(start.JOBS)


def test_pip_is_quiet_about_places_that_are_not_there_and_about_nothing_else(start: ModuleType) -> None:
    assert start.is_noise("WARNING: Location '/wheels' is ignored: it is neither a file nor a directory\n")
    assert not start.is_noise("ERROR: Could not find a version that satisfies the requirement click\n")
    assert not start.is_noise("WARNING: Retrying (Retry(total=4)) after connection broken\n")


def test_a_failure_of_pip_is_shown_and_ends_the_run(
    start: ModuleType, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "none.lock"

    with pytest.raises(SystemExit) as ended:
        start.run_pip(sys.executable, "--require-hashes", "-r", missing)

    assert ended.value.code == 1
    assert "none.lock" in capfd.readouterr().err


def test_the_locks_pin_every_library_with_its_hash(start: ModuleType) -> None:
    for name, _ in start.LOCKS:
        text = (START.parent / name).read_text()
        pinned = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        assert pinned and all("==" in line for line in pinned), name
        assert text.count("--hash=sha256:") >= len(pinned), name
