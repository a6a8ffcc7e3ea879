"""Writes of practice: rubrics, and what an observer saw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import BadInput, Sentence
from saindege.delivery.app import access
from saindege.delivery.app.models import Observation, Participant, Rubric
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch, Course

MOST_CRITERIA, MOST_LEVELS = 20, 6


class RubricRefused(BadInput):
    """A rubric by which nobody could mark, or marks that do not fit it."""

    code = "invalid"


def add_rubric(
    by: Account, course: Course, *, title: str, criteria: Sequence[str], levels: Sequence[str], at: datetime
) -> Rubric:
    """Make a rubric for a course.

    Raises
    ------
    RubricRefused : no title, too few or too many criteria or levels, or two of the same
    """
    require(access.may_organise(by))
    named, steps = (
        [one.strip() for one in criteria if one.strip()],
        [one.strip() for one in levels if one.strip()],
    )
    if not title.strip() or not 1 <= len(named) <= MOST_CRITERIA or len(set(named)) < len(named):
        raise RubricRefused(
            Sentence(
                id=f"Tulis judul, dan 1 sampai {MOST_CRITERIA} hal yang dinilai, satu setiap baris, tidak sama.",
                en=f"Write a title, and 1 to {MOST_CRITERIA} criteria, one a line, all different.",
            )
        )
    if not 2 <= len(steps) <= MOST_LEVELS or len(set(steps)) < len(steps):
        raise RubricRefused(
            Sentence(
                id=f"Tulis 2 sampai {MOST_LEVELS} tingkat, satu setiap baris, dari yang terendah.",
                en=f"Write 2 to {MOST_LEVELS} levels, one a line, the lowest first.",
            )
        )
    with transaction.atomic():
        made = Rubric.objects.create(
            course=course,
            title=title.strip()[:200],
            criteria=named,
            levels=steps,
            is_example=course.is_example,
        )
        base_actions.record(by=by, action="delivery.rubric_added", subject=made, at=at)
    return made


def observe(
    by: Account,
    rubric: Rubric,
    batch: Batch,
    person: Person,
    *,
    marks: Sequence[int],
    note: str,
    at: datetime,
) -> Observation:
    """Keep how an observer marked a participant's practice; marked again, the later marks stand.

    Raises
    ------
    RubricRefused : not one level for each criterion, or somebody who is no participant
    """
    require(access.may_observe(by, batch))
    whole = len(marks) == len(rubric.criteria) and all(1 <= mark <= len(rubric.levels) for mark in marks)
    if not whole or not Participant.objects.filter(batch=batch, person=person).exists():
        raise RubricRefused(
            Sentence(
                id="Pilih satu tingkat untuk setiap hal yang dinilai.",
                en="Choose one level for each criterion.",
            )
        )
    with transaction.atomic():
        kept, _ = Observation.objects.update_or_create(
            rubric=rubric,
            batch=batch,
            person=person,
            observer=by,
            defaults={
                "marks": list(marks),
                "note": note.strip()[:300],
                "observed_at": at,
                "is_example": batch.is_example,
            },
        )
        base_actions.record(by=by, action="delivery.practice_observed", subject=kept, at=at)
    return kept
