"""The data folder of a demonstration: marked as one, so that nothing else is ever thrown away."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from saindege.base.errors import BadInput, SaindegeError, Sentence

MARK = "data-contoh.json"
KEY = "secret-key"


@dataclass(frozen=True, slots=True)
class Request:
    """Which city: the same three give the same one."""

    seed: int
    people: int
    as_of: date


class NotADemo(BadInput):
    """The folder holds something that is not marked as a demonstration."""

    code = "conflict"


class OtherDemo(SaindegeError):
    """The folder holds the demonstration of another city."""

    code = "conflict"


def claim(folder: Path, request: Request, *, fresh: bool) -> Request:
    """Make the folder a demonstration's, or find that it is one; returns the city that it holds.

    With ``fresh`` an old demonstration is removed first. A folder that is not marked is never touched.

    Raises
    ------
    NotADemo : the folder holds files and no mark
    OtherDemo : it holds a city of another seed or size, and ``fresh`` is off
    """
    kept = _read(folder)
    if kept is None and folder.exists() and any(folder.iterdir()):
        raise NotADemo(
            Sentence(
                id=f"Folder {folder} berisi data yang bukan data contoh; tidak disentuh. "
                "Pilih folder lain dengan SAINDEGE_DATA.",
                en=f"The folder {folder} holds data that is no demonstration; it was not touched. "
                "Choose another one with SAINDEGE_DATA.",
            )
        )
    if kept is not None and fresh:
        _clear(folder)
        kept = None
    if kept is not None:
        if (kept.seed, kept.people) != (request.seed, request.people):
            raise OtherDemo(
                Sentence(
                    id=f"Folder ini berisi kota contoh lain (benih {kept.seed}, {kept.people} pegawai). "
                    "Tambahkan --fresh untuk membuatnya baru.",
                    en=f"This folder holds another demonstration (seed {kept.seed}, {kept.people} people). "
                    "Add --fresh to make it anew.",
                )
            )
        return kept
    folder.mkdir(parents=True, exist_ok=True)
    words = {**asdict(request), "as_of": request.as_of.isoformat()}
    # Marked before anything else is written: a load that is cut off can be taken up or removed.
    (folder / MARK).write_text(json.dumps(words, indent=1), encoding="utf-8")
    return request


def keep_key(folder: Path, key: str) -> str:
    """Return the house's key as the web server will find it; the one given is kept where there is none yet."""
    where = folder / KEY
    try:
        with os.fdopen(os.open(where, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(key)
    except FileExistsError:
        return where.read_text("ascii").strip() or key
    return key


def _clear(folder: Path) -> None:
    """Empty the folder, the mark last."""
    for path in sorted(folder.iterdir(), key=lambda path: path.name == MARK):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def _read(folder: Path) -> Request | None:
    try:
        words = json.loads((folder / MARK).read_text("utf-8"))
        return Request(int(words["seed"]), int(words["people"]), date.fromisoformat(words["as_of"]))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValueError, KeyError, TypeError):
        # A mark that cannot be read is no permission to remove anything.
        return None
