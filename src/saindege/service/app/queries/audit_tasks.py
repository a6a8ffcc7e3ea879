"""Audit samples as somebody's work: what waits for an account, and who may be asked to check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Count, Q

from saindege.base.app.models import Account, Role
from saindege.service.app import access
from saindege.service.app.models import AuditChecker, AuditDraw

TaskKind = Literal["begin", "go_on", "hand_in", "settle", "ask", "ask_one"]


@dataclass(frozen=True, slots=True)
class AuditTask:
    """One sample that waits for somebody.

    Attributes
    ----------
    kind : ``begin`` or ``go_on`` checking, ``hand_in`` what is all marked, ``settle`` with the other checker what
        differs, ``ask`` two people to check, ``ask_one`` more
    done : cases that the account has marked
    is_overdue : the day by which it should have been handed in is over
    """

    draw: AuditDraw
    kind: TaskKind
    done: int
    is_overdue: bool

    @property
    def month_on(self) -> date:
        """The first day of the month whose cases were drawn."""
        return date.fromisoformat(f"{self.draw.month}-01")


def audit_tasks(account: Account, today: date) -> list[AuditTask]:
    """Return what waits for an account, what is due first standing first."""
    mine = (
        AuditChecker.objects.filter(account=account, draw__closed_at=None)
        .select_related("draw__service", "draw__office")
        .annotate(
            done=Count("marks", distinct=True),
            handed=Count("draw__checkers", filter=~Q(draw__checkers__handed_in_at=None), distinct=True),
        )
    )
    tasks = [
        _task(one.draw, kind, one.done, today) for one in mine if (kind := _kind(one, one.done, one.handed))
    ]
    unasked = (
        AuditDraw.objects.filter(drawn_by=account, closed_at=None)
        .select_related("service", "office")
        .annotate(known=Count("checkers"))
        .filter(known__lt=2)
    )
    tasks += [
        _task(draw, "ask_one" if draw.known else "ask", 0, today)
        for draw in unasked
        if access.may_draw_audit(account, draw.office)
    ]
    return sorted(tasks, key=lambda one: (one.draw.due_on or date.max, one.draw.month, str(one.draw.pk)))


def accounts_to_ask(draw: AuditDraw) -> list[Account]:
    """Return who may check a draw: people of its office with an account, and the service-quality unit; by name."""
    fitting = Q(roles__icontains=f'"{Role.SERVICE}"') | Q(roles__icontains=f'"{Role.ADMIN}"')
    if draw.office_id is not None:
        fitting |= Q(person__office=draw.office_id)
    found = Account.objects.filter(fitting, is_active=True).order_by("display_name", "username")
    return [one for one in found if access.may_check_audit(one, draw)]


def _kind(checker: AuditChecker, done: int, handed: int) -> TaskKind | None:
    if checker.handed_in_at is not None:
        return "settle" if handed == 2 else None
    if checker.begun_at is None:
        return "begin"
    return "hand_in" if done == checker.draw.size else "go_on"


def _task(draw: AuditDraw, kind: TaskKind, done: int, today: date) -> AuditTask:
    return AuditTask(draw, kind, done, draw.due_on is not None and draw.due_on < today)
