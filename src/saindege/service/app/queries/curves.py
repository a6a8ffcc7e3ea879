"""Reads of learning curves: one's own, and those that were opened to a coach."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from saindege.base import period
from saindege.base.app.models import Account
from saindege.people.app.models import Person
from saindege.service import event_pick, event_store
from saindege.service.app.models import LogName, Measurement, Service
from saindege.service.app.queries.logs import event_paths
from saindege.service.event_log import EventLog
from saindege.service.learning_curve import LearningCurve, TooFewTasks, fit_curve, months_from
from saindege.service.log_files.moments import from_microseconds
from saindege.service.own_tasks import own_tasks


@dataclass(frozen=True, slots=True)
class Curve:
    """A fitted curve; ``has_starts`` where waiting is left out of it."""

    fitted: LearningCurve
    has_starts: bool


def person_of(account: Account) -> Person | None:
    """Return the person behind an account."""
    return Person.objects.select_related("superior", "office").filter(account=account).first()


def own_names(account: Account) -> QuerySet[LogName]:
    """Return what somebody said of themselves."""
    return _names().filter(person__account=account)


def names_to_confirm(account: Account) -> QuerySet[LogName]:
    """Return what one's people said and the coach has not answered."""
    return (
        _names().filter(person__superior__account=account, state="waiting").exclude(person__account=account)
    )


def opened_curves(account: Account) -> QuerySet[LogName]:
    """Return the curves that one's people opened to their coach."""
    found = _names().filter(person__superior__account=account, state="confirmed", is_open_to_coach=True)
    return found.exclude(person__account=account)


def names_visible_to(account: Account) -> QuerySet[LogName]:
    """Return whatever somebody may look at or answer: one's own, and of one's people what they opened or ask for."""
    coached = Q(person__superior__account=account) & (Q(is_open_to_coach=True) | Q(state="waiting"))
    return _names().filter(Q(person__account=account) | coached)


def services_with_log(person: Person) -> QuerySet[Service]:
    """Return the measured services of somebody's office; all measured ones where the office offers none."""
    measured = Service.objects.filter(pk__in=Measurement.objects.values("service"))
    own = measured.filter(offices=person.office)
    return own if own.exists() else measured


def log_knows(service: Service, key: int) -> bool:
    """Say whether the kept events of a service know an officer."""
    return any(event_pick.knows_person(path, key) for path in event_paths(service))


def curve_of(log_name: LogName) -> Curve:
    """Fit the curve of one officer in one log.

    Raises
    ------
    TooFewTasks : the log holds too little of the officer, before or after the course
    """
    figures = Measurement.objects.filter(service=log_name.service)
    timezone = figures.values_list("figures__made__timezone", flat=True).first() or "Asia/Jakarta"
    only = event_pick.Only(person=log_name.resource_key)
    parts = [event_store.read_events(path, only) for path in event_paths(log_name.service)]
    parts = [part for part in parts if len(part)]
    if not parts:
        raise TooFewTasks()
    kept, _overlapping = event_store.merge_events(parts)
    log = event_store.as_event_log(kept, file=log_name.service.name, timezone=timezone)
    tasks = own_tasks(log, str(log_name.resource_key), _clock(log))
    month = months_from(tasks.days, log_name.learned_on)
    return Curve(fit_curve(tasks.minutes, tasks.step, tasks.case, month), tasks.has_starts)


def _clock(log: EventLog) -> period.WorkClock:
    first = from_microseconds(int(log.at.min()), log.zone).date()
    last = from_microseconds(int(log.at.max()), log.zone).date()
    calendar = period.office_calendar(
        # A year more at each end: a step may have begun before, and the clock spans a few days around the log.
        first_year=max(1970, first.year - 1),
        last_year=min(2100, last.year + 1),
        timezone=log.timezone,
    )
    return period.WorkClock(calendar, first.replace(month=1, day=1), last.replace(month=12, day=31))


def _names() -> QuerySet[LogName]:
    return LogName.objects.select_related("person__superior", "service")
