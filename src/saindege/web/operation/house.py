"""The house on this machine: where its data lie, who uses them, and Django made ready for a command."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from saindege.base.errors import BadInput, Sentence
from saindege.web import environment, folders

IN_USE_FILE = "in-use"


class NoPlace(BadInput):
    """The data folder cannot be made or written."""

    code = "unreadable_file"


def data_folder() -> Path:
    """Return the data folder that the settings will use; Django is not needed for it."""
    return Path(environment.Environment().text("SAINDEGE_DATA", "saindege-data")).absolute()


def make_data_folder() -> Path:
    """Make the data folder and the key where they are missing, both for their owner alone.

    Raises
    ------
    NoPlace : the folder cannot be made or written
    """
    os.umask(0o077)
    folder = data_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / "files").mkdir(exist_ok=True)
        folders.keep_key(folder)
    except (PermissionError, NotADirectoryError, FileExistsError) as fault:
        raise NoPlace(
            Sentence(
                id=f"Folder data {folder} tidak dapat ditulis. Beri hak tulis, atau pilih folder lain "
                "dengan SAINDEGE_DATA.",
                en=f"The data folder {folder} cannot be written. Allow writing, or choose another folder "
                "with SAINDEGE_DATA.",
            )
        ) from fault
    return folder


def set_up_django() -> None:
    """Make settings, tables and pages ready in this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saindege.web.settings")
    import django

    django.setup()


def hold(folder: Path, *, through_exec: bool = False) -> TextIO | None:
    """Mark the data folder as in use as long as this process lives, or also the program that it turns into."""
    held = _lock(folder, alone=False)
    if held is not None and through_exec:
        os.set_inheritable(held.fileno(), True)
    return held


@contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Say whether nobody else uses the data folder, and keep it so for the time of the block."""
    if not folder.is_dir():
        yield True
        return
    held = _lock(folder, alone=True)
    try:
        yield held is not None
    finally:
        if held is not None:
            held.close()


def _lock(folder: Path, *, alone: bool) -> TextIO | None:
    try:
        import fcntl
    except ImportError:
        # Windows refuses to move a file that is open; no mark of ours is needed.
        return Path(os.devnull).open(encoding="ascii")
    file = (folder / IN_USE_FILE).open("a", encoding="ascii")
    try:
        fcntl.flock(file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    return file
