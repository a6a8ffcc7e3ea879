"""A file as it arrived: looked at aside, then kept under its content, so that the same file stands there once."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePath

from django.conf import settings

_STRANGE = re.compile(r"[^\w. ()-]+")
LONGEST_NAME = 120


class RawFile:
    """A file on its way in; gone when the block ends unless it was kept.

    Attributes
    ----------
    path : where it lies meanwhile, under a name that is safe
    checksum : SHA-256 of its bytes
    """

    path: Path
    checksum: str

    def __init__(self, folder: str, file_name: str, chunks: Iterable[bytes]) -> None:
        self._name, self._chunks = folder, chunks
        self._file_name = _safe_name(file_name)

    def __enter__(self) -> RawFile:
        self._aside = tempfile.TemporaryDirectory(dir=self._folder())
        self.path = Path(self._aside.name) / self._file_name
        digest = hashlib.sha256()
        with self.path.open("wb") as file:
            for chunk in self._chunks:
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        self.path.chmod(0o600)
        self.checksum = digest.hexdigest()
        return self

    def __exit__(self, *_error: object) -> None:
        self._aside.cleanup()

    def keep(self) -> str:
        """Put the file where its content names the folder; returns that place under the files of the house."""
        folder = self._folder() / self.checksum
        folder.mkdir(exist_ok=True, mode=0o700)
        kept = next((path for path in folder.iterdir() if path.is_file()), None)
        if kept is None:
            kept = self.path.replace(folder / self.path.name)
        return f"{self._name}/{self.checksum}/{kept.name}"

    def _folder(self) -> Path:
        folder = Path(settings.MEDIA_ROOT) / self._name
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return folder


def _safe_name(file_name: str) -> str:
    """Return the name without folders and strange letters: it becomes the name of a file of ours."""
    plain = _STRANGE.sub("_", PurePath(file_name.replace("\\", "/")).name).strip(". ")
    stem, suffix = PurePath(plain or "daftar").stem, PurePath(plain).suffix
    return f"{stem[: LONGEST_NAME - len(suffix)]}{suffix}"
