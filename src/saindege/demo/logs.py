"""Service logs: three years of cases with their events, and the true effect of the training on each case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from saindege.base import chance
from saindege.demo import arrivals, journeys, open_time, planted, services
from saindege.demo.counters import Team
from saindege.demo.services import Service

YEARS = 3
# Longest way that a case may still be on when the logs end.
_DAYS_AHEAD = 200
NO_MOMENT = int(np.iinfo(np.int64).min)
_SECOND = 1_000_000


@dataclass(frozen=True, slots=True)
class ServiceLog:
    """The log of one service, and what nobody could see: how each case would have gone without the training.

    Attributes
    ----------
    service : whose log it is
    case_office : position in ``service.offices``, shape (n,)
    case_month : year x 12 + month - 1 of the receipt, shape (n,)
    case_numbers : as printed on the file, length n
    finished : whether the case was answered before the logs end, shape (n,)
    hours, untrained_hours : open hours from receipt to answer, as it went and without training, shape (n,)
    came_back, untrained_came_back : whether a step was done twice, shape (n,)
    in_use : how far the trained way was in use when the case came in, 0 to 1, shape (n,)
    case, activity : of each event, positions; events stand in order of case, then time; shape (m,)
    activity_names : what ``activity`` counts
    started_at, at : microseconds since 1970 in UTC; ``NO_MOMENT`` where a step has no start; shape (m,)
    officer : number of the person, -1 where it was not written down, shape (m,)
    """

    service: Service
    case_office: NDArray[np.int64]
    case_month: NDArray[np.int64]
    case_numbers: tuple[str, ...]
    finished: NDArray[np.bool_]
    hours: NDArray[np.float64]
    untrained_hours: NDArray[np.float64]
    came_back: NDArray[np.bool_]
    untrained_came_back: NDArray[np.bool_]
    in_use: NDArray[np.float64]
    case: NDArray[np.int64]
    activity: NDArray[np.int64]
    activity_names: tuple[str, ...]
    started_at: NDArray[np.int64]
    at: NDArray[np.int64]
    officer: NDArray[np.int64]

    @property
    def n_cases(self) -> int:
        """Cases received."""
        return len(self.case_office)

    @property
    def n_events(self) -> int:
        """Events written down."""
        return len(self.at)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all services share.

    Attributes
    ----------
    until : last day of the logs
    hours : open time of the offices, from the first day of the logs to well after the last
    season : how busy each working day is
    teams : officers of each office by role
    speeds : factor on the working time of each person, shape (people,)
    trained_on : course to the day on which each office of its lottery was trained
    """

    until: date
    hours: open_time.OpenTime
    season: arrivals.Season
    teams: Mapping[str, Team]
    speeds: NDArray[np.float64]
    trained_on: Mapping[str, Mapping[str, date | None]]


