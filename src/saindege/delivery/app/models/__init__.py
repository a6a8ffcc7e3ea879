"""Tables of delivery: who was called, who came, what they knew, what was proved by it."""

from saindege.delivery.app.models.afterwards import ClaimState, FollowUpPlan, LogEntry, OutsideCourse
from saindege.delivery.app.models.door import OfflineScan, Recall
from saindege.delivery.app.models.enrolment import (
    AbsenceCause,
    AbsenceFollowUp,
    BundleKind,
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
from saindege.delivery.app.models.mailing import Mail, MailState
from saindege.delivery.app.models.papers import CommitteeMember, CommitteeRole, PaperTemplate
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
from saindege.delivery.app.models.sheet import PhotoState, SheetPhoto

__all__ = [
    "AbsenceCause",
    "AbsenceFollowUp",
    "BundleKind",
    "CalendarFeed",
    "Certificate",
    "CheckIn",
    "ClaimState",
    "CommitteeMember",
    "CommitteeRole",
    "Contact",
    "Enrolment",
    "EnrolmentState",
    "EvidenceMark",
    "Exam",
    "ExamAnswer",
    "FollowUpPlan",
    "HeadCount",
    "LogEntry",
    "Mail",
    "MailState",
    "Message",
    "MessageKind",
    "Observation",
    "OfficeQuota",
    "OfflineScan",
    "OutsideCourse",
    "PaperBundle",
    "PaperTemplate",
    "Participant",
    "Phase",
    "PhotoState",
    "Question",
    "Recall",
    "RegisterBook",
    "Rubric",
    "SheetPhoto",
    "SiasnExport",
    "SignedPaper",
    "Sitting",
    "SpeakerCertificate",
]
