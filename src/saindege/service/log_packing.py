"""Monthly files that are handed in together, packed as one: the same files give the same bytes, whatever their order."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from typing import BinaryIO

# A moment of packing would make the same files another log.
_SOME_DAY = (1980, 1, 1, 0, 0, 0)


def pack_files(files: Sequence[tuple[str, Iterable[bytes]]], target: BinaryIO) -> None:
    """Write files, each a name and its bytes, as a ZIP; two of one name are told apart by a number."""
    taken: set[str] = set()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
        for name, pieces in sorted(files, key=lambda one: one[0]):
            member = zipfile.ZipInfo(_free(name, taken), _SOME_DAY)
            with packed.open(member, "w", force_zip64=True) as written:
                for piece in pieces:
                    written.write(piece)


def _free(name: str, taken: set[str]) -> str:
    plain = name.replace("\\", "/").rpartition("/")[2] or "log"
    free, number = plain, 2
    while free in taken:
        stem, dot, ending = plain.rpartition(".")
        free, number = f"{stem} ({number}).{ending}" if dot else f"{plain} ({number})", number + 1
    taken.add(free)
    return free
