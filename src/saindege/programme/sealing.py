"""Values that lie sealed: a tax number that a copy of the database does not give away.

Source
------
Fernet of the library ``cryptography``: AES-128 in CBC mode with HMAC-SHA256.
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

from saindege.base.errors import BadInput, SaindegeError, Sentence

KEY_FILE = "sealing-key"
_DIGITS = re.compile(r"\D")


class CannotOpen(SaindegeError):
    """The value was sealed with another key, or it was changed."""

    code = "failed"


class NotATaxNumber(BadInput):
    """A text is no NPWP."""

    code = "invalid"


def keep_key(folder: Path) -> bytes:
    """Return the kept key; make one, readable by the owner alone, where there is none.

    Two who start at the same moment keep one key.
    """
    file = folder / KEY_FILE
    with contextlib.suppress(FileNotFoundError):
        return file.read_bytes()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Imported where it is used: it is large, and most processes open nothing.
    from cryptography.fernet import Fernet

    aside = folder / f"{KEY_FILE}.{os.getpid()}"
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as written:
        written.write(Fernet.generate_key())
    try:
        os.link(aside, file)
    except FileExistsError:
        pass
    except OSError:  # a file system without hard links
        aside.replace(file)
    aside.unlink(missing_ok=True)
    return file.read_bytes()


def seal(text: str, key: bytes) -> str:
    """Return a text that only the key opens; empty stays empty."""
    from cryptography.fernet import Fernet

    return Fernet(key).encrypt(text.encode()).decode("ascii") if text else ""


def unseal(sealed: str, key: bytes) -> str:
    """Return what was sealed; empty stays empty.

    Raises
    ------
    CannotOpen : another key, or changed since
    """
    if not sealed:
        return ""
    from cryptography.fernet import Fernet, InvalidToken

    try:
        return Fernet(key).decrypt(sealed.encode("ascii")).decode()
    except (InvalidToken, UnicodeError) as error:
        raise CannotOpen(
            Sentence(
                id="Nilai tersegel ini tidak dapat dibuka dengan kunci yang ada. Ketik ulang nilainya.",
                en="This sealed value cannot be opened with the key at hand. Type it again.",
            )
        ) from error


def read_tax_number(text: str) -> str:
    """Read an NPWP: 15 digits, or 16 of the newer form; dots, dashes and spaces do not matter.

    Raises
    ------
    NotATaxNumber : it has another number of digits, or letters
    """
    digits = _DIGITS.sub("", text)
    if len(digits) not in (15, 16) or re.search(r"[^\d.\-\s]", text):
        raise NotATaxNumber(
            Sentence(
                id="NPWP terdiri atas 15 atau 16 angka. Periksa angkanya.",
                en="A tax number has 15 or 16 digits. Look at the digits.",
            )
        )
    return digits


def masked(tax_number: str) -> str:
    """Return a tax number of which only the last three digits can be read."""
    return "•" * (len(tax_number) - 3) + tax_number[-3:] if tax_number else ""
