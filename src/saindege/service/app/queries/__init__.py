"""Reads of services: their figures as last measured, logs on their way in, satisfaction, office-months."""

from saindege.service.app.queries.audit_tasks import AuditTask, audit_tasks
from saindege.service.app.queries.logs import (
    folder_of,
    in_demonstration,
    is_waiting,
    job_of,
    logs_for_page,
    logs_visible_to,
    logs_waiting,
    refused_rows,
    remembered_columns,
    stored_path,
)
from saindege.service.app.queries.numbers import FinalActivityMissing, identity_of, numbers_of
from saindege.service.app.queries.panel import PanelRow, panel_of
from saindege.service.app.queries.satisfaction import (
    ElementFigure,
    SatisfactionFigures,
    satisfaction_by_service,
    satisfaction_of,
)
from saindege.service.app.queries.services import (
    ServiceRow,
    office_names,
    own_office,
    own_office_keys,
    service_page,
    service_rows,
    services_with_signal,
    visible_to,
)
from saindege.service.app.queries.serving import serves_at_counter

__all__ = [
    "AuditTask",
    "ElementFigure",
    "FinalActivityMissing",
    "PanelRow",
    "SatisfactionFigures",
    "ServiceRow",
    "audit_tasks",
    "folder_of",
    "identity_of",
    "in_demonstration",
    "is_waiting",
    "job_of",
    "logs_for_page",
    "logs_visible_to",
    "logs_waiting",
    "numbers_of",
    "office_names",
    "own_office",
    "own_office_keys",
    "panel_of",
    "refused_rows",
    "remembered_columns",
    "satisfaction_by_service",
    "satisfaction_of",
    "serves_at_counter",
    "service_page",
    "service_rows",
    "services_with_signal",
    "stored_path",
    "visible_to",
]
