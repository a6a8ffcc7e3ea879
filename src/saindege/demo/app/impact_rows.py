"""Studies of the demonstration city: planned before the first wave, answered from its logs, the truth beside them."""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count

from saindege.base.app.models import Account
from saindege.demo import planted, truth
from saindege.demo.app import identity
from saindege.demo.city import City
from saindege.demo.logs import ServiceLog
from saindege.demo.waves import Draw
from saindege.impact.app import actions
from saindege.impact.app.actions.lottery import WavePlan, draw_lottery
from saindege.impact.app.models import Study
from saindege.impact.study import month_number, month_of
from saindege.people.app.models import Office
from saindege.programme.app.models import Course
from saindege.service.app.models import Service

# A plan is written some weeks before the first wave is trained.
PLANNED_BEFORE = timedelta(weeks=5)
OUTCOME = "log_working_hours"


def write_studies(
    made: City, analyst: Account, now: datetime, *, most: int | None = None, leave_to_worker: bool = False
) -> int:
    """Plan, mark and answer one study for each planted effect whose log stands in the city; returns how many.

    Asked again, each study is the one that is already there and each answer is kept once. ``most`` bounds the number.
    With ``leave_to_worker`` the answers are asked for as jobs.
    """
    logs = {log.service.code: log for log in made.loaded_logs}
    studied = [effect for effect in planted.read_effects() if effect.service in logs][:most]
    for effect in studied:
        draw = truth.draw_of(effect.service, made.draws)
        if draw is not None:
            key = _write_study(made, effect, logs[effect.service], draw, analyst, now)
            _answer(key, analyst, now, leave_to_worker)
    return len(studied)


def _write_study(
    made: City, effect: planted.Effect, log: ServiceLog, draw: Draw, analyst: Account, now: datetime
) -> uuid.UUID:
    service = Service.objects.get(code=effect.service)
    course = Course.objects.get(code=effect.course)
    fields = actions.StudyFields(
        title=f"Apakah {course.title} mempercepat {_within(service.name)}?",
        service=service,
        course=course,
        outcome=OUTCOME,
        assignment="lottery",
    )
    key = identity.key(made.seed, "study", f"{effect.course}.{effect.service}")
    made_before = Study.objects.filter(pk=key).exists()
    asked = actions.plan_study(analyst, fields, key=key, at=_planned_at(draw, made.calendar.timezone))
    if not made_before:
        dates = draw.trained_on()
        offices = Office.objects.filter(code__in=log.service.offices)
        actions.mark_offices(
            analyst,
            key,
            {office.pk: dates.get(office.code) for office in offices},
            version=asked.version,
            at=now,
        )
        true_effect = truth.true_effect(log, draw)
        Study.objects.filter(pk=key).update(planted_effect=true_effect.as_json() if true_effect else None)
    return key


def write_next_study(made: City, analyst: Account, now: datetime) -> None:
    """Plan the next question and draw its waves: a course that has not begun, on a service that nobody studied yet."""
    key = identity.key(made.seed, "study", "next")
    if Study.objects.filter(pk=key).exists():
        return
    free = Service.objects.filter(studies=None, is_example=True, measurement__isnull=False)
    service = free.annotate(n=Count("offices")).filter(n__gte=6).order_by("-n", "code").first()
    if service is None:
        return
    fields = actions.StudyFields(
        title=f"Apakah bimbingan di tempat mempercepat {_within(service.name)}?",
        service=service,
        course=None,
        outcome=OUTCOME,
        assignment="lottery",
    )
    actions.plan_study(analyst, fields, key=key, at=now)
    size = service.offices.count() // 3
    start = month_number(now.date()) + 3
    plan = WavePlan((month_of(start), month_of(start + 3)), (size, size), by_kind=True, follow_up=3)
    draw_lottery(analyst, key, plan, seed=made.seed, at=now)


def _answer(key: uuid.UUID, analyst: Account, now: datetime, leave_to_worker: bool) -> None:
    if Study.objects.get(pk=key).results.exists():
        return
    if leave_to_worker:
        actions.ask_estimate(analyst, key)
    else:
        actions.estimate_study(analyst, key, at=now, tell=lambda done, total, message: None)


def _within(name: str) -> str:
    """Write a name as it stands within a sentence; an abbreviation keeps its capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _planned_at(draw: Draw, timezone: str) -> datetime:
    day = min(wave.first_day for wave in draw.waves) - PLANNED_BEFORE
    return datetime.combine(day, time(9), ZoneInfo(timezone))
