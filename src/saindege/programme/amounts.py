"""Amounts as people type them into a form: rupiah, learning hours, per cent."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from saindege.base.errors import BadInput, Sentence
from saindege.base.table import numbers

MOST_RUPIAH: Final = 10**15
MOST_HOURS: Final = Decimal("9999.9")
_MARKS: Final[tuple[numbers.Mark, ...]] = (",", ".")
_IN_WORDS: Final = re.compile(r"^(?P<figure>.*?)\s*(?P<size>ribu|rb|juta|jt|miliar|milyar|m|triliun)\.?$")
_SIZES: Final = {
    "ribu": 10**3, "rb": 10**3, "juta": 10**6, "jt": 10**6,
    "miliar": 10**9, "milyar": 10**9, "m": 10**9, "triliun": 10**12,
}  # fmt: skip


class NotAnAmount(BadInput):
    """A text is no amount of what is asked for."""

    code = "not_a_number"


def read_rupiah(text: str) -> int:
    """Read whole rupiah: Rp2.500.000, 2500000, 2.500.000,00, 2,5 juta.

    Raises
    ------
    NotAnAmount : it is no amount, it is negative, or it has parts of a rupiah
    """
    plain = text.strip().casefold()
    worded = _IN_WORDS.match(plain)
    size = _SIZES[worded["size"]] if worded else 1
    amount = _read(worded["figure"] if worded else plain)
    if amount is None or amount < 0 or amount * size > MOST_RUPIAH or (amount * size) % 1:
        raise NotAnAmount(
            Sentence(
                id=f"“{text.strip()}” bukan jumlah rupiah. Tulis misalnya 2.500.000 atau 2,5 juta.",
                en=f"“{text.strip()}” is no amount of rupiah. Write for example 2.500.000 or 2,5 juta.",
            )
        )
    return int(amount * size)


def read_learning_hours(text: str) -> Decimal:
    """Read learning hours with at most one decimal: 8, 7,5, 7.5, 20 JP.

    Raises
    ------
    NotAnAmount : it is no such number, or not more than zero
    """
    hours = _read(text.strip().casefold().removesuffix("jp"))
    if hours is None or hours <= 0 or hours > MOST_HOURS or (hours * 10) % 1:
        raise NotAnAmount(
            Sentence(
                id=f"“{text.strip()}” bukan jumlah JP. Tulis angka lebih dari nol, misalnya 8 atau 7,5.",
                en=f"“{text.strip()}” is no number of learning hours. Write more than zero, e.g. 8 or 7,5.",
            )
        )
    return hours


def read_percent(text: str) -> Decimal:
    """Read per cent and return the share, 0 to 1: 85, 85 %, 87,5.

    Raises
    ------
    NotAnAmount : it is no number from 0 to 100; a share such as 0,85 is asked back
    """
    percent = _read(text.strip().removesuffix("%").strip().casefold().removesuffix("persen"))
    if percent is None or not (percent == 0 or 1 <= percent <= 100) or (percent * 10) % 1:
        raise NotAnAmount(
            Sentence(
                id=f"“{text.strip()}” bukan persen. Tulis 0 sampai 100, misalnya 85.",
                en=f"“{text.strip()}” is no per cent. Write 0 to 100, for example 85.",
            )
        )
    return percent / 100


def read_mark(text: str) -> Decimal:
    """Read a mark from 0 to 100 with at most one decimal: 70, 62,5, 60 %.

    Raises
    ------
    NotAnAmount : it is no number from 0 to 100
    """
    mark = _read(text.strip().removesuffix("%").strip())
    if mark is None or not 0 <= mark <= 100 or (mark * 10) % 1:
        raise NotAnAmount(
            Sentence(
                id=f"“{text.strip()}” bukan nilai. Tulis 0 sampai 100, misalnya 70 atau 62,5.",
                en=f"“{text.strip()}” is no mark. Write 0 to 100, for example 70 or 62.5.",
            )
        )
    return mark


def _read(text: str) -> Decimal | None:
    """Return the number of an Indonesian notation, or else of an English one."""
    for mark in _MARKS:
        value = numbers.read_number(text, mark)
        if value is not None:
            return Decimal(repr(value))
    return None
