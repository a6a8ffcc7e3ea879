"""A house of its own for each test: a prepared data folder, and real programs that run on it."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from .running_house import House


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("house") / "data"
    done = House(folder).run("migrate")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def empty_house(tmp_path: Path) -> Iterator[House]:
    """A house whose data folder is not there yet."""
    yield from _ending(House(tmp_path / "data"))


@pytest.fixture
def house(prepared: Path, tmp_path: Path) -> Iterator[House]:
    """A house that is ready and empty."""
    shutil.copytree(prepared, tmp_path / "data")
    (tmp_path / "data").chmod(0o700)
    yield from _ending(House(tmp_path / "data"))


@pytest.fixture
def house_of() -> Callable[[House], Iterator[House]]:
    """Let a test bring a house of its own kind, whose programs are ended with it."""
    return _ending


def _ending(made: House) -> Iterator[House]:
    yield made
    for process in made.started:
        with contextlib.suppress(psutil.NoSuchProcess):
            for one in [*psutil.Process(process.pid).children(recursive=True), process]:
                one.kill()
        process.wait(timeout=20)
