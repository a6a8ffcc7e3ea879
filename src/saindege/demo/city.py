"""The demonstration city as a whole, from one seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from saindege.base import period
from saindege.demo import (
    accounts,
    arrivals,
    attendance,
    counters,
    courses,
    logs,
    offices,
    open_time,
    satisfaction,
    schedule,
    services,
    staff,
    waves,
)
from saindege.demo.logs import ServiceLog

FRIDAY = 4


@dataclass(frozen=True, slots=True)
class City:
    """Everything that is generated; nothing in it is real but the names of places.

    Attributes
    ----------
    seed, as_of : from which it follows; the same two give the same city
    until : last day of the logs, the Friday before ``as_of``
    calendar : when all its offices are open
    offices, staff, services : who serves, and what
    draws : the lotteries that decided which office learns when
    logs : of the services, in their order; those that are kept back come last
    answers : of citizens, for the logs that are not kept back
    speakers, batches : who teaches what when
    rolls : the people of each batch, in the order of ``batches``
    accounts : the demonstration accounts
    """

    seed: int
    as_of: date
    until: date
    calendar: period.WorkCalendar
    offices: tuple[offices.Office, ...]
    staff: tuple[staff.Person, ...]
    services: tuple[services.Service, ...]
    draws: tuple[waves.Draw, ...]
    logs: tuple[ServiceLog, ...]
    answers: tuple[satisfaction.Answers, ...]
    speakers: tuple[courses.Speaker, ...]
    batches: tuple[schedule.Batch, ...]
    rolls: tuple[attendance.Roll, ...]
    accounts: tuple[accounts.DemoAccount, ...]

    @property
    def loaded_logs(self) -> tuple[ServiceLog, ...]:
        """The logs that stand in the city from the start."""
        return tuple(log for log in self.logs if not log.service.kept_back)

    @property
    def kept_back_logs(self) -> tuple[ServiceLog, ...]:
        """The logs that are handed out as files."""
        return tuple(log for log in self.logs if log.service.kept_back)


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
    UnfitNumberOfPeople : the number of people lies outside its bounds
    """
    until = last_logged_day(as_of)
    places = offices.read_offices()
    everybody = staff.make_staff(places, people=people, seed=seed, as_of=as_of)
    offered = services.read_services(places)
    calendar = period.office_calendar(
        first_year=logs.first_day(until).year, last_year=logs.last_day(until).year
    )
    draws = waves.draw_waves(places, offered, seed=seed, until=until, calendar=calendar)
    around = logs.Surroundings(
        until=until,
        hours=(hours := open_time.open_time(calendar, logs.first_day(until), logs.last_day(until))),
        season=arrivals.season_of(hours),
        teams=counters.list_teams(everybody, places),
        speeds=counters.draw_speeds(everybody, seed),
        trained_on={draw.course: draw.trained_on() for draw in draws},
    )
    written = tuple(logs.make_log(service, around, seed) for service in offered)
    speakers = courses.make_speakers(seed)
    chosen = accounts.choose_accounts(everybody, speakers)
    batches = schedule.make_schedule(draws, speakers, calendar=calendar, as_of=as_of, seed=seed)
    called = attendance.Called(everybody, places, around.teams, accounts.participant(chosen))
    last_day = (until - date(1970, 1, 1)).days
    return City(
        seed=seed,
        as_of=as_of,
        until=until,
        calendar=calendar,
        offices=places,
        staff=everybody,
        services=offered,
        draws=draws,
        logs=written,
        answers=tuple(
            satisfaction.draw_answers(log, last_day, seed) for log in written if not log.service.kept_back
        ),
        speakers=speakers,
        batches=batches,
        rolls=attendance.draw_rolls(
            batches, called, until=datetime.combine(as_of, time(), schedule.ZONE), seed=seed
        ),
        accounts=chosen,
    )
