"""The folder of one uploaded log: the file as it came, the events kept of it, the rows that were refused."""

from __future__ import annotations

import errno
import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from saindege.base.errors import BadInput, SaindegeError, Sentence
from saindege.service.refusals import Refused

_UNSAFE = re.compile(r"[^\w .()-]")
_LONGEST_NAME = 120


class FileTooLarge(BadInput):
    """The file is larger than what is taken over the web."""

    code = "file_too_large"


class NoRoom(SaindegeError):
    """The disk is full; nothing was kept."""

    code = "no_room"


@dataclass(frozen=True, slots=True)
class LogFolder:
    """One folder per log; nothing in it bears its name before it is whole.

    Attributes
    ----------
    path : the folder; made when the first file is written
    """

    path: Path

    def receive(self, name: str, pieces: Iterable[bytes], *, most_bytes: int) -> tuple[Path, str]:
        """Keep a file as it comes in; returns where it is and its SHA-256. A file that does not fit leaves nothing.

        Raises
        ------
        FileTooLarge : beyond ``most_bytes``
        NoRoom : the disk is full
        """
        final = self.path / safe_name(name)
        aside = self.path / "incoming.part"
        digest, size = hashlib.sha256(), 0
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            with aside.open("wb") as file:
                aside.chmod(0o600)
                for piece in pieces:
                    size += len(piece)
                    if size > most_bytes:
                        raise _too_large(name, most_bytes)
                    digest.update(piece)
                    file.write(piece)
            aside.replace(final)
        except OSError as problem:
            self.remove()
            raise no_room(problem) from problem
        except BaseException:
            self.remove()
            raise
        return final, digest.hexdigest()

    def write_refused(self, name: str, refused: Sequence[Refused]) -> Path:
        """Keep the refused rows with what is wrong, aside first."""
        rows = [
            {
                "row": one.row,
                **({"file": one.file} if one.file else {}),
                "column": one.column,
                "code": one.code,
                "id": one.sentence.id,
                "en": one.sentence.en,
            }
            for one in refused
        ]
        final, aside = self.path / name, self.path / f"{name}.part"
        try:
            aside.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
            aside.replace(final)
        except OSError as problem:
            aside.unlink(missing_ok=True)
            raise no_room(problem) from problem
        return final

    def keep_only(self, names: Iterable[str]) -> None:
        """Remove every other file, e.g. what an earlier reading left."""
        wanted = set(names)
        for file in list(self.path.iterdir()) if self.path.exists() else []:
            if file.name not in wanted:
                file.unlink(missing_ok=True)

    def remove(self) -> None:
        """Remove the folder with all that is in it."""
        shutil.rmtree(self.path, ignore_errors=True)


def read_refused(path: Path) -> list[dict[str, object]]:
    """Return the rows of ``write_refused``: row, column, code, id, en; file too for rows of a bundle."""
    rows: list[dict[str, object]] = json.loads(path.read_text("utf-8"))
    return rows


def safe_name(name: str) -> str:
    """Return a file name without folders and signs that a file system might take amiss."""
    plain = _UNSAFE.sub("_", name.replace("\\", "/").rpartition("/")[2]).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        return plain[:_LONGEST_NAME] or "log"
    return f"{stem[: _LONGEST_NAME - len(ending) - 1] or 'log'}.{ending[:20]}"


def no_room(problem: OSError) -> SaindegeError:
    """Return the sentence for a file that could not be written."""
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return NoRoom(
            Sentence(
                id="Penyimpanan penuh; tidak ada yang disimpan. Minta admin menambah ruang, lalu unggah lagi.",
                en="The disk is full; nothing was stored. Ask the administrator for room, then upload again.",
            )
        )
    return SaindegeError(
        Sentence(
            id="Berkas tidak dapat ditulis ke folder data. Minta admin memeriksa hak folder itu.",
            en="The file cannot be written to the data folder. Ask the administrator to check its permissions.",
        )
    )


def _too_large(name: str, most_bytes: int) -> FileTooLarge:
    megabytes = most_bytes >> 20
    return FileTooLarge(
        Sentence(
            id=f"{name} lebih besar dari {megabytes} MB. Mampatkan dengan gzip, simpan sebagai Parquet, "
            "atau bagi menurut tahun.",
            en=f"{name} is larger than {megabytes} MB. Pack it with gzip, save it as Parquet, or split it by year.",
        )
    )
