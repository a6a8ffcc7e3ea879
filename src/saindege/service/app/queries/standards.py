"""Reads of service standards: the version in force, those before it, and the promises by day."""

from __future__ import annotations

from datetime import date

from saindege.base import period
from saindege.service.app.models import Service, ServiceStandard
from saindege.service.conformance import ProcedureStep, procedure_from
from saindege.service.standard import DatedPromise


def standard_in_force(service: Service, day: date) -> ServiceStandard | None:
    """Return the version in force on a day; None where none has begun."""
    return service.standards.filter(in_force_on__lte=day).first()


def standards_of(service: Service) -> list[ServiceStandard]:
    """Return all versions, the newest first."""
    return list(service.standards.select_related("made_by"))


def promises_of(service: Service) -> tuple[DatedPromise, ...]:
    """Return the promises with the days from which they held; empty where no standard was published."""
    return tuple(
        DatedPromise(day, period.parse_promise(text))
        for day, text in service.standards.values_list("in_force_on", "promise")
    )


def procedure_of(service: Service, day: date) -> tuple[ProcedureStep, ...]:
    """Return the steps of the SOP in force on a day; empty where none are written."""
    found = standard_in_force(service, day)
    return procedure_from(found.steps) if found else ()
