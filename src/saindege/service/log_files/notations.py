"""Moments in all notations that people use, for columns of a million texts: each day and each clock is read once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from saindege.base.errors import BadInput, Problem, Sentence
from saindege.base.table import DayOrder, dates

# As DuckDB's regular expressions write them; both are matched without regard to case.
ISO = r"\s*\d{4}([-/.])\d{1,2}([-/.])\d{1,2}([T ]\d{1,2}:\d{2}(:\d{2}([.]\d+)?)?)?\s*"
ISO_WITH_OFFSET = r"\s*\d{4}-\d{1,2}-\d{1,2}[T ]\d{1,2}:\d{2}(:\d{2}([.]\d+)?)?(Z|[+-]\d{2}(:\d{2})?)\s*"
CLOCK = (
    r"(T|,?\s+)\s*((pukul|pkl[.]?|jam)\s+)?\d{1,2}[:.]\d{2}([:.]\d{2}([.,]\d{1,9})?)?\s*([ap][.]?m[.]?)?\s*"
    r"(Z|UTC|WIB|WITA|WIT|[+-]\d{2}(:?\d{2})?)?\s*$"
)

_SOME_DAY = "2000-01-01"
_BETWEEN = ",Tt "


def read_day(text: str, order: DayOrder) -> datetime | None:
    """Return the moment of a text without clock, or of a text that could not be parted; None where it is none."""
    found = dates.read_moment(text, order)
    if found is not None:
        return found
    number = text.strip().replace(",", ".", 1)
    return dates.read_serial(float(number)) if number.replace(".", "", 1).isdecimal() else None


def read_clock(text: str) -> datetime | None:
    """Return the time of day of a text such as ``, pukul 08.30 WIB``, on some day."""
    # What stood between day and clock is gone or differs; one space says the same.
    return dates.read_moment(f"{_SOME_DAY} {text.lstrip(_BETWEEN)}", "day_first")


def day_order(file: str, columns: Iterable[tuple[str, Sequence[str]]], chosen: DayOrder | None) -> DayOrder:
    """Return whether the day or the month comes first in the numbers of a log.

    Parameters
    ----------
    columns : role and distinct texts of each column of moments; what one tells holds for the other

    Raises
    ------
    BadInput : ambiguous_date, with the question
    """
    if chosen is not None:
        return chosen
    sure: dict[DayOrder, tuple[str, str]] = {}
    unsure: tuple[str, str] | None = None
    for role, texts in columns:
        told, untold = dates.agree_on_order(texts)
        for order, text in told.items():
            sure.setdefault(order, (role, text))
        if untold is not None and unsure is None:
            unsure = (role, untold)
    if len(sure) == 2:
        raise _mixed(file, sure["day_first"], sure["month_first"])
    if not sure and unsure is not None:
        raise _ambiguous(file, *unsure)
    return next(iter(sure), "day_first")


def _ambiguous(file: str, role: str, text: str) -> BadInput:
    return _question(
        file,
        role,
        f"{file}: “{text}”: angka mana yang hari dan mana yang bulan? Seluruh kolom dapat dibaca dua cara. "
        "Tambahkan --date-order dmy (hari dulu) atau --date-order mdy (bulan dulu).",
        f"{file}: “{text}”: which is the day and which is the month? The whole column can be read in two ways. "
        "Add --date-order dmy (day first) or --date-order mdy (month first).",
    )


def _mixed(file: str, day_first: tuple[str, str], month_first: tuple[str, str]) -> BadInput:
    return _question(
        file,
        month_first[0],
        f"{file}: “{day_first[1]}” menulis hari lebih dulu, “{month_first[1]}” menulis bulan lebih dulu. "
        "Mana yang benar? Tambahkan --date-order dmy atau --date-order mdy; yang lain ditolak per baris.",
        f"{file}: “{day_first[1]}” has the day first, “{month_first[1]}” has the month first. Which one is right? "
        "Add --date-order dmy or --date-order mdy; the others are refused row by row.",
    )


def _question(file: str, role: str, indonesian: str, english: str) -> BadInput:
    sentence = Sentence(id=indonesian, en=english)
    problem = Problem("ambiguous_date", sentence, file=file, column=role)
    return BadInput(sentence, code="ambiguous_date", problems=[problem])
