"""Figures of a service from the events that are kept of its logs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from saindege.base import period
from saindege.base.errors import BadInput, Sentence
from saindege.service import event_log, event_store, panel
from saindege.service.app.models import EventLog, Service
from saindege.service.app.queries import standards
from saindege.service.app.queries.logs import folder_of
from saindege.service.conformance import check_conformance
from saindege.service.corrections import leave_out_corrections
from saindege.service.log_files.moments import from_microseconds
from saindege.service.log_marks import Mark, mark_renamed
from saindege.service.measure import Standard
from saindege.service.measure import measure_log as measure_events
from saindege.service.portrait import as_plain, load_rules, portray
from saindege.service.portrait.cases import Cases, gather_cases, local_days
from saindege.service.portrait.mistakes import describe_mistakes, find_came_back, find_wrong
from saindege.service.portrait.months_before import compare_months
from saindege.service.portrait.office_weeks import list_office_weeks


class FinalActivityMissing(BadInput):
    """The step that is to finish a case stands in no log; ``activities`` are the steps that do."""

    code = "unknown_value"

    def __init__(self, service: Service, activities: Iterable[str]) -> None:
        self.activities = sorted(activities)
        final = service.final_activity
        super().__init__(
            Sentence(
                id=f"Langkah terakhir “{final}” tidak ada di log ini. Pilih langkah yang menandai berkas selesai.",
                en=f"The final step “{final}” is not in this log. Choose the step that finishes a case.",
            )
        )


def identity_of(logs: Iterable[EventLog]) -> list[tuple[str, str]]:
    """Return what tells the kept events of some logs from any others."""
    return [(log.checksum, log.events_file) for log in logs]


@dataclass(frozen=True, slots=True)
class ServiceNumbers:
    """What is stored of a service: figures, panel and weeks of offices as plain values, a hash of all that they rest on,
    offices seen; and steps that seem to have changed their name between logs."""

    figures: dict[str, object]
    panel: list[dict[str, object]]
    office_weeks: dict[str, object]
    data_hash: str
    offices: set[int]
    renamed: list[Mark]


def numbers_of(service: Service, logs: list[EventLog]) -> ServiceNumbers:
    """Count a service from the events that are kept of its logs.

    Raises
    ------
    FinalActivityMissing : the step that is to finish a case stands in none of the logs
    """
    timezone = str(logs[-1].mapping.get("timezone") or "Asia/Jakarta")
    parts = [event_store.read_events(folder_of(log.pk) / log.events_file) for log in logs]
    kept, overlapping = event_store.merge_events(parts)
    if service.final_activity and service.final_activity not in kept.activity.names:
        raise FinalActivityMissing(service, kept.activity.names)
    log = event_store.as_event_log(kept, file=service.name, timezone=timezone)
    standard = _standard(service, log)
    rules = load_rules()
    everything, log = log, leave_out_corrections(log, standard.end)
    cases, _clock = gather_cases(log, standard)
    portrait = portray(log, standard, rules, find_wrong(everything, cases, standard.end))
    figures = as_plain(portrait, measure_events(log, standard), rules)
    more, office_weeks = _beside(everything, log, cases, standard, portrait.until)
    figures |= more
    procedure = standards.procedure_of(service, portrait.until)
    if procedure:
        figures["conformance"] = check_conformance(portrait.map.variants, procedure).as_json()
    calendar = standard.calendar
    figures["made"] = {
        "logs": len(logs),
        "overlapping": overlapping,
        "refused": sum(one.refused for one in logs),
        "promise": service.promise,
        "standards": len(standard.dated),
        "end": service.final_activity,
        "timezone": timezone,
        "calendar": calendar.version if calendar else "",
        "calendar_warnings": [{"id": one.id, "en": one.en} for one in calendar.warnings] if calendar else [],
    }
    months = panel.build_office_months(log, standard)
    figures["made"]["without_office"] = months.without_office
    figures["made"]["follow_up_days"] = months.follow_up_days
    told = [service.promise, service.final_activity, figures["made"]["calendar"], rules.version]
    told += [str(one) for one in standard.dated] + [str(procedure)] if standard.dated else []
    digest = hashlib.sha256(json.dumps([identity_of(logs), told], default=str).encode()).hexdigest()
    offices = set(kept.office[kept.office != event_store.NO_OFFICE].tolist())
    renamed = mark_renamed(everything) if len(logs) > 1 else []
    return ServiceNumbers(figures, months.as_rows(), office_weeks, digest, offices, renamed)


def _beside(
    everything: event_log.EventLog, log: event_log.EventLog, cases: Cases, standard: Standard, until: date
) -> tuple[dict[str, object], dict[str, object]]:
    """Return what stands beside the portrait: mistakes and months a year before; and the weeks of the offices.

    Parameters
    ----------
    everything : the log with its corrections; ``log`` : without them; ``cases`` : of ``log``
    """
    rules = load_rules()
    mistakes = describe_mistakes(everything, cases, until, standard.end, rules)
    before = compare_months(cases, until, standard.calendar, period.ramadan(), least=rules.least_group)
    weeks = list_office_weeks(
        cases,
        dict(enumerate(log.group_names)),
        local_days(cases.first_at, log),
        find_came_back(everything, cases, standard.end),
        until=until,
        calendar=standard.calendar,
        rules=rules,
    )
    return {"mistakes": mistakes.as_json(), "months_before": [one.as_json() for one in before]}, weeks


def _standard(service: Service, log: event_log.EventLog) -> Standard:
    first = from_microseconds(int(log.at.min()), log.zone).year
    last = from_microseconds(int(log.at.max()), log.zone).year
    calendar = period.office_calendar(
        # A year more at each end: an early start, and a clock that spans a few days around the log.
        first_year=max(1970, first - 1),
        last_year=min(2100, last + 1),
        timezone=log.timezone,
    )
    dated = standards.promises_of(service)
    promise = period.parse_promise(service.promise) if service.promise else None
    if dated:
        promise = max(dated, key=lambda one: one.in_force_on).promise
    end = (service.final_activity,) if service.final_activity else ()
    return Standard(calendar, promise, end, dated)
