"""A service standard is published: what is promised from one day on, and how the work is to be done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account, Job
from saindege.base.errors import BadInput
from saindege.service.app import access
from saindege.service.app.models import Service, ServiceStandard
from saindege.service.conformance import ProcedureRefused, ProcedureStep, parse_procedure
from saindege.service.standard import check_standard


@dataclass(frozen=True, slots=True)
class NewStandard:
    """A version as a person wrote it.

    Attributes
    ----------
    in_force_on : its first day; may lie ahead
    decided_by : number and date of the decision
    promise : as people say it
    components : code of a component to its text; what is left out is listed, not refused
    procedure : steps of the SOP, one a line; may be empty
    """

    in_force_on: date
    decided_by: str
    promise: str
    components: Mapping[str, str]
    procedure: str


class StandardRefused(BadInput):
    """A version cannot be published; each problem names its field."""


def publish_standard(
    by: Account, service: Service, new: NewStandard, *, today: date, at: datetime
) -> tuple[ServiceStandard, Job | None]:
    """Publish a version of a standard; cases are held to the version of the day they came in.

    Returns the job that measures the service again, None where there is no log.

    Raises
    ------
    StandardRefused : the promise or the procedure is not understood, or another version begins on that day
    """
    require(access.may_bring_logs(by))
    steps, problems = _read_procedure(new.procedure)
    with transaction.atomic():
        locked = Service.objects.select_for_update().get(pk=service.pk)
        earlier = list(locked.standards.values_list("in_force_on", flat=True))
        problems += check_standard(new.components, new.promise, new.in_force_on, earlier)
        if problems:
            raise StandardRefused(problems[0].sentence, code=problems[0].code, problems=problems)
        made = ServiceStandard.objects.create(
            service=locked,
            in_force_on=new.in_force_on,
            decided_by=new.decided_by,
            promise=new.promise,
            components={code: text.strip() for code, text in new.components.items() if text.strip()},
            steps=[step.as_json() for step in steps],
            made_by=by,
            made_at=at,
            is_example=locked.is_example,
        )
        in_force = locked.standards.filter(in_force_on__lte=today).first()
        if in_force is not None and locked.promise != in_force.promise:
            locked.promise = in_force.promise
            locked.save(update_fields=["promise"])
        base_actions.record(
            by=by,
            action="service.standard_published",
            subject=made,
            at=at,
            detail={"service": locked.pk, "in_force_on": new.in_force_on.isoformat()},
        )
        job = None
        if locked.logs.exclude(events_file="").exists():
            job = base_actions.enqueue(
                kind="service.measure_service",
                key=f"service.measure_service:{locked.pk}:{at.timestamp():.6f}",
                title=f"Mengukur {locked.name}"[:200],
                by=by,
                arguments={"service": locked.pk},
                result_url=reverse("service:service", args=[locked.pk]),
            )
        return made, job


def _read_procedure(text: str) -> tuple[tuple[ProcedureStep, ...], list]:
    try:
        return parse_procedure(text), []
    except ProcedureRefused as refused:
        return (), list(refused.problems)
