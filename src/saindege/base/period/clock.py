"""A clock that runs only while the office is open, exact to the microsecond."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from saindege.base import errors
from saindege.base.period.calendar import WorkCalendar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SECOND = 1_000_000
DAY = 86_400 * SECOND
EPOCH = date(1970, 1, 1)

# Rows per round: small enough that the working arrays stay in the processor's cache.
ROUND = 1 << 15


class OutsideClock(errors.BadInput):
    """A moment lies before the first or after the last day that the clock was made for."""

    code = "out_of_range"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of time in which the zone keeps one offset; all in microseconds UTC."""

    begins: int
    ends: int
    offset: int


@dataclass(frozen=True)
class WorkClock:
    """Open time since the start of the first day, for many moments at once.

    Local hours are turned into UTC day by day, so that a day of 23 or 25 hours counts what truly elapsed while
    the office was open.

    Attributes
    ----------
    calendar : when the office is open
    first_day, last_day : local dates, both included; moments outside are refused
    """

    calendar: WorkCalendar
    first_day: date
    last_day: date

    def working_microseconds(self, moments_us: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the open time that has elapsed at each moment, in microseconds.

        Parameters
        ----------
        moments_us : microseconds since 1970-01-01T00:00Z, any shape

        Raises
        ------
        OutsideClock : a moment lies outside the days of this clock
        """
        import numpy as np

        moments = np.ascontiguousarray(moments_us, dtype=np.int64)
        flat = moments.reshape(-1)
        self._refuse_outside(flat)
        elapsed = np.empty_like(flat)
        for at in range(0, flat.size, ROUND):
            self._elapsed(flat[at : at + ROUND], elapsed[at : at + ROUND])
        return elapsed.reshape(moments.shape)

    def working_seconds(self, moments_us: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the open time that has elapsed at each moment, in seconds.

        The difference of two moments is the working time between them. See :meth:`working_microseconds`.
        """
        import numpy as np

        return np.asarray(self.working_microseconds(moments_us) / SECOND, dtype=np.float64)

    def working_days(self, moments_us: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return how many working dates have begun, the local date of the moment included.

        The difference of two moments counts the working dates after the day of the first one.
        """
        import numpy as np

        flat = np.ascontiguousarray(moments_us, dtype=np.int64)
        self._refuse_outside(flat)
        begins, offsets = self._offsets
        shift = offsets[np.searchsorted(begins, flat, side="right") - 1] if offsets.size > 1 else offsets[0]
        days = (flat + shift) // DAY - (self.first_day - EPOCH).days
        counted: NDArray[np.int64] = self._dates_begun[days]
        return counted

    def working_seconds_between(self, start: datetime, end: datetime) -> float:
        """Return the open seconds between two moments; negative when they run backwards."""
        import numpy as np

        moments = np.array([microseconds(start, self.calendar), microseconds(end, self.calendar)])
        begin, finish = self.working_microseconds(moments)
        return float(finish - begin) / SECOND

    def _elapsed(self, moments: NDArray[np.int64], out: NDArray[np.int64]) -> None:
        import numpy as np

        base, before, opens, lengths = self._days
        day = moments + base
        second = day.copy()
        day //= DAY
        second -= day * DAY
        day -= self._first_row
        np.take(before, day, out=out)
        for window in range(opens.shape[0]):
            spent = second - opens[window].take(day)
            np.maximum(spent, 0, out=spent)
            np.minimum(spent, lengths[window].take(day), out=spent)
            out += spent

    def _refuse_outside(self, moments: NDArray[np.int64]) -> None:
        if moments.size == 0:
            return
        low, high = int(moments.min()), int(moments.max())
        segments = self._segments
        if low < segments[0].begins or high >= segments[-1].ends:
            raise OutsideClock(
                errors.Sentence(
                    id=f"Ada waktu di luar {self.first_day} sampai {self.last_day}. "
                    "Periksa tahun pada kolom waktu.",
                    en=f"A moment lies outside {self.first_day} to {self.last_day}. "
                    "Check the years in the time column.",
                )
            )

    @cached_property
    def _segments(self) -> tuple[Segment, ...]:
        return zone_segments(ZoneInfo(self.calendar.timezone), self.first_day, self.last_day)

    @cached_property
    def _offsets(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        import numpy as np

        segments = self._segments
        return (
            np.array([segment.begins for segment in segments], dtype=np.int64),
            np.array([segment.offset for segment in segments], dtype=np.int64),
        )

    @property
    def _first_row(self) -> int:
        return (self.first_day - EPOCH).days - 1

    @cached_property
    def _days(self) -> tuple[int, NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Return offset, open time before each day, and start and length of each window, per row of a day.

        A row is a day of 24 hours at the offset of the first segment, whatever the zone does later.
        """
        import numpy as np

        base = self._segments[0].offset
        rows: list[list[tuple[int, int]]] = [[] for _ in range((self.last_day - self.first_day).days + 3)]
        for opens, closes in self._open_spans():
            begin = opens + base
            while begin < closes + base:
                row = begin // DAY
                finish = min(closes + base, (row + 1) * DAY)
                rows[row - self._first_row].append((begin - row * DAY, finish - begin))
                begin = finish
        widest = max(1, *map(len, rows))
        starts = np.zeros((widest, len(rows)), dtype=np.int64)
        lengths = np.zeros_like(starts)
        for number, spans in enumerate(rows):
            for place, (start, length) in enumerate(spans):
                starts[place, number], lengths[place, number] = start, length
        before = np.concatenate([[0], np.cumsum(lengths.sum(axis=0))[:-1]]).astype(np.int64)
        return base, before, starts, lengths

    def _open_spans(self) -> list[tuple[int, int]]:
        """Return every open stretch in microseconds UTC, in order."""
        spans: list[tuple[int, int]] = []
        for ahead in range((self.last_day - self.first_day).days + 1):
            day = self.first_day + timedelta(days=ahead)
            midnight = (day - EPOCH).days * DAY
            for window in self.calendar.windows_on(day):
                opens, closes = midnight + window.opens * SECOND, midnight + window.closes * SECOND
                for segment in self._segments:
                    begin = max(opens - segment.offset, segment.begins)
                    finish = min(closes - segment.offset, segment.ends)
                    if begin < finish:
                        spans.append((begin, finish))
        return sorted(spans)

    @cached_property
    def _dates_begun(self) -> NDArray[np.int64]:
        import numpy as np

        span = (self.last_day - self.first_day).days + 1
        days = (self.first_day + timedelta(days=ahead) for ahead in range(span))
        return np.cumsum([self.calendar.is_working_day(day) for day in days], dtype=np.int64)


def working_seconds_between(calendar: WorkCalendar, start: datetime, end: datetime) -> float:
    """Return the open seconds between two moments; a moment without offset is in the calendar's zone."""
    zone = ZoneInfo(calendar.timezone)
    days = sorted(_in_zone(moment, zone).date() for moment in (start, end))
    return WorkClock(calendar, days[0], days[1]).working_seconds_between(start, end)


def microseconds(moment: datetime, calendar: WorkCalendar) -> int:
    """Return a moment in microseconds UTC since 1970; without offset it is in the calendar's zone."""
    since = _in_zone(moment, ZoneInfo(calendar.timezone)).astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * SECOND + since.microseconds


def zone_segments(zone: ZoneInfo, first_day: date, last_day: date) -> tuple[Segment, ...]:
    """Return the stretches of equal offset from the start of the first local day to the end of the last."""
    begin = _midnight(first_day, zone)
    end = _midnight(last_day + timedelta(days=1), zone)
    segments: list[Segment] = []
    at = begin
    while at < end:
        offset = _offset(at, zone)
        low, high = at, min(at + DAY, end)
        while high < end and _offset(high, zone) == offset:
            low, high = high, min(high + DAY, end)
        if _offset(high, zone) != offset:
            high = _change(low, high, offset, zone)
        segments.append(Segment(at, high, offset))
        at = high
    return tuple(segments)


def _change(low: int, high: int, offset: int, zone: ZoneInfo) -> int:
    """Return the first moment after which the zone has another offset; it changes on whole seconds."""
    low, high = low // SECOND, -(-high // SECOND)
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(middle * SECOND, zone) == offset:
            low = middle
        else:
            high = middle
    return high * SECOND


def _offset(at: int, zone: ZoneInfo) -> int:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at)
    offset = moment.astimezone(zone).utcoffset() or timedelta()
    return (offset.days * 86_400 + offset.seconds) * SECOND


def _midnight(day: date, zone: ZoneInfo) -> int:
    at = datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
    since = at - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * SECOND


def _in_zone(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)
