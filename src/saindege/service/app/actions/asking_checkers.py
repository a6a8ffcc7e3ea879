"""Two people are asked to check a sample by a day; whoever has not begun may be replaced."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import BadInput, Problem, Sentence
from saindege.service.app import access
from saindege.service.app.actions.auditing import AuditConflict
from saindege.service.app.models import AuditChecker, AuditDraw


class AskRefused(BadInput):
    """These people cannot be asked so; each problem names its field."""


def ask_checkers(
    by: Account, draw: AuditDraw, people: Sequence[Account], due_on: date, *, today: date, at: datetime
) -> None:
    """Ask up to two people to check a draw by a day; those who have begun stay, the others give their place.

    Raises
    ------
    AskRefused : nobody, the same twice, somebody who may not check it, or a day that is over
    AuditConflict : both places are taken by people who have begun
    """
    require(access.may_draw_audit(by, draw.office))
    problems = _faults(draw, people, due_on, today)
    if problems:
        raise AskRefused(problems[0].sentence, code=problems[0].code, problems=problems)
    with transaction.atomic():
        AuditDraw.objects.select_for_update().get(pk=draw.pk)
        begun = {one.account_id: one.number for one in draw.checkers.exclude(begun_at=None)}
        asked = [one for one in people if one.pk not in begun]
        free = [number for number in (1, 2) if number not in begun.values()]
        if len(asked) > len(free):
            raise AuditConflict(
                Sentence(
                    id="Yang sudah mulai memeriksa tidak dapat diganti. Pilih hanya untuk tempat yang masih kosong.",
                    en="Whoever has begun to check cannot be replaced. Choose for the free places only.",
                )
            )
        draw.checkers.filter(begun_at=None).delete()
        AuditChecker.objects.bulk_create(
            AuditChecker(draw=draw, number=number, account=one)
            for number, one in zip(free, asked, strict=False)
        )
        AuditDraw.objects.filter(pk=draw.pk).update(due_on=due_on)
        base_actions.record(
            by=by,
            action="service.audit_checkers_asked",
            subject=draw,
            at=at,
            detail={"checkers": len(asked), "due_on": due_on.isoformat()},
        )


def _faults(draw: AuditDraw, people: Sequence[Account], due_on: date, today: date) -> list[Problem]:
    problems = []
    if not people:
        problems.append(_problem("first", "Pilih siapa yang memeriksa.", "Choose who checks."))
    if len({one.pk for one in people}) < len(people):
        problems.append(_problem("second", "Pilih dua orang yang berbeda.", "Choose two different people."))
    if any(not access.may_check_audit(one, draw) for one in people):
        problems.append(
            _problem(
                "first",
                "Hanya orang kantor itu atau Bagian Organisasi yang memeriksa.",
                "Only people of that office or the service-quality unit check.",
            )
        )
    if due_on < today:
        problems.append(
            _problem(
                "due_on",
                "Hari itu sudah lewat. Pilih hari ini atau sesudahnya.",
                "That day is over. Choose today or later.",
            )
        )
    return problems


def _problem(column: str, indonesian: str, english: str) -> Problem:
    return Problem("out_of_range", Sentence(id=indonesian, en=english), column=column)
