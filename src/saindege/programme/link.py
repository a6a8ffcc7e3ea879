"""A page without an account: its address cannot be guessed, is not stored, and can be withdrawn."""

from __future__ import annotations

import hashlib
import hmac
import re

_SIGNS = 32
_TOKEN = re.compile(r"^([0-9a-f-]{1,36})\.([0-9a-f]{32})$")


def token_for(purpose: str, key: str, word: str, secret: str) -> str:
    """Return the word of an address.

    Parameters
    ----------
    purpose : what the page is for; the same row has another token for another purpose
    key : of the row, in hexadecimal signs and dashes
    word : random word in the row; another word makes another token
    secret : of the house
    """
    return f"{key}.{_mark(purpose, key, word, secret)}"


def key_in(token: str) -> str | None:
    """Return the key of the row that a token speaks of; None where it is no token."""
    match = _TOKEN.match(token)
    return match[1] if match else None


def is_genuine(token: str, purpose: str, word: str, secret: str) -> bool:
    """Whether a token is the one of its row; a row without a word has none."""
    match = _TOKEN.match(token)
    if match is None or not word:
        return False
    return hmac.compare_digest(match[2], _mark(purpose, match[1], word, secret))


def _mark(purpose: str, key: str, word: str, secret: str) -> str:
    message = "\n".join((purpose, key, word)).encode()
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()[:_SIGNS]
