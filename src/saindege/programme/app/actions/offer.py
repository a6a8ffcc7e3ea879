"""Writes of what is offered: courses and their batches."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import BadInput, Problem, SaindegeError, Sentence
from saindege.programme import method, workflow
from saindege.programme.app import access, queries
from saindege.programme.app.models import Batch, Course, Proposal, ProposalState


@dataclass(frozen=True, slots=True)
class CourseFields:
    """What an officer writes about a course; hours are JP, the share is of hours attended, 0 to 1.

    The least mark of the post-test and per cent of the practice are 0 to 100; None asks for no mark.
    """

    code: str
    title: str
    method: str
    summary: str
    learning_hours: Decimal
    pass_attendance_share: Decimal
    cost_rupiah: int
    pass_post_mark: Decimal | None = None
    pass_practice_percent: Decimal | None = None


class NotSaved(BadInput):
    """What was written cannot be stored; each problem names its field."""


def add_course(by: Account, fields: CourseFields, *, at: datetime) -> Course:
    """Make a course; asking twice for the very same one returns the first.

    Raises
    ------
    NotSaved : the legal form is unknown, or the code names another course
    """
    require(access.may_arrange_programme(by))
    problems = _course_faults(fields)
    if problems:
        raise NotSaved(problems[0].sentence, code="invalid", problems=problems)
    values = _course_values(fields)
    with transaction.atomic():
        course, made = Course.objects.get_or_create(code=fields.code, defaults=values)
        if made:
            base_actions.record(by=by, action="programme.course_added", subject=course, at=at)
        elif any(getattr(course, name) != value for name, value in values.items()):
            raise _code_taken(course)
    return course


class CourseChangedMeanwhile(SaindegeError):
    """Somebody else saved the course after this person opened it."""

    code = "conflict"

    def __init__(self, current: Course) -> None:
        super().__init__(
            Sentence(
                id="Kursus ini baru saja diubah orang lain. Bandingkan isian Anda dengan yang sekarang, lalu simpan.",
                en="Somebody else just changed this course. Compare yours with what stands now, then save.",
            )
        )
        self.current = current


def change_course(by: Account, key: int, fields: CourseFields, *, seen: str, at: datetime) -> Course:
    """Store a changed course if it still is what this person saw; certificates already given stay as they are.

    Parameters
    ----------
    seen : fingerprint of the course that was opened

    Raises
    ------
    CourseChangedMeanwhile : somebody else saved it; what stands now is with the error
    NotSaved : the legal form is unknown, or the code names another course
    """
    require(access.may_arrange_programme(by))
    problems = _course_faults(fields)
    if problems:
        raise NotSaved(problems[0].sentence, code="invalid", problems=problems)
    with transaction.atomic():
        course = Course.objects.select_for_update().get(pk=key)
        if queries.fingerprint(course) != seen:
            raise CourseChangedMeanwhile(course)
        twin = Course.objects.filter(code=fields.code).exclude(pk=key).first()
        if twin is not None:
            raise _code_taken(twin)
        values = {"code": fields.code, **_course_values(fields)}
        changed = sorted(name for name, value in values.items() if getattr(course, name) != value)
        for name in changed:
            setattr(course, name, values[name])
        if changed:
            course.save(update_fields=changed)
            base_actions.record(
                by=by, action="programme.course_changed", subject=course, at=at, detail={"fields": changed}
            )
    return course


def add_batch(
    by: Account, course: Course, *, key: uuid.UUID, name: str, cost_rupiah: int, at: datetime
) -> Batch:
    """Make a batch of a course; asking twice with the same key returns the first.

    Raises
    ------
    NotSaved : the course has a batch of that name
    """
    require(access.may_arrange_programme(by))
    try:
        with transaction.atomic():
            batch, made = Batch.objects.get_or_create(
                pk=key,
                defaults={
                    "course": course,
                    "name": name,
                    "cost_rupiah": cost_rupiah,
                    "is_example": course.is_example,
                },
            )
            if made:
                base_actions.record(by=by, action="programme.batch_added", subject=batch, at=at)
    except IntegrityError as error:
        problem = Problem(
            "duplicate",
            Sentence(
                id=f"Kursus ini sudah punya {name}. Tulis nama lain.",
                en=f"This course already has {name}. Write another name.",
            ),
            column="name",
        )
        raise NotSaved(problem.sentence, code="duplicate", problems=[problem]) from error
    return batch


def course_from_proposal(by: Account, key: uuid.UUID, *, at: datetime) -> Course:
    """Make the course of an accepted proposal, nothing typed twice; asking again returns it.

    Raises
    ------
    StepRefused : it was not accepted
    """
    require(access.may_arrange_programme(by))
    with transaction.atomic():
        kept = Proposal.objects.select_for_update().select_related("course").get(pk=key)
        if kept.course is not None:
            return kept.course
        if kept.state != ProposalState.ACCEPTED:
            raise workflow.StepRefused(
                Sentence(
                    id="Usulan ini belum disetujui. Putuskan dahulu, lalu buat kursusnya.",
                    en="This proposal is not accepted yet. Decide first, then make its course.",
                )
            )
        content = queries.content_of(kept)
        kept.course = Course.objects.create(
            code=f"KAK-{kept.register_year}-{kept.register_serial:03d}",
            title=content.title,
            method=content.method,
            summary=content.objective,
            learning_hours=kept.recognised_hours,
            cost_rupiah=content.rupiah,
            target_group=content.target_group,
            is_example=kept.is_example,
        )
        kept.save(update_fields=["course"])
        base_actions.record(by=by, action="programme.course_added", subject=kept.course, at=at)
    return kept.course


def _course_faults(fields: CourseFields) -> list[Problem]:
    try:
        method.load().by_key(fields.method)
    except method.UnknownForm as error:
        return [Problem(error.code, error.sentence, column="method")]
    return []


def _course_values(fields: CourseFields) -> dict[str, object]:
    return {
        "title": fields.title,
        "method": fields.method,
        "summary": fields.summary,
        "learning_hours": fields.learning_hours,
        "pass_attendance_share": fields.pass_attendance_share,
        "cost_rupiah": fields.cost_rupiah,
        "pass_post_mark": fields.pass_post_mark,
        "pass_practice_percent": fields.pass_practice_percent,
    }


def _code_taken(course: Course) -> NotSaved:
    problem = Problem(
        "duplicate",
        Sentence(
            id=f"Kode {course.code} sudah dipakai kursus “{course.title}”. Tulis kode lain.",
            en=f"The code {course.code} belongs to the course “{course.title}”. Write another one.",
        ),
        column="code",
    )
    return NotSaved(problem.sentence, code="duplicate", problems=[problem])
