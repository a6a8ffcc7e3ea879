"""Writes of the use of a skill: the step that shows it, and how often that step was taken."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account, Job
from saindege.base.errors import SaindegeError, Sentence
from saindege.impact import evaluation
from saindege.impact.answer import Tell
from saindege.impact.app import access
from saindege.impact.app.actions.question import ChangedMeanwhile
from saindege.impact.app.models import SkillTrace, SkillUse
from saindege.impact.app.queries import use as queries
from saindege.impact.app.queries.evidence import batches_over
from saindege.programme.app.models import Course
from saindege.service.app.models import Service


class NoStep(SaindegeError):
    """Nobody has said which step shows the skill, or the log of its service is gone."""

    code = "nothing_to_estimate"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Belum ada langkah yang dipilih, atau log layanannya belum ada. Pilih langkahnya dulu.",
                en="No step was chosen yet, or its service has no log. Choose the step first.",
            )
        )


def trace_skill(
    by: Account, course: Course, service: Service, activity: str, *, version: int, at: datetime
) -> SkillTrace:
    """Say by which step in the log of a service one sees that a course is in use.

    What was counted with another step is dropped.

    Raises
    ------
    ChangedMeanwhile : somebody else did since ``version`` was opened; 0 means that there was none
    """
    require(access.may_keep_evaluation(by))
    with transaction.atomic():
        current = SkillTrace.objects.select_for_update().filter(course=course).first()
        if (current.version if current else 0) != version:
            raise ChangedMeanwhile
        if current and (current.service_id, current.activity) == (service.pk, activity):
            return current
        kept, _is_new = SkillTrace.objects.update_or_create(
            course=course,
            defaults={
                "service": service, "activity": activity, "version": version + 1, "by": by, "at": at,
                "is_example": course.is_example,
            },
        )  # fmt: skip
        SkillUse.objects.filter(batch__course=course).delete()
        base_actions.record(
            by=by,
            action="impact.skill_traced",
            subject=course,
            at=at,
            detail={"service": service.code, "activity": activity},
        )
    return kept


def ask_use(by: Account, course: Course, *, at: datetime) -> Job:
    """Ask for a count of the step around every batch of a course; asking twice for the same logs is one job.

    Raises
    ------
    NoStep : there is no step, or no log
    """
    require(access.may_keep_evaluation(by))
    trace = queries.trace_of(course)
    logs = queries.logs_kept(trace.service) if trace else []
    if trace is None or not logs:
        raise NoStep
    ended = batches_over(at).filter(course=course).count()
    return base_actions.enqueue(
        kind="impact.use",
        key=f"impact.use:{course.pk}:{ended}:{queries.fingerprint(trace, logs)[:24]}",
        title=f"Menghitung pemakaian di log: {course.title}"[:200],
        by=by,
        arguments={"course": course.pk},
        result_url=reverse("impact:skill_trace", args=[course.pk]),
    )


def count_use(by: Account, course: Course, *, at: datetime, tell: Tell) -> int:
    """Count the step around every batch of a course that is over; returns how many batches. May be done again.

    Raises
    ------
    NoStep : there is no step, or no log
    """
    require(access.may_keep_evaluation(by))
    trace = queries.trace_of(course)
    logs = queries.logs_kept(trace.service) if trace else []
    if trace is None or not logs:
        raise NoStep
    batches = list(batches_over(at).filter(course=course))
    tell(0, len(batches) + 1, "Membaca log layanan")
    events, rules = queries.events_of(trace, logs), evaluation.load()
    told = queries.fingerprint(trace, logs)
    for done, batch in enumerate(batches, start=1):
        tell(done, len(batches) + 1, f"Menghitung {batch.name}")
        offices, trained = queries.trained_at(batch)
        ended_at = int(batch.last_at.timestamp() * 1_000_000)
        days = evaluation.count_use(events, ended_at, rules.days, offices=offices, trained=trained)
        SkillUse.objects.update_or_create(
            batch=batch,
            defaults={
                "service": trace.service,
                "activity": trace.activity,
                "figures": {"people": queries.came(batch), "days": days},
                "data_hash": told,
                "counted_at": at,
                "is_example": batch.is_example,
            },
        )
    base_actions.record(
        by=by,
        action="impact.use_counted",
        subject=course,
        at=at,
        detail={"batches": len(batches), "data": told},
    )
    return len(batches)
