"""Reads for watching a service: its control chart, and the decisions that began its phases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from saindege.people.app.models import Office
from saindege.service.app.models import ControlPhase, Measurement, Service
from saindege.service.control import ControlChart, WeekValue, draw_chart


def phases_of(service: Service) -> list[ControlPhase]:
    """Return the decisions that stand, in order of time."""
    return list(service.control_phases.filter(withdrawn_at=None).select_related("decided_by"))


def chart_of_service(service: Service, figures: Mapping[str, Any]) -> ControlChart:
    """Return the control chart of a service over all its offices."""
    return chart_of_weeks(figures["weeks"], _decisions(service))


def chart_of_weeks(
    weeks: Sequence[Mapping[str, Any]] | None, decisions: Sequence[tuple[date, str]]
) -> ControlChart:
    """Return the control chart of weeks as they are kept; whatever is said of a service is read from it."""
    known = [WeekValue(date.fromisoformat(week["monday"]), week["n"], week["median"]) for week in weeks or ()]
    return draw_chart(known, decisions)


def decisions_of(services: Iterable[Service] | None = None) -> dict[int, list[tuple[date, str]]]:
    """Return the decisions that stand, by service or of all services, in order of time."""
    found: dict[int, list[tuple[date, str]]] = {}
    standing = ControlPhase.objects.filter(withdrawn_at=None)
    if services is not None:
        standing = standing.filter(service__in=list(services))
    for service, day, reason in standing.order_by("begins_on").values_list(
        "service_id", "begins_on", "reason"
    ):
        found.setdefault(service, []).append((day, reason))
    return found


def chart_of_office(service: Service, office: Office) -> ControlChart:
    """Return the control chart of one office, read beside itself."""
    return draw_chart(weeks_of_office(office_weeks_of(service), office.pk), _decisions(service))


def office_weeks_of(service: Service) -> dict[str, Any]:
    """Return the weeks of all offices as they are kept; empty without a log."""
    found = Measurement.objects.filter(service=service).values_list("office_weeks", flat=True).first()
    return found or {"monday": None, "offices": {}}


def weeks_of_office(kept: Mapping[str, Any], office: int) -> list[WeekValue]:
    """Return the weeks of one office, those before its first case left out."""
    own = kept["offices"].get(str(office)) if kept.get("monday") else None
    if own is None:
        return []
    first = date.fromisoformat(kept["monday"])
    weeks = [
        WeekValue(first + timedelta(weeks=at), n, median)
        for at, (n, median) in enumerate(zip(own["n"], own["median"], strict=True))
    ]
    while weeks and not weeks[0].n:
        weeks.pop(0)
    return weeks


def offices_with_weeks(service: Service, own: set[int] | None) -> list[Office]:
    """Return the offices whose weeks an account may see, by name."""
    keys = {int(key) for key in office_weeks_of(service)["offices"]}
    return list(Office.objects.filter(pk__in=keys if own is None else keys & own).order_by("name"))


def _decisions(service: Service) -> list[tuple[date, str]]:
    return decisions_of([service]).get(service.pk, [])
