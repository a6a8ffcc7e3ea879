"""What a day of the calendar is called: a holiday by its name, joint leave, Ramadan hours."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date

from saindege.base import period
from saindege.base.errors import Sentence


@dataclass(frozen=True, slots=True)
class DayNote:
    """What stands beside a day.

    Attributes
    ----------
    is_closed : whether the office is closed although it is a weekday that it works
    words : name of the holiday, or the other hours; None on an ordinary day
    """

    is_closed: bool
    words: Sentence | None


def note_on(day: date, calendar: period.WorkCalendar) -> DayNote:
    """Say what is special about a day."""
    if day in calendar.holidays:
        name = _names(day.year, "id").get(day, "Hari libur")
        english = _names(day.year, "en_US").get(day, "Holiday")
        return DayNote(bool(calendar.week[day.weekday()]), Sentence(id=name, en=english))
    windows = calendar.windows_on(day)
    if windows and windows != calendar.week[day.weekday()]:
        opens, closes = windows[0].opens, windows[-1].closes
        return DayNote(
            False,
            Sentence(
                id=f"Jam Ramadan {_clock(opens, '.')} sampai {_clock(closes, '.')}",
                en=f"Ramadan hours {_clock(opens, ':')} to {_clock(closes, ':')}",
            ),
        )
    return DayNote(False, None)


@functools.lru_cache(maxsize=16)
def _names(year: int, language: str) -> dict[date, str]:
    return dict(period.public_days(year, ("public", "government"), language=language))


def _clock(seconds: int, mark: str) -> str:
    return f"{seconds // 3600:02d}{mark}{seconds % 3600 // 60:02d}"
