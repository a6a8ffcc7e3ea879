"""A person says what the columns of a log mean; then it waits to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.text import slugify

from saindege.base import period
from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account, Job
from saindege.base.errors import BadInput, Problem, Sentence
from saindege.people.app.models import Office
from saindege.service.app import access, queries
from saindege.service.app.models import EventLog, Service
from saindege.service.log_files import register

REQUIRED = ("case", "activity", "time")
REGISTER_REQUIRED = ("case", "received", "finished")
# Formats that say by themselves what is what.
_SELF_TELLING = ("xes", "ocel")


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """What a person says about a log.

    Attributes
    ----------
    columns : role (case, activity, time, start, resource, office, reason; of a register case, received, returned,
        finished, corrected, reason, resource, office) to the header that plays it
    timezone : zone of moments without offset
    date_order : ``day_first`` or ``month_first``, where the file cannot tell; else empty
    service : whose log it is, or None for a new one
    new_service : its name; promise : what it promises, may be empty
    office : the one office of all cases, where no column tells
    """

    columns: Mapping[str, str]
    timezone: str
    service: Service | None
    date_order: str = ""
    new_service: str = ""
    promise: str = ""
    office: Office | None = None


class NotChosen(BadInput):
    """Something is missing in what was said; each problem names its field."""


def confirm_columns(by: Account, log: EventLog, choice: ColumnChoice, *, at: datetime) -> Job:
    """Write down what the columns mean and ask for the log to be measured; a second click asks for nothing new.

    Raises
    ------
    NotChosen : a column that is needed is missing or named twice, or the promise is not understood
    """
    require(access.may_bring_logs(by))
    problems = _faults(log, choice)
    if problems:
        raise NotChosen(problems[0].sentence, code=problems[0].code, problems=problems)
    with transaction.atomic():
        current = EventLog.objects.select_for_update().get(pk=log.pk)
        service = choice.service or _add_service(choice, current.is_example)
        said = {
            "kind": current.mapping.get("kind", "text"),
            "columns": dict(choice.columns),
            "timezone": choice.timezone,
            "date_order": choice.date_order,
            "office": choice.office.pk if choice.office else None,
        }
        earlier = {name: current.mapping.get(name) for name in said}
        same = earlier == said and current.service_id == service.pk
        if not (same and queries.is_waiting(current)):
            if current.service_id not in (None, service.pk) and current.events_file:
                # Its events leave the service that they were counted for.
                said["left_service"] = current.service_id
                current.events_file = ""
            current.mapping = {**said, "attempt": current.mapping.get("attempt", 0) + 1}
            current.service = service
            current.state = "queued"
            current.fault = {}
            current.save()
            base_actions.record(
                by=by,
                action="service.columns_confirmed",
                subject=current,
                at=at,
                detail={"service": service.pk, "attempt": current.mapping["attempt"]},
            )
        return _ask(by, current, service)


def name_final_activity(by: Account, log: EventLog, activity: str, *, at: datetime) -> Job:
    """Say which step finishes a case of the log's service, and ask for the log to be measured again.

    Raises
    ------
    NotChosen : the log waits for its columns, or the step is none of its
    """
    require(access.may_bring_logs(by))
    with transaction.atomic():
        current = EventLog.objects.select_for_update().get(pk=log.pk)
        if current.service_id is None or activity not in current.fault.get("activities", []):
            problem = _problem(
                "final_activity",
                "unknown_value",
                "Pilih salah satu langkah yang ada di log.",
                "Choose one of the steps in the log.",
            )
            raise NotChosen(problem.sentence, code=problem.code, problems=[problem])
        service = Service.objects.select_for_update().get(pk=current.service_id)
        service.final_activity = activity
        service.save(update_fields=["final_activity"])
        current.mapping = {**current.mapping, "attempt": current.mapping.get("attempt", 0) + 1}
        current.state = "queued"
        current.fault = {}
        current.save()
        base_actions.record(by=by, action="service.final_activity_named", subject=service, at=at)
        return _ask(by, current, service)


def _ask(by: Account, log: EventLog, service: Service) -> Job:
    return base_actions.enqueue(
        kind="service.measure_log",
        key=f"service.measure_log:{log.pk}:{log.mapping['attempt']}",
        title=f"Mengukur {service.name}: {log.file_name}"[:200],
        by=by,
        arguments={"log": str(log.pk), "attempt": log.mapping["attempt"]},
        result_url=reverse("service:log", args=[log.pk]),
    )


def _add_service(choice: ColumnChoice, is_example: bool) -> Service:
    known = Service.objects.filter(name__iexact=choice.new_service).first()
    if known is not None:
        return known
    stem = (slugify(choice.new_service) or "layanan").upper()[:24]
    code, number = stem, 1
    while Service.objects.filter(code=code).exists():
        number += 1
        code = f"{stem}-{number}"
    return Service.objects.create(
        code=code,
        name=choice.new_service,
        promise=choice.promise,
        # A row of a register without its last day is a case still open.
        final_activity=register.register_words().steps[register.FINISHED]
        if register.names_register(choice.columns)
        else "",
        is_example=is_example,
    )


def _faults(log: EventLog, choice: ColumnChoice) -> list[Problem]:
    headers = {column["header"] for column in log.columns}
    problems: list[Problem] = []
    required = () if log.mapping.get("kind") in _SELF_TELLING else REQUIRED
    if register.names_register(choice.columns):
        required = REGISTER_REQUIRED
        problems = [_not_both(role) for role in ("activity", "time", "start") if role in choice.columns]
    problems += [_missing(role) for role in required if role not in choice.columns]
    problems += [_unknown(role, header) for role, header in choice.columns.items() if header not in headers]
    if choice.service is None and not choice.new_service:
        problems.append(
            _problem(
                "new_service", "missing", "Tulis nama layanan baru.", "Write the name of the new service."
            )
        )
    if choice.promise:
        try:
            period.parse_promise(choice.promise)
        except period.PromiseRefused as refused:
            problems.append(Problem(refused.code, refused.sentence, column="promise"))
    return problems


def _unknown(role: str, header: str) -> Problem:
    return _problem(
        role,
        "unknown_column",
        f"Kolom “{header}” tidak ada di berkas ini.",
        f"There is no column “{header}” in this file.",
    )


def _not_both(role: str) -> Problem:
    return _problem(
        role,
        "conflict",
        "Buku register (satu baris satu berkas) tidak memakai kolom ini. Kosongkan pilihannya.",
        "A register (one row a case) does not use this column. Leave it unused.",
    )


_ROLE_WORDS = {
    "received": ("tanggal masuk", "the day it came in"),
    "finished": ("tanggal selesai", "the day it was finished"),
    "case": ("nomor berkas", "the case number"),
    "activity": ("langkah", "the step"),
    "time": ("waktu selesai langkah", "the time at which the step was done"),
}


def _missing(role: str) -> Problem:
    indonesian, english = _ROLE_WORDS[role]
    return _problem(
        role,
        "missing_column",
        f"Belum ada kolom untuk {indonesian}. Pilih di atas salah satu kolom.",
        f"No column is chosen for {english}. Choose it above one of the columns.",
    )


def _problem(column: str, code: str, indonesian: str, english: str) -> Problem:
    return Problem(code, Sentence(id=indonesian, en=english), column=column)
