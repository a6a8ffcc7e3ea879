"""Waves of training: which office learns when, drawn by lot and written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from saindege.base import chance, period
from saindege.demo import planted
from saindege.demo.offices import Office
from saindege.demo.services import Service

# A course lasts two working days and begins on a Tuesday, not in the first days of a month.
FIRST_DAY_OF_MONTH = 3
TUESDAY = 1


@dataclass(frozen=True, slots=True)
class Wave:
    """Offices trained together.

    Attributes
    ----------
    course : code
    number : from 1
    first_day, last_day : the two days of the course; the office counts as trained from the last day on
    offices : codes, in the order in which they were drawn
    """

    course: str
    number: int
    first_day: date
    last_day: date
    offices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draw:
    """One lottery as it fell out.

    Attributes
    ----------
    course : code
    waves : in order of time
    waiting : codes of the offices that are not trained yet
    """

    course: str
    waves: tuple[Wave, ...]
    waiting: tuple[str, ...]

    def trained_on(self) -> dict[str, date | None]:
        """Return for each office of the lottery when it was trained, None where it is waiting."""
        found: dict[str, date | None] = {code: wave.last_day for wave in self.waves for code in wave.offices}
        return found | dict.fromkeys(self.waiting)


def draw_waves(
    offices: tuple[Office, ...],
    services: tuple[Service, ...],
    *,
    seed: int,
    until: date,
    calendar: period.WorkCalendar,
) -> tuple[Draw, ...]:
    """Draw every lottery.

    Parameters
    ----------
    until : last day of the logs; waves count back from its month
    calendar : no course begins on a day off or within special hours such as Ramadan
    """
    draws = []
    for lottery in planted.read_lotteries():
        entered = [office.code for office in offices if _enters(office, lottery, services)]
        order = chance.stream(seed, f"demo.lottery.{lottery.course}").permutation(len(entered))
        drawn = [entered[i] for i in order]
        waves = []
        for number, plan in enumerate(lottery.waves, start=1):
            first = _course_day(until, plan.months_before, calendar)
            members, drawn = drawn[: plan.offices], drawn[plan.offices :]
            last = period.add_working_days(calendar, first, 1)
            waves.append(Wave(lottery.course, number, first, last, tuple(members)))
        draws.append(Draw(lottery.course, tuple(waves), tuple(drawn)))
    return tuple(draws)


def _enters(office: Office, lottery: planted.Lottery, services: tuple[Service, ...]) -> bool:
    offering = {code for service in services if service.code == lottery.service for code in service.offices}
    return office.kind in lottery.kinds or office.code in offering


def _course_day(until: date, months_before: int, calendar: period.WorkCalendar) -> date:
    month = until.year * 12 + until.month - 1 - months_before
    day = date(month // 12, month % 12 + 1, FIRST_DAY_OF_MONTH)
    while day.weekday() != TUESDAY or not _is_plain(day, calendar):
        day += timedelta(days=1)
    return day


def _is_plain(day: date, calendar: period.WorkCalendar) -> bool:
    special = any(span.first <= day <= span.last for span in calendar.exceptions)
    return calendar.is_working_day(day) and not special
