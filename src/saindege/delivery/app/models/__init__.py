"""Tables of delivery: who was called, who came, what they knew, what was proved by it."""

from saindege.delivery.app.models.afterwards import ClaimState, FollowUpPlan, LogEntry, OutsideCourse
from saindege.delivery.app.models.door import OfflineScan, Recall
from saindege.delivery.app.models.enrolment import (
    AbsenceCause,
    AbsenceFollowUp,
    CalendarFeed,
    Contact,
    Enrolment,
    EnrolmentState,
    EvidenceMark,
    Message,
    MessageKind,
    OfficeQuota,
    PaperBundle,
)
from saindege.delivery.app.models.exam import Exam, ExamAnswer, Observation, Phase, Question, Rubric, Sitting
from saindege.delivery.app.models.record import (
    Certificate,
    CheckIn,
    HeadCount,
    Participant,
    RegisterBook,
    SiasnExport,
    SignedPaper,
    SpeakerCertificate,
)

__all__ = [
    "AbsenceCause",
    "AbsenceFollowUp",
    "CalendarFeed",
    "Certificate",
    "CheckIn",
    "ClaimState",
    "Contact",
    "Enrolment",
    "EnrolmentState",
    "EvidenceMark",
    "Exam",
    "ExamAnswer",
    "FollowUpPlan",
    "HeadCount",
    "LogEntry",
    "Message",
    "MessageKind",
    "Observation",
    "OfficeQuota",
    "OfflineScan",
    "OutsideCourse",
    "PaperBundle",
    "Participant",
    "Phase",
    "Question",
    "Recall",
    "RegisterBook",
    "Rubric",
    "SiasnExport",
    "SignedPaper",
    "Sitting",
    "SpeakerCertificate",
]
