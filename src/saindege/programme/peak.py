"""Peak days: when an office needs all its people at the counter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from saindege.base.errors import Sentence

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Peak:
    """Busy days of one office.

    Attributes
    ----------
    office : its name
    first_on, last_on : span, both days included
    weekdays : numbers of the days meant, Monday 0; empty means all
    reason : why, in the office's words
    """

    office: str
    first_on: date
    last_on: date
    weekdays: frozenset[int]
    reason: str

    def falls_on(self, day: date) -> bool:
        """Whether the office is busy on a day."""
        return self.first_on <= day <= self.last_on and (not self.weekdays or day.weekday() in self.weekdays)

    def days_between(self, first: date, last: date) -> Iterator[date]:
        """Yield the busy days of a span, both ends included."""
        day, end = max(first, self.first_on), min(last, self.last_on)
        while day <= end:
            if self.falls_on(day):
                yield day
            day += timedelta(days=1)


def advice(first: date, last: date, peaks: Iterable[Peak]) -> Sentence | None:
    """Say which offices are busy between two days, so that their people are not called then."""
    busy = [
        (peak, day)
        for peak in peaks
        for day in [next(peak.days_between(first, last), None)]
        if day is not None
    ]
    if not busy:
        return None
    named = sorted({f"{peak.office} ({day:%d-%m-%Y}: {peak.reason})" for peak, day in busy})
    more = len(named) - MOST_NAMED
    told = "; ".join(named[:MOST_NAMED])
    return Sentence(
        id=f"Hari sibuk: {told}{f'; dan {more} kantor lagi' if more > 0 else ''}. "
        "Jangan panggil petugas loketnya, atau pilih hari lain.",
        en=f"Peak day: {told}{f'; and {more} more offices' if more > 0 else ''}. "
        "Do not call their counter officers, or choose another day.",
    )
