"""Writes of the question: the sealed plan, and which offices were trained when."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import SaindegeError, Sentence
from saindege.impact import outcome, study
from saindege.impact.app import access
from saindege.impact.app.models import OfficeTraining, Study
from saindege.impact.effect.design import Assignment
from saindege.programme.app.models import Course
from saindege.service.app.models import Service


@dataclass(frozen=True, slots=True)
class StudyFields:
    """What is written down before anybody looks at an answer.

    Attributes
    ----------
    outcome : key of the outcome that decides; the others are told beside it
    assignment : whether the dates of the training were drawn by lot, chosen, or nobody knows
    """

    title: str
    service: Service
    course: Course | None
    outcome: str
    assignment: Assignment


class ChangedMeanwhile(SaindegeError):
    """Somebody else marked the offices after this person opened the page."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Tanggal kantor baru saja diubah orang lain. Periksa yang sekarang, lalu simpan lagi.",
                en="Somebody else just changed the dates of the offices. Look at what stands now, then save again.",
            )
        )


def plan_study(by: Account, fields: StudyFields, *, key: uuid.UUID, at: datetime) -> Study:
    """Write down and seal the plan of a study; asking twice with the same key returns the first.

    Every office that offers the service enters the study, untrained until somebody says otherwise.

    Raises
    ------
    UnknownOutcome : no study can ask about that
    """
    require(access.may_arrange_studies(by))
    asked = outcome.outcome_of(fields.outcome)
    plan = {
        "title": fields.title,
        "service": fields.service.code,
        "course": fields.course.code if fields.course else None,
        "outcome": asked.key,
        "better": asked.better,
        "assignment": fields.assignment,
        "planned_at": at.isoformat(),
    }
    with transaction.atomic():
        made, is_new = Study.objects.get_or_create(
            pk=key,
            defaults={
                "title": fields.title,
                "service": fields.service,
                "course": fields.course,
                "outcome": asked.key,
                "better": asked.better,
                "options": {"assignment": fields.assignment, "plan": plan},
                "plan_hash": study.plan_hash(plan),
                "planned_at": at,
                "planned_by": by,
                "is_example": fields.service.is_example,
            },
        )
        if is_new:
            OfficeTraining.objects.bulk_create(
                OfficeTraining(study=made, office=office) for office in fields.service.offices.all()
            )
            base_actions.record(
                by=by, action="impact.study_planned", subject=made, at=at, detail={"plan": made.plan_hash}
            )
    return made


def mark_offices(
    by: Account, key: uuid.UUID, trained_on: Mapping[int, date | None], *, version: int, at: datetime
) -> Study:
    """Say which offices were trained when; offices that are not named keep what they have.

    Raises
    ------
    ChangedMeanwhile : somebody else did since ``version`` was opened
    """
    require(access.may_arrange_studies(by))
    with transaction.atomic():
        current = Study.objects.select_for_update().get(pk=key)
        if current.version != version:
            raise ChangedMeanwhile
        rows = list(OfficeTraining.objects.filter(study=current, office_id__in=trained_on))
        changed = [row for row in rows if row.trained_on != trained_on[row.office_id]]
        for row in changed:
            row.trained_on = trained_on[row.office_id]
        if changed:
            OfficeTraining.objects.bulk_update(changed, ["trained_on"])
            current.version = version + 1
            current.save(update_fields=["version"])
            base_actions.record(
                by=by,
                action="impact.offices_marked",
                subject=current,
                at=at,
                detail={"offices": len(changed), "version": current.version},
            )
    return current
