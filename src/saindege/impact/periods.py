"""Periods as people write them - numbers, months, quarters, days - as numbers one step apart."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Literal

Kind = Literal["number", "quarter", "month", "day"]

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan", "februari february feb peb", "maret march mar", "april apr", "mei may",
            "juni june jun", "juli july jul", "agustus august agu agt aug", "september sep sept",
            "oktober october okt oct", "november nopember nov nop", "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
NEVER = frozenset(
    {"", "0", "never", "belum", "belumpernah", "tidakpernah", "takpernah", "tidak", "na", "nan", "inf"}
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTH = (
    re.compile(r"(?P<year>\d{4})[-/. ]?(?P<month>\d{2})"),
    re.compile(r"(?P<month>\d{1,2})[-/.](?P<year>\d{4})"),
    re.compile(r"(?P<name>[a-z]+)[-/. ]*(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})[-/. ]+(?P<name>[a-z]+)"),
)
_QUARTER = (
    re.compile(r"(?P<year>\d{4})[-/. ]*(?:q|k|tw|triwulan|kuartal)[-/. ]*(?P<part>[1-4]|i{1,3}|iv)"),
    re.compile(r"(?:q|k|tw|triwulan|kuartal|quarter)[-/. ]*(?P<part>[1-4]|i{1,3}|iv)[-/. ]*(?P<year>\d{4})"),
)


@dataclass(frozen=True, slots=True)
class Scale:
    """How the periods of one panel are counted.

    Attributes
    ----------
    kind : what is written
    origin, step : the first period and the distance of two, in years' numbers, quarters, months or days
    """

    kind: Kind
    origin: float
    step: float

    def position(self, place: float) -> float:
        """Return a place in time as a number of this scale; a day within a period belongs to that period."""
        if self.kind == "number":
            return place
        # Before the first period there is no period: such a unit counts as treated from the first one on.
        return max(1.0, math.floor((place - self.origin) / self.step) + 1.0)

    def label(self, position: float) -> str | None:
        """Return a period as it is shown; None where the number itself is shown."""
        if self.kind == "number":
            return None
        place = int(self.origin + (position - 1) * self.step)
        if self.kind == "day":
            return date.fromordinal(place).isoformat()
        if self.kind == "quarter":
            return f"{place // 4}-Q{place % 4 + 1}"
        return f"{place // 12:04d}-{place % 12 + 1:02d}"


def plain_word(text: str) -> str:
    """Lower case, without accents; inner spaces single."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(letter for letter in decomposed if not unicodedata.combining(letter)).split())


def is_never(text: str | None) -> bool:
    """Whether a first-treated cell says that the unit was never treated."""
    if text is None:
        return True
    word = re.sub(r"[\W_]", "", plain_word(text))
    return word in NEVER or re.fullmatch(r"0+", word) is not None


def month_of(text: str) -> int | None:
    """Return the months since the year 0 that a text such as ``Maret 2026``, ``2026-03`` or ``03/2026`` names."""
    word = plain_word(text)
    for pattern in _MONTH:
        found = pattern.fullmatch(word)
        if found is None:
            continue
        parts = found.groupdict()
        month = MONTHS.get(parts["name"]) if "name" in parts else int(parts["month"])
        if month is not None and 1 <= month <= 12 and 1000 <= int(parts["year"]) <= 9998:
            return int(parts["year"]) * 12 + month - 1
    return None


def quarter_of(text: str) -> int | None:
    """Return the quarters since the year 0 that a text such as ``2026-Q1`` or ``Triwulan I 2026`` names."""
    word = plain_word(text)
    for pattern in _QUARTER:
        found = pattern.fullmatch(word)
        if found is not None:
            part = found["part"]
            return int(found["year"]) * 4 + (_ROMAN.get(part) or int(part)) - 1
    return None


def place_of_day(day: date, kind: Kind) -> float:
    """Return a day as a place on a scale of this kind."""
    if kind == "quarter":
        return day.year * 4 + (day.month - 1) // 3
    if kind == "month":
        return day.year * 12 + day.month - 1
    if kind == "day":
        return day.toordinal()
    return day.year


def whole_day(cell: object) -> date | None:
    """Return the day of a date or of a moment, None for anything else."""
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else None


def days_kind(days: Iterable[date]) -> Kind:
    """Whether periods written as days are months: each the same day of its month, or each its last day."""
    seen = set(days)
    last_days = all((day + timedelta(days=1)).day == 1 for day in seen)
    return "month" if last_days or len({day.day for day in seen}) == 1 else "day"


def scale_of(places: Iterable[float], kind: Kind) -> Scale:
    """Return the scale of distinct periods, the step being their largest common distance."""
    ordered = sorted(set(places))
    if kind == "number" or len(ordered) < 2:
        return Scale(kind, ordered[0] if ordered else 0.0, 1.0)
    step = math.gcd(*(int(later - earlier) for earlier, later in pairwise(ordered)))
    return Scale(kind, ordered[0], float(step))
