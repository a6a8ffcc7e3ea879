"""The training year: batches and their sessions, past ones held, this week's and coming ones waiting."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from saindege.base import chance, period
from saindege.demo import courses
from saindege.demo.courses import Course, Speaker
from saindege.demo.waves import Draw, Wave

ZONE = ZoneInfo("Asia/Jakarta")
_BEGIN, _END = time(8, 30), time(15, 30)
# The batches of a year begin between these weeks before and after the day itself.
_WEEKS_BACK, _WEEKS_AHEAD = 46, 3


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting of a batch; moments carry an offset, hours are JP."""

    title: str
    place: str
    speaker: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    hours: float


@dataclass(frozen=True, slots=True)
class Batch:
    """A course held once for a group.

    Attributes
    ----------
    course : code
    name : e.g. ``Angkatan 3``
    wave : number of the wave that was drawn by lot, None otherwise
    offices : codes of the offices of the wave, empty otherwise
    sessions : in order of time
    is_todays : whether it is the one that the demonstration runs today
    """

    course: str
    name: str
    wave: int | None
    offices: tuple[str, ...]
    sessions: tuple[Session, ...]
    is_todays: bool = False

    @property
    def ends_at(self) -> datetime:
        """The end of its last session."""
        return self.sessions[-1].ends_at


def make_schedule(
    draws: tuple[Draw, ...],
    speakers: tuple[Speaker, ...],
    *,
    calendar: period.WorkCalendar,
    as_of: date,
    seed: int,
) -> tuple[Batch, ...]:
    """Return every batch in order of its first session; no room and no speaker is in two places.

    Batches drawn by lot lie on the days of their wave. One batch of the first course runs on the day itself, or on
    the next working day, so that the demonstration has a class to check in to.
    """
    catalogue = courses.read_courses()
    board = _Board(calendar, speakers)
    drawn = [
        board.place(course, wave.first_day, wave=wave)
        for course in catalogue
        for draw in draws
        if draw.course == course.code
        for wave in draw.waves
    ]
    drawn.append(replace(board.place(catalogue[0], as_of, short_days=True), is_todays=True))
    for course in catalogue:
        drawn += [board.place(course, as_of + timedelta(days=days)) for days in course.near]
    days = board.plain_days(as_of - timedelta(weeks=_WEEKS_BACK), as_of + timedelta(weeks=_WEEKS_AHEAD))
    rng = chance.stream(seed, "demo.schedule")
    for course in catalogue:
        for number in range(course.batches):
            share = (number + rng.random()) / course.batches
            drawn.append(board.place(course, days[int(share * len(days))]))
    in_order = sorted(drawn, key=lambda batch: (batch.sessions[0].starts_at, batch.course))
    return tuple(_name(in_order))


class _Board:
    """Rooms and speakers that are taken, day by day."""

    def __init__(self, calendar: period.WorkCalendar, speakers: tuple[Speaker, ...]) -> None:
        self.calendar = calendar
        self.speakers = speakers
        self.taken: set[tuple[str, date]] = set()

    def place(
        self, course: Course, first: date, *, wave: Wave | None = None, short_days: bool = False
    ) -> Batch:
        """Hold a course from a day on, or from the next day on which a room and a speaker are free.

        With ``short_days`` it may also fall on days with other hours than the normal ones.
        """
        while True:
            days = self._days_in_a_row(first, course.days, short_days)
            room = self._free(courses.rooms()["names"], days)
            able = [speaker.name for speaker in self.speakers if course.code in speaker.courses]
            speaker = self._free(able, days)
            if room and speaker:
                break
            first = days[0] + timedelta(days=1)
        for day in days:
            self.taken |= {(room, day), (speaker, day)}
        hours = course.hours / course.days
        sessions = tuple(
            Session(
                title=f"{course.title}, hari {number}" if course.days > 1 else course.title,
                place=room,
                speaker=speaker,
                starts_at=datetime.combine(day, _BEGIN, ZONE),
                ends_at=datetime.combine(day, _END, ZONE),
                capacity=courses.rooms()["seats"],
                hours=round(hours, 1),
            )
            for number, day in enumerate(days, start=1)
        )
        return Batch(course.code, "", wave.number if wave else None, wave.offices if wave else (), sessions)

    def plain_days(self, first: date, last: date) -> list[date]:
        """Return the working days of a span that have their normal hours."""
        span = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
        return [day for day in span if self._is_plain(day)]

    def _days_in_a_row(self, first: date, count: int, short_days: bool) -> list[date]:
        """Return the first days from a day on that follow one another without a weekend between."""
        fits = self.calendar.is_working_day if short_days else self._is_plain
        while True:
            days = [first + timedelta(days=ahead) for ahead in range(count)]
            if all(map(fits, days)):
                return days
            first += timedelta(days=1)

    def _is_plain(self, day: date) -> bool:
        special = any(span.first <= day <= span.last for span in self.calendar.exceptions)
        return self.calendar.is_working_day(day) and not special

    def _free(self, wanted: list[str], days: list[date]) -> str | None:
        return next((one for one in wanted if not any((one, day) in self.taken for day in days)), None)


def _name(batches: list[Batch]) -> list[Batch]:
    """Number the batches of each course in order of time."""
    counts: dict[str, int] = {}
    named = []
    for batch in batches:
        counts[batch.course] = counts.get(batch.course, 0) + 1
        named.append(replace(batch, name=f"Angkatan {counts[batch.course]}"))
    return named
