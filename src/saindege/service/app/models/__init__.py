"""Tables of services: what is promised, logs that came in, measured figures, citizens' answers and complaints."""

from saindege.service.app.models.audit import AuditCase, AuditChecker, AuditDraw, AuditMark
from saindege.service.app.models.complaint import Complaint
from saindege.service.app.models.fair import LogName
from saindege.service.app.models.publication import PublishedResult
from saindege.service.app.models.services import EventLog, Measurement, Service, ServiceStandard
from saindege.service.app.models.sources import ArrivedEvent, DroppedFile, EventSource
from saindege.service.app.models.survey import (
    FollowUp,
    SatisfactionAnswer,
    SurveyCode,
    SurveyComment,
    SurveySheet,
)
from saindege.service.app.models.watching import ControlPhase, WeeklyNote

__all__ = [
    "ArrivedEvent",
    "AuditCase",
    "AuditChecker",
    "AuditDraw",
    "AuditMark",
    "Complaint",
    "ControlPhase",
    "DroppedFile",
    "EventLog",
    "EventSource",
    "FollowUp",
    "LogName",
    "Measurement",
    "PublishedResult",
    "SatisfactionAnswer",
    "Service",
    "ServiceStandard",
    "SurveyCode",
    "SurveyComment",
    "SurveySheet",
    "WeeklyNote",
]
