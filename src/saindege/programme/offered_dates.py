"""Dates that a speaker offers: which may be offered, and whether a session falls on one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

from saindege.base.errors import Problem, Sentence

Part = Literal["day", "morning", "afternoon"]
MOST_OFFERS = 120
FARTHEST_DAYS = 550
_NOON = 12


def faults(day: date, *, as_of: date, offered: int) -> list[Problem]:
    """Name why a day cannot be offered: it is over, far away, or too many stand already.

    Parameters
    ----------
    offered : how many days this speaker has offered already
    """
    if day < as_of:
        year = " (tahun lalu)" if day.year < as_of.year else ""
        year_en = " (a past year)" if day.year < as_of.year else ""
        return [
            _fault(
                f"{day:%d-%m-%Y}{year} sudah lewat. Pilih hari ini atau sesudahnya.",
                f"{day}{year_en} is over. Choose today or later.",
            )
        ]
    if (day - as_of).days > FARTHEST_DAYS:
        return [
            _fault(
                f"{day:%d-%m-%Y} terlalu jauh. Periksa tahunnya.",
                f"{day} is too far away. Look at the year.",
            )
        ]
    if offered >= MOST_OFFERS:
        return [
            _fault(
                f"Sudah {MOST_OFFERS} tanggal. Hapus yang tidak perlu.",
                f"There are {MOST_OFFERS} dates already. Take away what is not needed.",
            )
        ]
    return []


def covers(part: Part, starts_at: datetime, ends_at: datetime) -> bool:
    """Whether a part of a day holds a session; the morning ends and the afternoon begins at noon."""
    if part == "morning":
        return ends_at.hour < _NOON or (ends_at.hour == _NOON and ends_at.minute == 0)
    if part == "afternoon":
        return starts_at.hour >= _NOON
    return True


def advice(
    speaker: str, offers: Mapping[date, Part], starts_at: datetime, ends_at: datetime
) -> Sentence | None:
    """Say so when a speaker who offered dates did not offer this one; whoever offered none is not judged."""
    if not offers:
        return None
    part = offers.get(starts_at.date())
    if part is not None and covers(part, starts_at, ends_at):
        return None
    later = [day for day in sorted(offers) if day >= starts_at.date()][:3]
    named = ", ".join(f"{day:%d-%m-%Y}" for day in later) or "-"
    named_en = ", ".join(str(day) for day in later) or "-"
    return Sentence(
        id=f"{speaker} tidak menawarkan waktu ini. Yang ditawarkan berikutnya: {named}.",
        en=f"{speaker} did not offer this time. Offered next: {named_en}.",
    )


def _fault(indonesian: str, english: str) -> Problem:
    return Problem("out_of_range", Sentence(id=indonesian, en=english), column="on")
