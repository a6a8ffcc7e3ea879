"""Files that people hand in: which kinds are taken, how large, and that they are what their name says."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from saindege.base.errors import BadInput, Sentence

MOST_MEGABYTES = 20
LONGEST_NAME = 120
_STRANGE = re.compile(r"[^\w. ()-]+")
# First bytes by ending; office files of today are zip archives, older ones are compound files.
_BEGINNINGS = {
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "docx": (b"PK\x03\x04",),
    "xlsx": (b"PK\x03\x04",),
    "pptx": (b"PK\x03\x04",),
    "odt": (b"PK\x03\x04",),
    "ods": (b"PK\x03\x04",),
    "odp": (b"PK\x03\x04",),
    "doc": (b"\xd0\xcf\x11\xe0",),
    "xls": (b"\xd0\xcf\x11\xe0",),
    "ppt": (b"\xd0\xcf\x11\xe0",),
    "mp4": (),
}
ENDINGS = tuple(sorted(_BEGINNINGS))


class FileRefused(BadInput):
    """A file is not taken; nothing of it was kept."""

    code = "unknown_format"


def require_fit(name: str, size: int, beginning: bytes) -> str:
    """Return the ending of a file that is taken.

    Parameters
    ----------
    size : bytes of the whole file
    beginning : its first bytes, at least 16 where it has so many

    Raises
    ------
    FileRefused : empty, too large, of a kind that is not taken, or not what its name says
    """
    ending = PurePosixPath(name).suffix.lstrip(".").casefold()
    if size == 0:
        raise FileRefused(
            Sentence(id=f"{name} kosong. Pilih berkas lain.", en=f"{name} is empty. Choose another file."),
            code="empty",
        )
    if size > MOST_MEGABYTES * 1_000_000:
        raise FileRefused(
            Sentence(
                id=f"{name} lebih dari {MOST_MEGABYTES} MB. Perkecil, atau bagi menjadi beberapa berkas.",
                en=f"{name} is larger than {MOST_MEGABYTES} MB. Make it smaller, or split it.",
            ),
            code="too_large",
        )
    if ending not in _BEGINNINGS:
        raise FileRefused(
            Sentence(
                id=f"Jenis berkas “.{ending}” tidak diterima. Pakai salah satu: {', '.join(ENDINGS)}.",
                en=f"Files of the kind “.{ending}” are not taken. Use one of: {', '.join(ENDINGS)}.",
            )
        )
    wanted = _BEGINNINGS[ending]
    fits = beginning.startswith(wanted) if wanted else beginning[4:8] == b"ftyp"
    if not fits:
        raise FileRefused(
            Sentence(
                id=f"Isi {name} bukan berkas .{ending}. Simpan ulang dari aplikasinya, lalu unggah lagi.",
                en=f"{name} does not hold a .{ending} file. Save it again from its application and upload it.",
            )
        )
    return ending


def safe_name(name: str) -> str:
    """Return a file name without folders and strange signs, for people to read."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/")).rsplit("/", 1)[-1]
    cleaned = _STRANGE.sub("-", plain).strip(". ") or "berkas"
    stem, dot, ending = cleaned.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}" if dot else cleaned[:LONGEST_NAME]
