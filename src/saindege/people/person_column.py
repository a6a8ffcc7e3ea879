"""Which column names the person: lists of offices hold the number and the name side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from saindege.base.table import normalise

NUMBER: Final = ("nip", "nip baru")
NAME: Final = ("nama", "nama lengkap", "name", "peserta", "pegawai")
WORDS: Final = (*NUMBER, *NAME)

_NUMBERS: Final = frozenset(map(normalise, NUMBER))
_NAMES: Final = frozenset(map(normalise, NAME))


def names_beside_numbers(columns: Sequence[str]) -> dict[str, str]:
    """Return the headers to leave out: names, where numbers tell people apart better; to be handed on as ``chosen``."""
    plain = {header: normalise(header) for header in columns}
    if not _NUMBERS & set(plain.values()):
        return {}
    return {header: "" for header, written in plain.items() if written in _NAMES}
