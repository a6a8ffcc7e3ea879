"""A log is read, its events are kept, its service is measured; all of it again gives the same."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import transaction

from saindege import __version__
from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account, Setting
from saindege.base.errors import BadInput, SaindegeError, Sentence
from saindege.service import event_log, event_store
from saindege.service.app import access, queries
from saindege.service.app.models import EventLog, Measurement, Service
from saindege.service.app.queries.keeping import match_offices
from saindege.service.log_files.choice import ReadingChoice
from saindege.service.log_folder import LogFolder
from saindege.service.log_marks import Mark, mark_log
from saindege.service.refusals import MOST_TOLD, TooManyRefused

Tell = Callable[[int, int, str], None]

_STEPS = 4
_PROBLEMS_KEPT = 1000
_UNKNOWN_OFFICES_KEPT = 100
# Two people may measure logs of one service at the same moment; the second counts again, and so on.
_ROUNDS = 10
_CLOCK_TOLERANCE = timedelta(minutes=10)


class ChoiceReplaced(SaindegeError):
    """Somebody confirmed other columns while the log was read; only the last choice counts."""

    code = "conflict"


class ServiceChanging(SaindegeError):
    """Other logs of the service keep coming in; the figures were not stored."""

    code = "conflict"


def _silent(done: int, total: int, message: str) -> None:
    """Tell nobody."""


def measure_log(by: Account, log: EventLog, *, at: datetime, tell: Tell = _silent) -> Measurement:
    """Read a log whose columns are confirmed, keep its events, and measure its service.

    Safe to run again after it was cut off anywhere: what is seen changes in one transaction at the end.

    Raises
    ------
    BadInput : the log cannot be used; its state and its faults by row are written down
    """
    require(access.may_bring_logs(by))
    tell(0, _STEPS, "Membaca berkas")
    left_service = log.mapping.get("left_service")
    try:
        read = event_log.read_event_log(queries.stored_path(log), _reading_choice(log, at))
        return keep_and_measure(log, read, by=by, at=at, tell=tell)
    except BadInput as refusal:
        _write_down(log, refusal)
        raise
    finally:
        if left_service:
            _measure(Service.objects.get(pk=left_service), None, at)


def measure_service(by: Account, service: Service, *, at: datetime) -> Measurement | None:
    """Measure a service again from the events that are kept; None where it has no log.

    Raises
    ------
    BadInput : unknown_value, the final activity is none of its logs'
    """
    require(access.may_bring_logs(by))
    return _measure(service, None, at)


def keep_and_measure(
    log: EventLog, read: event_log.EventLog, *, by: Account, at: datetime, tell: Tell = _silent
) -> Measurement:
    """Keep the events of a log that was read, and measure its service."""
    require(access.may_bring_logs(by))
    tell(1, _STEPS, "Menyimpan kejadian")
    folder = LogFolder(queries.folder_of(log.pk))
    folder.path.mkdir(parents=True, exist_ok=True)
    attempt = log.mapping.get("attempt", 1)
    office_of = match_offices(read.group_names)
    unknown = sorted(name for name in read.group_names if name not in office_of)
    kept = event_store.keep_events(read, _pseudonym_key(), office_of)
    if log.mapping.get("office"):
        kept = event_store.all_in_one_office(kept, log.mapping["office"])
    events_file, refused_file = f"events-{attempt}.parquet", f"refused-{attempt}.json"
    event_store.write_events(kept, folder.path / events_file)
    if read.refused:
        folder.write_refused(refused_file, read.refused[:MOST_TOLD])
    log.state = "measured"
    log.events_file = events_file
    log.events, log.cases, log.refused = read.n_events, read.n_cases, len(read.refused)
    log.refused_file = refused_file if read.refused else ""
    log.fault = {"unknown_offices": unknown[:_UNKNOWN_OFFICES_KEPT]} if unknown else {}
    final = log.service.final_activity if log.service else ""
    _keep_marks(log, mark_log(read, end=(final,) if final else ()))
    # Cells of people are not kept where the figures do not need them.
    log.columns = [{**column, "cells": []} for column in log.columns]
    log.mapping.pop("left_service", None)
    tell(2, _STEPS, "Menghitung angka layanan")
    measurement = _measure(log.service, log, at, by=by)
    tell(3, _STEPS, "Merapikan berkas")
    kept_names = [name for name in (log.stored_file, log.events_file, log.refused_file) if name]
    transaction.on_commit(lambda: folder.keep_only(kept_names))
    tell(_STEPS, _STEPS, "Selesai")
    return measurement


def keep_gathered(
    log: EventLog, kept: event_store.KeptEvents, *, by: Account, at: datetime
) -> Measurement | None:
    """Keep events that came one by one as the one log of their sources, and measure its service."""
    require(access.may_bring_logs(by) or access.may_serve_somewhere(by, log.service))
    folder = LogFolder(queries.folder_of(log.pk))
    folder.path.mkdir(parents=True, exist_ok=True)
    events_file = f"events-{log.mapping['attempt']}.parquet"
    event_store.write_events(kept, folder.path / events_file)
    log.state, log.events_file = "measured", events_file
    log.events, log.cases = len(kept), len(set(kept.case.tolist()))
    measurement = _measure(log.service, log, at, by=by)
    transaction.on_commit(lambda: folder.keep_only([log.events_file]))
    return measurement


def _measure(
    service: Service, fresh: EventLog | None, at: datetime, by: Account | None = None
) -> Measurement | None:
    """Measure a service from its kept logs and ``fresh``, whose row is stored in the same transaction."""
    for _ in range(_ROUNDS):
        logs = _measured_logs(service, fresh)
        if not logs:
            Measurement.objects.filter(service=service).delete()
            return None
        result = queries.numbers_of(service, logs)
        with transaction.atomic():
            locked = Service.objects.select_for_update().get(pk=service.pk)
            if queries.identity_of(_measured_logs(locked, fresh)) != queries.identity_of(logs):
                continue
            if fresh is not None:
                _require_last_choice(fresh)
                _keep_marks(fresh, result.renamed)
                fresh.save()
                base_actions.record(
                    by=by,
                    action="service.log_measured",
                    subject=fresh,
                    at=at,
                    detail={"events": fresh.events, "refused": fresh.refused},
                )
            locked.offices.add(*(result.offices - set(locked.offices.values_list("pk", flat=True))))
            measurement, _created = Measurement.objects.update_or_create(
                service=locked,
                defaults={
                    "figures": result.figures,
                    "panel": result.panel,
                    "office_weeks": result.office_weeks,
                    "data_hash": result.data_hash,
                    "version": __version__,
                    "measured_at": at,
                },
            )
            return measurement
    raise ServiceChanging(
        Sentence(
            id="Log lain dari layanan ini masuk terus-menerus. Ukur lagi sebentar kemudian.",
            en="Other logs of this service keep coming in. Measure again a little later.",
        )
    )


def _keep_marks(log: EventLog, marks: Iterable[Mark]) -> None:
    kept = log.fault.get("marks", [])
    known = {one["id"] for one in kept}
    kept += [mark.as_json() for mark in marks if mark.sentence.id not in known]
    if kept:
        log.fault["marks"] = kept


def _require_last_choice(log: EventLog) -> None:
    now = EventLog.objects.select_for_update().get(pk=log.pk)
    if now.mapping.get("attempt") != log.mapping.get("attempt"):
        raise ChoiceReplaced(
            Sentence(
                id="Pilihan kolom log ini sudah diganti; yang terakhir yang dihitung.",
                en="The columns of this log were chosen anew; only the last choice counts.",
            )
        )


def _measured_logs(service: Service, fresh: EventLog | None) -> list[EventLog]:
    # A log that was refused on a second reading still counts as it was first read.
    logs = list(
        EventLog.objects.filter(service=service).exclude(events_file="").order_by("uploaded_at", "pk")
    )
    if fresh is not None:
        logs = [log for log in logs if log.pk != fresh.pk] + [fresh]
        logs.sort(key=lambda log: (log.uploaded_at, str(log.pk)))
    return logs


def _reading_choice(log: EventLog, at: datetime) -> ReadingChoice:
    columns = dict(log.mapping.get("columns", {}))
    office = columns.pop("office", None)
    told = {"columns": columns, "by": office, "timezone": log.mapping.get("timezone") or "Asia/Jakarta"}
    # Clocks of applications run a little ahead.
    told["as_of"] = at + _CLOCK_TOLERANCE
    if log.mapping.get("date_order"):
        told["order"] = log.mapping["date_order"]
    return ReadingChoice(**told)


def _pseudonym_key() -> bytes:
    """Return this installation's secret, made once: the same case number must mean the same case in every log."""
    row, _created = Setting.objects.get_or_create(
        key="service.pseudonym_key", defaults={"value": secrets.token_hex(32)}
    )
    return bytes.fromhex(row.value)


def _write_down(log: EventLog, refusal: BadInput) -> None:
    """Keep what is wrong with a log, by row, for the page and the download."""
    file, count = "", len(refusal.problems)
    if isinstance(refusal, TooManyRefused):
        # A name of its own: the rows that an earlier reading left out are still told.
        file, count = f"stopped-{log.mapping.get('attempt', 1)}.json", refusal.count
        LogFolder(queries.folder_of(log.pk)).write_refused(file, refusal.refused)
    problems = [
        {"row": one.row, "column": one.column, "code": one.code, "id": one.sentence.id, "en": one.sentence.en}
        for one in ([] if file else refusal.problems[:_PROBLEMS_KEPT])
    ]
    EventLog.objects.filter(pk=log.pk, mapping__attempt=log.mapping.get("attempt")).update(
        state="refused",
        fault={
            "code": refusal.code,
            "id": refusal.sentence.id,
            "en": refusal.sentence.en,
            "problems": problems,
            "file": file,
            "count": count,
            "activities": list(getattr(refusal, "activities", ())),
        },
    )
