"""Writes of tests: the bank, both forms of a batch, sitting one. No mark and no answer reaches the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import SaindegeError, Sentence
from saindege.delivery.app import access, queries
from saindege.delivery.app.actions.answers import GRACE
from saindege.delivery.app.models import Exam, ExamAnswer, Phase, Question, Sitting
from saindege.delivery.exam import question as rule
from saindege.delivery.exam.forms import draw_forms
from saindege.programme.app.models import Batch, Course


class ExamRuns(SaindegeError):
    """Somebody has begun; the forms stand."""

    code = "conflict"


@dataclass(frozen=True, slots=True)
class Plan:
    """When and how long a batch is tested.

    Attributes
    ----------
    blueprint : how many questions of each topic a form has
    windows : opening and closing, by phase
    """

    blueprint: Mapping[str, int]
    minutes: int
    windows: Mapping[str, tuple[datetime, datetime]]


def add_question(by: Account, course: Course, asked: rule.Question, *, topic: str, at: datetime) -> Question:
    """Put a question into the bank of a course."""
    require(access.may_organise(by))
    with transaction.atomic():
        made = Question.objects.create(
            course=course,
            topic=topic.strip()[:80],
            kind=asked.kind,
            text=asked.text,
            options=list(asked.options),
            key=asked.key,
            made_at=at,
            made_by=by,
            is_example=course.is_example,
        )
        base_actions.record(by=by, action="delivery.question_added", subject=made, at=at)
    return made


def retire_question(by: Account, asked: Question, *, at: datetime) -> None:
    """Take a question out of use; tests that hold it keep it."""
    require(access.may_organise(by))
    with transaction.atomic():
        if Question.objects.filter(pk=asked.pk, is_retired=False).update(is_retired=True):
            base_actions.record(by=by, action="delivery.question_retired", subject=asked, at=at)


def arrange_exams(by: Account, batch: Batch, plan: Plan, *, seed: int, at: datetime) -> list[Exam]:
    """Draw both forms of a batch; drawn again until somebody has begun.

    Raises
    ------
    forms.BankTooSmall : a topic has too few questions
    ExamRuns : somebody has begun one of them
    """
    require(access.may_organise(by))
    with transaction.atomic():
        locked = Batch.objects.select_for_update().get(pk=batch.pk)
        if Sitting.objects.filter(exam__batch=locked).exists():
            raise ExamRuns(
                Sentence(
                    id="Sudah ada peserta yang memulai tes, jadi soalnya tetap.",
                    en="A participant has begun the test, so its questions stand.",
                )
            )
        drawn = draw_forms(queries.bank_items(locked.course), plan.blueprint, seed=seed)
        Exam.objects.filter(batch=locked).delete()
        made = [
            Exam.objects.create(
                batch=locked,
                phase=phase,
                minutes=plan.minutes,
                opens_at=plan.windows[phase][0],
                closes_at=plan.windows[phase][1],
                questions=list(keys),
                seed=seed,
                made_by=by,
                is_example=locked.is_example,
            )
            for phase, keys in ((Phase.PRE, drawn.pre), (Phase.POST, drawn.post))
        ]
        base_actions.record(
            by=by,
            action="delivery.exams_arranged",
            subject=locked,
            at=at,
            detail={"questions": len(drawn.pre), "shared": drawn.shared},
        )
    return made


def hand_in(by: Account, sitting: Sitting, *, at: datetime) -> Sitting:
    """Hand in and mark; handed in again, the first mark stands."""
    require(access.may_sit(by, sitting.person) or access.may_organise(by))
    with transaction.atomic():
        locked = Sitting.objects.select_for_update().select_related("exam").get(pk=sitting.pk)
        if locked.handed_in_at is not None:
            return locked
        given = list(locked.answers.all())
        rows = Question.objects.in_bulk(locked.exam.questions)
        for one in given:
            one.score = rule.score(queries.question_of(rows[one.question_id]), one.value)
        ExamAnswer.objects.bulk_update(given, ["score"])
        locked.mark = queries.mark_of(given, locked.exam, rows)
        locked.handed_in_at = min(at, locked.ends_at)
        locked.save(update_fields=["mark", "handed_in_at"])
        base_actions.record(by=by, action="delivery.sitting_handed_in", subject=locked, at=at)
    return locked


def hand_in_overdue(by: Account, batch: Batch, *, at: datetime) -> int:
    """Mark the sittings of a batch whose time ran out without being handed in; returns how many."""
    require(access.may_organise(by))
    overdue = Sitting.objects.filter(exam__batch=batch, handed_in_at=None, ends_at__lt=at - GRACE)
    found = list(overdue)
    for sitting in found:
        hand_in(by, sitting, at=at)
    return len(found)
