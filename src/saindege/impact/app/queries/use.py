"""Whether a skill is in use, from what stands on file: logbooks, and the step in the log of a service."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from django.db.models import QuerySet

from saindege.base.app.models import Setting
from saindege.delivery.app.models import CheckIn, LogEntry
from saindege.impact import evaluation
from saindege.impact.app.models import SkillTrace, SkillUse
from saindege.impact.evaluation import DayUse, StepEvents
from saindege.programme.app.models import Batch, Course
from saindege.service import event_store
from saindege.service.app import queries as service_queries
from saindege.service.app.models import EventLog, Measurement, Service


@dataclass(frozen=True, slots=True)
class UseRow:
    """The use after one batch; day None where it was not counted or the log does not reach so far."""

    batch: Batch
    use: SkillUse | None
    day: DayUse | None


def countersigned(batches: Mapping[uuid.UUID, date]) -> dict[uuid.UUID, dict[uuid.UUID, list[date]]]:
    """Return the days of countersigned tasks after each batch by person; batches map to their last day."""
    rules = evaluation.load()
    found: dict[uuid.UUID, dict[uuid.UUID, list[date]]] = defaultdict(lambda: defaultdict(list))
    entries = LogEntry.objects.filter(plan__batch__in=list(batches), kind="task").exclude(signed_at=None)
    for batch, person, done_on in entries.order_by().values_list("plan__batch", "plan__person", "done_on"):
        if batches[batch] < done_on <= batches[batch] + timedelta(days=max(rules.days)):
            found[batch][person].append(done_on)
    return found


def came(batch: Batch) -> int:
    """Return how many people came to a batch."""
    return CheckIn.objects.filter(session__batch=batch).values("person").distinct().count()


def trace_of(course: Course) -> SkillTrace | None:
    """Return the step by which one sees that a course is in use."""
    return SkillTrace.objects.select_related("service").filter(course=course).first()


def step_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the steps of every measured service, grouped by its name; the value names service and step."""
    found = []
    measured = Measurement.objects.select_related("service").order_by("service__name")
    for row in measured.only("figures", "service__name"):
        edges = row.figures.get("map", {}).get("edges", [])
        steps = sorted({edge[end] for edge in edges for end in ("source", "target")}, key=str.casefold)
        if steps:
            found.append((row.service.name, [(f"{row.service_id}:{step}", step) for step in steps]))
    return found


def logs_kept(service: Service) -> list[EventLog]:
    """Return the logs of a service whose events are kept, the oldest first."""
    logs = EventLog.objects.filter(service=service).exclude(events_file="").order_by("uploaded_at", "pk")
    return list(logs)


def events_of(trace: SkillTrace, logs: list[EventLog]) -> StepEvents:
    """Read the events of some logs with the step marked."""
    parts = [
        event_store.read_events(service_queries.folder_of(log.pk) / str(log.events_file)) for log in logs
    ]
    kept, _overlapping = event_store.merge_events(parts)
    names = [name == trace.activity for name in kept.activity.names]
    return StepEvents(
        case=kept.case,
        at=kept.at,
        # The extra entry at the end answers for code -1, a blank.
        is_step=np.array([*names, False], dtype=np.bool_)[kept.activity.codes],
        office=kept.office,
        officer=kept.resource,
    )


def trained_at(batch: Batch) -> tuple[set[int], set[int]]:
    """Return the offices that sent people to a batch, and the pseudonyms of those people in logs that name officers by NIP."""
    people = CheckIn.objects.filter(session__batch=batch).values_list("person__office_id", "person__nip")
    offices, numbers = set(), set()
    for office, nip in people.distinct():
        offices.add(office)
        if nip:
            numbers.add(nip)
    secret = Setting.objects.filter(key="service.pseudonym_key").values_list("value", flat=True).first()
    if not secret:
        return offices, set()
    return offices, set(event_store.pseudonyms(sorted(numbers), bytes.fromhex(str(secret))).tolist())


def fingerprint(trace: SkillTrace, logs: list[EventLog]) -> str:
    """Return what tells one count from another: the step and the kept events."""
    told = [trace.service_id, trace.activity, service_queries.identity_of(logs), evaluation.load().version]
    return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()


def latest_day(counts: Mapping[str, Any], people: int) -> DayUse | None:
    """Return the use at the latest day that was counted."""
    days = counts.get("days", {})
    if not days:
        return None
    day = max(days, key=int)
    return evaluation.day_use(int(day), days[day], people, evaluation.load())


def uses_of(batches: list[uuid.UUID]) -> dict[uuid.UUID, SkillUse]:
    """Return what was counted of these batches."""
    rows = SkillUse.objects.filter(batch__in=batches).select_related("service")
    return {row.batch_id: row for row in rows}


def use_rows(batches: QuerySet[Batch]) -> list[UseRow]:
    """Return the batches of a course that are over with their use, the latest first."""
    rows = list(batches)
    uses = uses_of([batch.pk for batch in rows])
    return [
        UseRow(
            batch,
            uses.get(batch.pk),
            latest_day(uses[batch.pk].figures, uses[batch.pk].figures["people"])
            if batch.pk in uses
            else None,
        )
        for batch in rows
    ]


def is_outdated(trace: SkillTrace, rows: list[UseRow]) -> bool:
    """Say whether a batch was not counted yet, or logs came in since."""
    current = fingerprint(trace, logs_kept(trace.service))
    return any(row.use is None or row.use.data_hash != current for row in rows)


def chosen_late(trace: SkillTrace, batches: QuerySet[Batch]) -> bool:
    """Say whether the step was chosen after a batch of the course had ended, when its use could be seen already."""
    ended: datetime | None = batches.order_by("last_at").values_list("last_at", flat=True).first()
    return ended is not None and trace.at > ended
