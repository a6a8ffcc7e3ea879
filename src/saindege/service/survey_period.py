"""Periods of the survey: quarters, half-years, years; what a report is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from saindege.base.errors import BadInput, Sentence

Kind = Literal["quarter", "half", "year"]
_MONTHS: dict[Kind, int] = {"quarter": 3, "half": 6, "year": 12}
_LETTERS: dict[str, Kind] = {"T": "quarter", "S": "half"}
_ROMAN = ("I", "II", "III", "IV")
_FIRST_YEAR, _LAST_YEAR = 1970, 2100


class WrongPeriod(BadInput):
    """A period that is not written as we do."""

    code = "unknown_value"


@dataclass(frozen=True, slots=True)
class SurveyPeriod:
    """A quarter, a half-year or a year.

    Attributes
    ----------
    kind : how long it is
    year, number : the number counts from 1; 1 for a year
    """

    kind: Kind
    year: int
    number: int

    @property
    def code(self) -> str:
        """As it stands in an address: ``2026-T3``, ``2026-S1``, ``2026``."""
        letter = {"quarter": "T", "half": "S", "year": ""}[self.kind]
        return f"{self.year}-{letter}{self.number}" if letter else str(self.year)

    @property
    def first_on(self) -> date:
        """Its first day."""
        return date(self.year, _MONTHS[self.kind] * (self.number - 1) + 1, 1)

    @property
    def last_on(self) -> date:
        """Its last day."""
        return following(self).first_on - timedelta(days=1)

    @property
    def name(self) -> Sentence:
        """In words."""
        if self.kind == "year":
            return Sentence(f"tahun {self.year}", f"year {self.year}")
        roman = _ROMAN[self.number - 1]
        if self.kind == "half":
            return Sentence(f"semester {roman} {self.year}", f"half-year {roman} of {self.year}")
        return Sentence(f"triwulan {roman} {self.year}", f"quarter {roman} of {self.year}")


def parse_period(text: str) -> SurveyPeriod:
    """Read ``2026-T3`` (quarter), ``2026-S1`` (half-year) or ``2026``.

    Raises
    ------
    WrongPeriod : anything else
    """
    found = re.fullmatch(r"([0-9]{4})(?:-([TS])([1-4]))?", text.strip().upper())
    if found and _FIRST_YEAR <= int(found[1]) <= _LAST_YEAR:
        kind: Kind = _LETTERS[found[2]] if found[2] else "year"
        number = int(found[3] or 1)
        if number <= 12 // _MONTHS[kind]:
            return SurveyPeriod(kind, int(found[1]), number)
    raise WrongPeriod(
        Sentence(
            id=f"Periode “{text}” tidak dikenal. Tulis 2026-T3 (triwulan), 2026-S1 (semester) atau 2026.",
            en=f"The period “{text}” is not known. Write 2026-T3 (quarter), 2026-S1 (half-year) or 2026.",
        )
    )


def period_of(day: date, kind: Kind) -> SurveyPeriod:
    """Return the period in which a day lies."""
    return SurveyPeriod(kind, day.year, (day.month - 1) // _MONTHS[kind] + 1)


def previous(period: SurveyPeriod) -> SurveyPeriod:
    """Return the period before."""
    return period_of(period.first_on - timedelta(days=1), period.kind)


def following(period: SurveyPeriod) -> SurveyPeriod:
    """Return the period after."""
    months = period.year * 12 + _MONTHS[period.kind] * period.number
    return period_of(date(months // 12, months % 12 + 1, 1), period.kind)


def last_periods(day: date, kind: Kind, count: int) -> list[SurveyPeriod]:
    """Return the last periods up to the one in which a day lies, the oldest first."""
    found = [period_of(day, kind)]
    while len(found) < count:
        found.append(previous(found[-1]))
    return found[::-1]
