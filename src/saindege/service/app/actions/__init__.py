"""Writes of services: a log comes in, a person says what its columns mean, the service is measured."""

from saindege.service.app.actions.arrival import (
    LogFile,
    StoredLog,
    discard_log,
    store_events,
    store_log,
    store_together,
)
from saindege.service.app.actions.choosing import (
    ColumnChoice,
    NotChosen,
    confirm_columns,
    name_final_activity,
)
from saindege.service.app.actions.describing import ServiceFields, change_service
from saindege.service.app.actions.measuring import measure_log, measure_service

__all__ = [
    "ColumnChoice",
    "LogFile",
    "NotChosen",
    "ServiceFields",
    "StoredLog",
    "change_service",
    "confirm_columns",
    "discard_log",
    "measure_log",
    "measure_service",
    "name_final_activity",
    "store_events",
    "store_log",
    "store_together",
]
