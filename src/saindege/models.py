"""Index of every table: one Django app, one migration history."""

from saindege.base.app.models import Account, AuditEntry, Heartbeat, Job, Setting
from saindege.delivery.app.models import Certificate, CheckIn, HeadCount, Participant, RegisterBook
from saindege.impact.app.models import OfficeTraining, Study, StudyResult
from saindege.people.app.models import Office, Person, PersonChange, StaffImport
from saindege.programme.app.models import Batch, Course, Partner, Session, Speaker
from saindege.service.app.models import (
    Complaint,
    EventLog,
    FollowUp,
    Measurement,
    SatisfactionAnswer,
    Service,
    SurveyCode,
    SurveyComment,
    SurveySheet,
)

__all__ = [
    "Account",
    "AuditEntry",
    "Batch",
    "Certificate",
    "CheckIn",
    "Complaint",
    "Course",
    "EventLog",
    "FollowUp",
    "HeadCount",
    "Heartbeat",
    "Job",
    "Measurement",
    "Office",
    "OfficeTraining",
    "Participant",
    "Partner",
    "Person",
    "PersonChange",
    "RegisterBook",
    "SatisfactionAnswer",
    "Service",
    "Session",
    "Setting",
    "Speaker",
    "StaffImport",
    "Study",
    "StudyResult",
    "SurveyCode",
    "SurveyComment",
    "SurveySheet",
]
