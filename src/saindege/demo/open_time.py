"""Open time and back: a moment of open time turned into the moment on the wall clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from saindege.base import period

Seconds = NDArray[np.float64]
Moments = NDArray[np.int64]

_SECOND = 1_000_000
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class OpenTime:
    """The open windows of an office, one after the other.

    Attributes
    ----------
    days : working dates as days since 1970, ascending, shape (d,)
    day_begins : open seconds before each working date, shape (d,)
    day_lengths : open seconds of each working date, shape (d,)
    window_begins : open seconds before each window, shape (w,)
    window_opens : moment at which each window opens, microseconds since 1970 in UTC, shape (w,)
    """

    days: NDArray[np.int64]
    day_begins: Seconds
    day_lengths: Seconds
    window_begins: Seconds
    window_opens: Moments

    def moments(self, open_seconds: Seconds) -> Moments:
        """Return the moment of each number of open seconds, in whole seconds of the wall clock.

        Returns microseconds since 1970 in UTC, the shape of the input.
        """
        window = np.searchsorted(self.window_begins, open_seconds, side="right") - 1
        into = np.floor(open_seconds - self.window_begins[window]).astype(np.int64)
        return np.asarray(self.window_opens[window] + into * _SECOND, dtype=np.int64)


def open_time(calendar: period.WorkCalendar, first: date, last: date) -> OpenTime:
    """Lay the windows of a calendar end to end, both days included."""
    zone = ZoneInfo(calendar.timezone)
    days, day_begins, day_lengths = [], [], []
    window_begins, window_opens = [], []
    elapsed = 0
    for ahead in range((last - first).days + 1):
        day = first + timedelta(days=ahead)
        windows = calendar.windows_on(day)
        if not windows:
            continue
        days.append((day - _EPOCH).days)
        day_begins.append(elapsed)
        midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
        for window in windows:
            window_begins.append(elapsed)
            window_opens.append((int(midnight.timestamp()) + window.opens) * _SECOND)
            elapsed += window.closes - window.opens
        day_lengths.append(elapsed - day_begins[-1])
    return OpenTime(
        np.array(days, dtype=np.int64),
        np.array(day_begins, dtype=np.float64),
        np.array(day_lengths, dtype=np.float64),
        np.array(window_begins, dtype=np.float64),
        np.array(window_opens, dtype=np.int64),
    )
