"""What will be done about a low element: by whom, until when, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import BadInput, Problem, Sentence
from saindege.service.app import access
from saindege.service.app.models import FollowUp, Service
from saindege.service.satisfaction_rules import load_rules

#: What a plan may become; what is done or dropped stays so.
NEXT_STATES = {"planned": ("running", "done", "dropped"), "running": ("done", "dropped")}


@dataclass(frozen=True, slots=True)
class Plan:
    """What is planned: element, what will be done, the post that answers for it, last day."""

    element: str
    act: str
    owner: str
    due_on: date


def plan_follow_up(by: Account, service: Service, plan: Plan, *, today: date, at: datetime) -> FollowUp:
    """Write down what will be done about an element.

    Raises
    ------
    BadInput : the element is none, or the day is over
    """
    require(access.may_run_surveys(by))
    if plan.element not in load_rules().codes:
        raise _fault("element", "Pilih satu dari sembilan unsur.", "Choose one of the nine elements.")
    if plan.due_on < today:
        raise _fault(
            "due_on",
            "Tanggal ini sudah lewat. Pilih hari ini atau sesudahnya.",
            "This day is over. Choose today or later.",
        )
    with transaction.atomic():
        made = FollowUp.objects.create(
            service=service,
            element=plan.element,
            act=plan.act,
            owner=plan.owner,
            due_on=plan.due_on,
            made_on=today,
            changed_on=today,
            is_example=service.is_example,
        )
        detail = {"service": service.pk, "element": plan.element}
        base_actions.record(by=by, action="service.follow_up_planned", subject=made, at=at, detail=detail)
    return made


def move_follow_up(by: Account, plan: FollowUp, state: str, *, today: date, at: datetime) -> None:
    """Write down how far a plan is; a second press changes nothing.

    Raises
    ------
    BadInput : a plan that is over does not begin again
    """
    require(access.may_run_surveys(by))
    with transaction.atomic():
        before = [known for known, after in NEXT_STATES.items() if state in after]
        moved = FollowUp.objects.filter(pk=plan.pk, state__in=before)
        if moved.update(state=state, changed_on=today):
            detail = {"state": state}
            base_actions.record(by=by, action="service.follow_up_moved", subject=plan, at=at, detail=detail)
        elif not FollowUp.objects.filter(pk=plan.pk, state=state).exists():
            raise _fault(
                "state",
                "Rencana ini sudah ditutup. Buat rencana baru bila masih ada yang perlu dikerjakan.",
                "This plan is closed. Make a new one if there is more to do.",
            )


def _fault(column: str, indonesian: str, english: str) -> BadInput:
    problem = Problem("out_of_range", Sentence(id=indonesian, en=english), column=column)
    return BadInput(problem.sentence, code="out_of_range", problems=[problem])