def first_day(until: date) -> date:
    """Return the first day of the logs: three years of whole months, the running one included."""
    month = until.year * 12 + until.month - YEARS * 12
    return date(month // 12, month % 12 + 1, 1)


def last_day(until: date) -> date:
    """Return a day by which every case of the logs is surely answered."""
    return until + timedelta(days=_DAYS_AHEAD)


def make_log(service: Service, around: Surroundings, seed: int) -> ServiceLog:
    """Draw the log of one service."""
    rng = chance.stream(seed, f"demo.arrivals.{service.code}")
    came = arrivals.draw_arrivals(service, around.hours, around.season, around.until, rng)
    pace = _pace(service, came, around, seed)
    settings = services.pace()
    teams = [around.teams[code] for code in service.offices]
    ways = journeys.draw_journeys(
        service,
        pace,
        (came.office, teams),
        around.speeds,
        journeys.Spreads(settings["work_spread"], settings["case_spread"], settings["applicant_mean_hours"]),
        chance.stream(seed, f"demo.journeys.{service.code}"),
    )
    return _write(service, came, ways, around, seed)


def _write(
    service: Service, came: arrivals.Arrivals, ways: journeys.Journeys, around: Surroundings, seed: int
) -> ServiceLog:
    ends = came.open_seconds[:, None] + np.cumsum(ways.spent_seconds, axis=1)
    case, column = np.nonzero(ways.taken)
    at = around.hours.moments(ends[case, column])
    started = around.hours.moments(ends[case, column] - ways.work_seconds[case, column])
    by_applicant = np.array([slot.role is None for slot in ways.slots])[column]
    midnight = datetime.combine(around.until + timedelta(days=1), time(), ZoneInfo("Asia/Jakarta"))
    seen = at < int(midnight.timestamp()) * _SECOND
    case, column, at = case[seen], column[seen], at[seen]
    started = np.where(by_applicant[seen], NO_MOMENT, started[seen])
    names = tuple(dict.fromkeys(slot.activity for slot in ways.slots))
    finished = np.zeros(len(came.office), dtype=np.bool_)
    finished[case[column == len(ways.slots) - 1]] = True
    rng = chance.stream(seed, f"demo.gaps.{service.code}")
    officer = ways.officer[case, column]
    unknown = rng.random(len(case)) < services.pace()["missing_officer_share"]
    return ServiceLog(
        service=service,
        case_office=came.office,
        case_month=came.month,
        case_numbers=_number_cases(service, came),
        finished=finished,
        hours=ways.hours,
        untrained_hours=ways.untrained_hours,
        came_back=ways.came_back,
        untrained_came_back=ways.untrained_came_back,
        in_use=_share_in_use(service, came, around),
        case=case,
        activity=np.array([names.index(slot.activity) for slot in ways.slots])[column],
        activity_names=names,
        started_at=started,
        at=at,
        officer=np.where(unknown, -1, officer),
    )


def _number_cases(service: Service, came: arrivals.Arrivals) -> tuple[str, ...]:
    """Number the cases of a service through each year, as a register does."""
    numbers = []
    year, last = 0, 0
    for month in came.month.tolist():
        last = last + 1 if month // 12 == year else 1
        year = month // 12
        numbers.append(f"{service.code}/{year}/{last:05d}")
    return tuple(numbers)


def _pace(service: Service, came: arrivals.Arrivals, around: Surroundings, seed: int) -> journeys.Pace:
    settings = services.pace()
    rng = chance.stream(seed, f"demo.pace.{service.code}")
    offices, months = len(service.offices), came.month - came.month.min()
    level = _office_levels(service, seed) + rng.normal(0.0, settings["service_spread"], offices)
    slope = settings["drift_per_year"] + rng.normal(0.0, settings["drift_spread"], offices)
    shock = rng.normal(0.0, settings["month_spread"], (offices, int(months.max()) + 1))
    load = settings["load"] * np.log(np.array(settings["months"])[came.month % 12])
    factor = np.exp(level[came.office] + slope[came.office] * months / 12 + shock[came.office, months] + load)
    returned = service.return_share * np.exp(rng.normal(0.0, settings["return_spread"], offices))[came.office]
    retyped = np.full(len(came.office), service.retype_share)
    trained_factor, fewer = _training(service, came, around)
    return journeys.Pace(
        factor=factor,
        wait_factor=_incidents(came, around),
        trained_factor=trained_factor,
        return_chance=returned,
        trained_return_chance=returned * fewer,
        retype_chance=retyped,
        trained_retype_chance=retyped * fewer,
    )


def _office_levels(service: Service, seed: int) -> NDArray[np.float64]:
    """Return how slow an office is at everything, on the logarithm; the same for all its services."""
    spread = services.pace()["office_spread"]
    return np.array(
        [chance.stream(seed, f"demo.office.{code}").normal(0.0, spread) for code in service.offices]
    )


def _incidents(came: arrivals.Arrivals, around: Surroundings) -> NDArray[np.float64]:
    factor = np.ones(len(came.day))
    for incident in services.incidents():
        begins = (around.until - timedelta(weeks=incident["weeks_before"]) - date(1970, 1, 1)).days
        hit = around.hours.days[around.hours.days >= begins][: incident["days"]]
        factor[np.isin(came.day, hit)] = incident["factor"]
    return factor


def _training(
    service: Service, came: arrivals.Arrivals, around: Surroundings
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the factors of the training on time and on returns, for each case."""
    effect = planted.effect_on(service.code)
    if effect is None:
        return np.ones(len(came.day)), np.ones(len(came.day))
    in_use = _share_in_use(service, came, around)
    return effect.turnaround**in_use, effect.returns**in_use


def _share_in_use(service: Service, came: arrivals.Arrivals, around: Surroundings) -> NDArray[np.float64]:
    """Return how far the trained way is in use for each case; it begins on the day after the training."""
    effect = planted.effect_on(service.code)
    if effect is None:
        return np.zeros(len(came.day))
    dates = [around.trained_on[effect.course].get(code) for code in service.offices]
    first = np.array([(day or date.max).year * 12 + (day or date.max).month - 1 for day in dates])
    day = np.array([((day or date.max) - date(1970, 1, 1)).days for day in dates])
    since = np.where(came.day > day[came.office], came.month - first[came.office], -1)
    return effect.share_in_use(since)
