"""Dates and moments as people write them: 17 Agustus 2026, 17/08/2026, 17-08-2026, ISO 8601, serial dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from typing import Final, Literal

#: Whether the day or the month comes first in 05/06/2026.
DayOrder = Literal["day_first", "month_first"]

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan", "februari february pebruari feb peb", "maret march mar mrt", "april apr",
            "mei may", "juni june jun", "juli july jul", "agustus august agu ags agt aug agst",
            "september sep sept", "oktober october okt oct", "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_ZONES: Final = {"z": 0, "utc": 0, "wib": 7, "wita": 8, "wit": 9}
_CLOCK: Final = re.compile(
    r"(?:t|,?\s+)\s*(?:pukul\s+|pkl\.?\s+|jam\s+)?(?P<h>\d{1,2})[:.](?P<m>\d{2})"
    r"(?:[:.](?P<s>\d{2})(?:[.,](?P<f>\d{1,9}))?)?\s*(?P<half>[ap]\.?m\.?)?\s*"
    r"(?P<zone>z|utc|wib|wita|wit|[+-]\d{2}(?::?\d{2})?)?$",
    re.ASCII,
)
# ISO 8601 without marks: 20260817T140506.123+0700.
_BARE_CLOCK: Final = re.compile(r"^(\d{8})t(\d{2})(\d{2})(?:(\d{2})([.,]\d+)?)?(?=z?$|[+-])", re.ASCII)
_WEEKDAY: Final = re.compile(r"^[a-z'’]+\s*,\s*(?=\d|[a-z])")
_YEAR_FIRST: Final = re.compile(r"^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$", re.ASCII)
_COMPACT: Final = re.compile(r"^((?:19|20|21)\d{2})(\d{2})(\d{2})$", re.ASCII)
_NUMBERS: Final = re.compile(r"^(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4})$", re.ASCII)
_NAMED: Final = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?[\s./-]*([a-z]{3,9})[\s.,/-]*(\d{4})$", re.ASCII)
_MONTH_NAMED_FIRST: Final = re.compile(
    r"^([a-z]{3,9})[\s.]+(\d{1,2})(?:st|nd|rd|th)?\s*,?\s+(\d{4})$", re.ASCII
)
# Day 0 of spreadsheets, such that every day from March 1900 on is right.
_DAY_ZERO: Final = datetime(1899, 12, 30)  # noqa: DTZ001  # serial dates know no zone
_FIRST_SERIAL: Final = 3653
_LAST_SERIAL: Final = 109575


def looks_like_date(text: str) -> bool:
    """Say whether a text is a date, in whatever order."""
    return any(read_moment(text, order) is not None for order in ("day_first", "month_first"))


def orders_of(text: str) -> tuple[DayOrder, ...]:
    """Return the orders with which a text such as 05/06/2026 is a date and which it tells apart.

    Empty for a text that is no such date, or is the same date either way (05/05/2026).
    """
    parts = _NUMBERS.match(_split(text)[0])
    if parts is None or parts[1] == parts[3] or int(parts[1]) == int(parts[3]):
        return ()
    if parts[2] == ".":
        # Dots are written where the day comes first, and nowhere else.
        return ("day_first",)
    found: list[DayOrder] = []
    if 1 <= int(parts[3]) <= 12:
        found.append("day_first")
    if 1 <= int(parts[1]) <= 12:
        found.append("month_first")
    return tuple(found)


def agree_on_order(texts: Iterable[str]) -> tuple[dict[DayOrder, str], str | None]:
    """Return an example of each order that is sure in a column, and the first text that could be either."""
    sure: dict[DayOrder, str] = {}
    unsure: str | None = None
    for text in texts:
        orders = orders_of(text)
        if len(orders) == 1:
            sure.setdefault(orders[0], text)
        elif len(orders) == 2 and unsure is None:
            unsure = text
    return sure, unsure


def read_moment(text: str, order: DayOrder) -> datetime | None:
    """Return the moment that a text means, at midnight where it has no clock; with a zone only if it says one."""
    day, clock = _split(text)
    numbers = _year_month_day(day, order)
    if numbers is None:
        return None
    try:
        at = datetime(*numbers)  # noqa: DTZ001  # the zone is added by whoever knows it
        return at if clock is None else _at_clock(at, clock)
    except (ValueError, OverflowError):
        return None


def read_serial(number: float) -> datetime | None:
    """Return the moment of a spreadsheet's serial date, or None where the number can be no such date."""
    if not _FIRST_SERIAL <= number < _LAST_SERIAL:
        # 1986 is a year that somebody typed, not the 8th of June 1905.
        return None
    return _DAY_ZERO + timedelta(seconds=round(number * 86400))


def _split(text: str) -> tuple[str, re.Match[str] | None]:
    plain = " ".join(text.split()).casefold()
    plain = _WEEKDAY.sub("", plain)
    plain = _BARE_CLOCK.sub(_mark_clock, plain)
    clock = _CLOCK.search(plain)
    return (plain, None) if clock is None else (plain[: clock.start()], clock)


def _mark_clock(bare: re.Match[str]) -> str:
    day, hour, minute, second, fraction = bare.groups()
    return f"{day}t{hour}:{minute}:{second or '00'}{fraction or ''}"


def _year_month_day(day: str, order: DayOrder) -> tuple[int, int, int] | None:
    if parts := _NUMBERS.match(day):
        first, second, year = int(parts[1]), int(parts[3]), int(parts[4])
        swapped = order == "month_first" and parts[2] != "."
        return (year, first, second) if swapped else (year, second, first)
    if parts := _YEAR_FIRST.match(day):
        return int(parts[1]), int(parts[3]), int(parts[4])
    if parts := _COMPACT.match(day):
        return int(parts[1]), int(parts[2]), int(parts[3])
    if (parts := _NAMED.match(day)) and parts[2] in _MONTHS:
        return int(parts[3]), _MONTHS[parts[2]], int(parts[1])
    if (parts := _MONTH_NAMED_FIRST.match(day)) and parts[1] in _MONTHS:
        return int(parts[3]), _MONTHS[parts[1]], int(parts[2])
    return None


def _at_clock(day: datetime, clock: re.Match[str]) -> datetime:
    hour = int(clock["h"])
    if clock["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if clock["half"].startswith("p") else 0)
    microseconds = int((clock["f"] or "0")[:6].ljust(6, "0"))
    # 24:00 is the end of the day, as office hours are written.
    later = timedelta(days=1) if hour == 24 and clock["m"] == "00" else timedelta()
    at = day.replace(
        hour=0 if later else hour,
        minute=int(clock["m"]),
        second=int(clock["s"] or 0),
        microsecond=microseconds,
    )
    return (at + later).replace(tzinfo=_zone(clock["zone"]))


def _zone(text: str | None) -> timezone | None:
    if text is None:
        return None
    if text in _ZONES:
        return timezone(timedelta(hours=_ZONES[text]))
    digits = text[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)
