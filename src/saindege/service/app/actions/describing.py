"""What a service is called, what it promises, and which step finishes a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from saindege.base import period
from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account, Job
from saindege.base.errors import Problem, Sentence
from saindege.service.app import access
from saindege.service.app.actions.choosing import NotChosen
from saindege.service.app.models import Service

# A change of these changes the figures.
_COUNTED = ("promise", "final_activity")


@dataclass(frozen=True, slots=True)
class ServiceFields:
    """What a person writes about a service; promise and final step may be empty."""

    name: str
    promise: str
    final_activity: str


def change_service(by: Account, service: Service, fields: ServiceFields, *, at: datetime) -> Job | None:
    """Store what changed; where figures depend on it, ask for the service to be measured again.

    Returns the job, or None where nothing has to be measured.

    Raises
    ------
    NotChosen : the name is empty or another service's, or the promise is not understood
    """
    require(access.may_bring_logs(by))
    problems = _faults(service, fields)
    if problems:
        raise NotChosen(problems[0].sentence, code=problems[0].code, problems=problems)
    with transaction.atomic():
        current = Service.objects.select_for_update().get(pk=service.pk)
        wanted = {"name": fields.name, "promise": fields.promise, "final_activity": fields.final_activity}
        changed = [name for name, value in wanted.items() if getattr(current, name) != value]
        if not changed:
            return None
        for name in changed:
            setattr(current, name, wanted[name])
        current.save(update_fields=changed)
        base_actions.record(
            by=by, action="service.changed", subject=current, at=at, detail={"fields": changed}
        )
        if not set(changed) & set(_COUNTED) or not current.logs.exclude(events_file="").exists():
            return None
        return base_actions.enqueue(
            kind="service.measure_service",
            key=f"service.measure_service:{current.pk}:{at.timestamp():.6f}",
            title=f"Mengukur {current.name}"[:200],
            by=by,
            arguments={"service": current.pk},
            result_url=reverse("service:service", args=[current.pk]),
        )


def _faults(service: Service, fields: ServiceFields) -> list[Problem]:
    problems = []
    if not fields.name:
        sentence = Sentence(id="Tulis nama layanannya.", en="Write the name of the service.")
        problems.append(Problem("missing", sentence, column="name"))
    elif Service.objects.filter(name__iexact=fields.name).exclude(pk=service.pk).exists():
        sentence = Sentence(
            id=f"Sudah ada layanan “{fields.name}”. Tulis nama lain.",
            en=f"There is a service “{fields.name}” already. Write another name.",
        )
        problems.append(Problem("duplicate", sentence, column="name"))
    if fields.promise:
        try:
            period.parse_promise(fields.promise)
        except period.PromiseRefused as refused:
            problems.append(Problem(refused.code, refused.sentence, column="promise"))
    return problems
