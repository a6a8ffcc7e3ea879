"""The six digits on the classroom screen: new every half minute, so that being there is what opens the door."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime
from functools import lru_cache

STEP_SECONDS = 30
DIGITS = 6


def code_at(secret: str, at: datetime) -> str:
    """Return the six digits that the screen shows at a moment.

    They are a keyed hash (HMAC-SHA256) of the number of half minutes since 1970, cut as RFC 4226 cuts it.

    Source: RFC 4226 section 5.3 (truncation), RFC 6238 (time steps).
    """
    return _code_of_step(secret, _step(at))


def seconds_left(at: datetime) -> int:
    """Return how many seconds the code of a moment is still shown, 1 to 30."""
    return STEP_SECONDS - int(at.timestamp()) % STEP_SECONDS


def is_current(secret: str, typed: str, at: datetime) -> bool:
    """Say whether digits are those on the screen, now or one step ago.

    The step of grace is for whoever types slowly or waits for a signal. Both codes are always compared,
    in constant time.
    """
    digits = digits_of(typed)
    step = _step(at)
    matches = [
        hmac.compare_digest(_code_of_step(secret, each).encode(), digits.encode())
        for each in (step, step - 1)
    ]
    return any(matches)


def was_shown(secret: str, typed: str, at: datetime) -> bool:
    """Say whether digits stood on the screen about a moment that a phone without signal has written down.

    Two steps before and one after: the phone's clock is corrected when it has signal, and drifts until it has it again.
    """
    digits = digits_of(typed)
    step = _step(at)
    matches = [
        hmac.compare_digest(_code_of_step(secret, each).encode(), digits.encode())
        for each in range(step - 2, step + 2)
    ]
    return any(matches)


def digits_of(typed: str) -> str:
    """Return the digits of what somebody typed: spaces, dots and dashes are left out."""
    return "".join(sign for sign in typed if sign.isascii() and sign.isdigit())


def spoken(code: str) -> str:
    """Return a code in two groups, as it is read aloud: 472 916."""
    return f"{code[:3]} {code[3:]}"


def _step(at: datetime) -> int:
    return int(at.timestamp()) // STEP_SECONDS


@lru_cache(maxsize=32)
def _code_of_step(secret: str, step: int) -> str:
    digest = hmac.digest(secret.encode(), step.to_bytes(8, "big", signed=True), hashlib.sha256)
    offset = digest[-1] & 0x0F
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFF_FFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"
