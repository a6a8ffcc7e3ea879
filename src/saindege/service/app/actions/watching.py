"""Somebody decides that a service works differently from one week on, or takes that back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import BadInput, Problem, Sentence
from saindege.service.app import access
from saindege.service.app.models import ControlPhase, Service


class PhaseRefused(BadInput):
    """A phase cannot begin so; each problem names its field."""


@dataclass(frozen=True, slots=True)
class NewPhase:
    """From which day on, and why; the phase begins on the Monday of that week."""

    begins_on: date
    reason: str


def begin_phase(by: Account, service: Service, new: NewPhase, *, today: date, at: datetime) -> ControlPhase:
    """Write down that the limits of a service are reckoned anew from a week on.

    Raises
    ------
    PhaseRefused : no reason, a day that has not come, or a phase that begins in the same week
    """
    require(access.may_decide_phase(by))
    monday = new.begins_on - timedelta(days=new.begins_on.weekday())
    reason = " ".join(new.reason.split())
    with transaction.atomic():
        Service.objects.select_for_update().get(pk=service.pk)
        problems = _faults(service, monday, reason, new.begins_on > today)
        if problems:
            raise PhaseRefused(problems[0].sentence, code=problems[0].code, problems=problems)
        made = ControlPhase.objects.create(
            service=service,
            begins_on=monday,
            reason=reason,
            decided_by=by,
            decided_at=at,
            is_example=service.is_example,
        )
        base_actions.record(
            by=by,
            action="service.phase_begun",
            subject=made,
            at=at,
            detail={"service": service.pk, "begins_on": monday.isoformat()},
        )
    return made


def withdraw_phase(by: Account, phase: ControlPhase, *, at: datetime) -> None:
    """Take a phase back: the limits before it hold on. The decision stays in the record."""
    require(access.may_decide_phase(by))
    with transaction.atomic():
        if ControlPhase.objects.filter(pk=phase.pk, withdrawn_at=None).update(withdrawn_at=at):
            base_actions.record(by=by, action="service.phase_withdrawn", subject=phase, at=at)


def _faults(service: Service, monday: date, reason: str, is_ahead: bool) -> list[Problem]:
    problems = []
    if not reason:
        problems.append(_problem("reason", "missing", "Tulis apa yang berubah.", "Write down what changed."))
    if is_ahead:
        problems.append(
            _problem(
                "begins_on",
                "out_of_range",
                "Hari ini belum tiba. Tulis fase setelah perubahannya mulai.",
                "That day has not come. Write a phase down once the change has begun.",
            )
        )
    if service.control_phases.filter(begins_on=monday, withdrawn_at=None).exists():
        problems.append(
            _problem(
                "begins_on",
                "duplicate",
                "Sudah ada fase yang mulai di pekan itu. Cabut dulu, atau pilih pekan lain.",
                "A phase begins in that week already. Withdraw it first, or choose another week.",
            )
        )
    return problems


def _problem(column: str, code: str, indonesian: str, english: str) -> Problem:
    return Problem(code, Sentence(id=indonesian, en=english), column=column)
