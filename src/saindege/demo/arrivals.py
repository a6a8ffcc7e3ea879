"""When cases come in: only while the counter is open, more on Mondays, more in some months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from saindege.demo import services
from saindege.demo.open_time import OpenTime
from saindege.demo.services import Service

# The last case of a day is taken before the counter closes; most come in the morning.
_EARLIEST_SHARE, _LATEST_SHARE = 0.01, 0.93
_WORKING_DAYS_A_MONTH = 20.0
_FULL_DAY_SECONDS = 27_000.0


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Cases as they come in, in order of time.

    Attributes
    ----------
    office : position in ``service.offices``, shape (n,)
    open_seconds : on the scale of the OpenTime, shape (n,)
    day : local date as days since 1970, shape (n,)
    month : year x 12 + month - 1, shape (n,)
    """

    office: NDArray[np.int64]
    open_seconds: NDArray[np.float64]
    day: NDArray[np.int64]
    month: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Season:
    """How busy the working days of the logs are.

    Attributes
    ----------
    month : year x 12 + month - 1 of each working day, shape (d,)
    by_month : factor of the month, shape (d,)
    by_day : factor of the day, its weekday, month and hours, shape (d,)
    """

    month: NDArray[np.int64]
    by_month: NDArray[np.float64]
    by_day: NDArray[np.float64]


def season_of(hours: OpenTime) -> Season:
    """Return how busy each working day is; 1 is a plain day."""
    pace = services.pace()
    days = hours.days.astype("datetime64[D]")
    month = days.astype("datetime64[M]").astype(np.int64) + 1970 * 12
    by_month = np.array(pace["months"])[month % 12]
    weekday = np.array(pace["weekdays"] + [0.3])[(hours.days + 3) % 7]
    # A short day (Friday, Ramadan) brings fewer people, though not in full proportion.
    length = np.sqrt(hours.day_lengths / _FULL_DAY_SECONDS)
    return Season(month, by_month, by_month * weekday * length)


def draw_arrivals(
    service: Service, hours: OpenTime, season: Season, until: date, rng: np.random.Generator
) -> Arrivals:
    """Draw every case of a service up to a day, that day included."""
    last = int(np.searchsorted(hours.days, (until - date(1970, 1, 1)).days, side="right"))
    means = np.array([service.cases_per_month[code] for code in service.offices])
    means = means * np.exp(rng.normal(0.0, services.pace()["volume_spread"], len(means)))
    counts = rng.poisson(means[:, None] / _WORKING_DAYS_A_MONTH * season.by_day[None, :last])
    office, place = (np.repeat(index.ravel(), counts.ravel()) for index in np.indices(counts.shape))
    share = _EARLIEST_SHARE + (_LATEST_SHARE - _EARLIEST_SHARE) * rng.beta(1.5, 2.3, len(place))
    moment = hours.day_begins[place] + share * hours.day_lengths[place]
    order = np.argsort(moment, kind="stable")
    place = place[order]
    return Arrivals(office[order], moment[order], hours.days[place], season.month[place])
