"""The example participant's own learning curves, opened to the superior; nobody else in the city has any."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from saindege.base.app.models import Account
from saindege.demo import accounts, planted
from saindege.demo.city import City
from saindege.demo.hand_outs import officer_code
from saindege.service.app.actions import log_names
from saindege.service.app.models import LogName, Service

# The lottery may have left the office waiting: then a round of coaching in the middle of the log.
_COACHING = ("Pendampingan kerja di kantor", 240)


def write_curves(made: City, now: datetime) -> int:
    """Say for the participant which officer of each log they are; returns how many are kept."""
    number = accounts.participant(made.accounts)
    person = Account.objects.get(username="peserta").person
    if person.superior is None or person.superior.account is None:
        return 0
    for log in made.loaded_logs:
        if LogName.objects.filter(person=person, service__code=log.service.code).exists():
            continue
        if (log.officer == number).sum() < 100:
            continue
        course, learned_on = _learned(made, log.service.code)
        said = log_names.SaidName(
            Service.objects.get(code=log.service.code), officer_code(number), course, learned_on, True
        )
        row = log_names.say_log_name(person.account, person, said, at=now)
        log_names.confirm_log_name(person.superior.account, row, at=now)
    return LogName.objects.filter(person=person).count()


def _learned(made: City, service: str) -> tuple[str, date]:
    """Return the course and its last day."""
    effect = planted.effect_on(service)
    for draw in made.draws:
        if effect is not None and draw.course == effect.course:
            day = draw.trained_on().get(accounts.VILLAGE)
            if day is not None:
                return draw.course, day
    name, days = _COACHING
    return name, made.until - timedelta(days=days)
