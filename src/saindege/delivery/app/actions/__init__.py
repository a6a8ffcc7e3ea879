"""Writes of delivery: calling people, the door of a session, certificates."""

from saindege.delivery.app.actions.answers import GRACE, CannotSit, keep_answers
from saindege.delivery.app.actions.calling import AlreadyCame, BatchFull, call_people, release_participant
from saindege.delivery.app.actions.door import (
    OutOfRange,
    SessionStillRuns,
    close_session,
    count_heads,
    record_arrival,
    withdraw_arrival,
)
from saindege.delivery.app.actions.exam import (
    ExamRuns,
    Plan,
    add_question,
    arrange_exams,
    begin_sitting,
    hand_in,
    hand_in_overdue,
    retire_question,
)
from saindege.delivery.app.actions.late import SentScan, answer_recall, draw_recall, receive_scans
from saindege.delivery.app.actions.papers import (
    ISSUE,
    CertificateNotDue,
    NothingToIssue,
    ask_for_certificates,
    issue_certificate,
    issue_certificates,
    issue_speaker_certificates,
    reissue_certificate,
    revoke_certificate,
)
from saindege.delivery.app.actions.practice import RubricRefused, add_rubric, observe
from saindege.delivery.app.actions.siasn import (
    EXPORT,
    NothingToExport,
    ask_for_siasn_export,
    write_siasn_export,
)
from saindege.delivery.app.actions.signing import (
    NothingToSign,
    NotThisCertificate,
    put_signed_file,
    sign_by_gateway,
    sign_certificate,
    sign_certificates,
)
from saindege.delivery.app.actions.turnstile import check_in

__all__ = [
    "EXPORT",
    "GRACE",
    "ISSUE",
    "AlreadyCame",
    "BatchFull",
    "CannotSit",
    "CertificateNotDue",
    "ExamRuns",
    "NotThisCertificate",
    "NothingToExport",
    "NothingToIssue",
    "NothingToSign",
    "OutOfRange",
    "Plan",
    "RubricRefused",
    "SentScan",
    "SessionStillRuns",
    "add_question",
    "add_rubric",
    "answer_recall",
    "arrange_exams",
    "ask_for_certificates",
    "ask_for_siasn_export",
    "begin_sitting",
    "call_people",
    "check_in",
    "close_session",
    "count_heads",
    "draw_recall",
    "hand_in",
    "hand_in_overdue",
    "issue_certificate",
    "issue_certificates",
    "issue_speaker_certificates",
    "keep_answers",
    "observe",
    "put_signed_file",
    "receive_scans",
    "record_arrival",
    "reissue_certificate",
    "release_participant",
    "retire_question",
    "revoke_certificate",
    "sign_by_gateway",
    "sign_certificate",
    "sign_certificates",
    "withdraw_arrival",
    "write_siasn_export",
]
