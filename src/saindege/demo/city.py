"""The demonstration city as a whole, from one seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from saindege.base import period
from saindege.demo import arrivals, counters, logs, offices, open_time, services, staff, waves

FRIDAY = 4


@dataclass(frozen=True, slots=True)
class City:
    """Everything that is generated; nothing in it is real but the names of places.

    Attributes
    ----------
    seed, as_of : from which it follows; the same two give the same city
    until : last day of the logs, the Friday before ``as_of``
    """

    seed: int
    as_of: date
    until: date
    calendar: period.WorkCalendar
    offices: tuple[offices.Office, ...]
    staff: tuple[staff.Person, ...]
    services: tuple[services.Service, ...]
    draws: tuple[waves.Draw, ...]
    logs: tuple[logs.ServiceLog, ...]


def last_logged_day(as_of: date) -> date:
    """Return the last Friday before a day: logs come in week by week."""
    return as_of - timedelta(days=(as_of.weekday() - FRIDAY - 1) % 7 + 1)


def make_city(*, seed: int, people: int, as_of: date) -> City:
    """Make the city; the same seed, number of people and day give the same city on every machine.

    Parameters
    ----------
    seed : 0 or more
    people : 600 to 60,000
    as_of : the day on which somebody looks at it

    Raises
    ------
    TooFewPeople : the number of people lies outside its bounds
    """
    until = last_logged_day(as_of)
    places = offices.read_offices()
    people_list = staff.make_staff(places, people=people, seed=seed, as_of=as_of)
    offered = services.read_services(places)
    first, last = logs.first_day(until), logs.last_day(until)
    calendar = period.office_calendar(first_year=first.year, last_year=last.year)
    draws = waves.draw_waves(places, offered, seed=seed, until=until, calendar=calendar)
    hours = open_time.open_time(calendar, first, last)
    around = logs.Surroundings(
        until=until,
        hours=hours,
        season=arrivals.season_of(hours),
        teams=counters.list_teams(people_list, places),
        speeds=counters.draw_speeds(people_list, seed),
        trained_on={draw.course: draw.trained_on() for draw in draws},
    )
    return City(
        seed=seed,
        as_of=as_of,
        until=until,
        calendar=calendar,
        offices=places,
        staff=people_list,
        services=offered,
        draws=draws,
        logs=tuple(logs.make_log(service, around, seed) for service in offered),
    )
