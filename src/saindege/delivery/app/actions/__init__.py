"""Writes of delivery: calling people, the door of a session, certificates."""

from saindege.delivery.app.actions.calling import AlreadyCame, BatchFull, call_people, release_participant
from saindege.delivery.app.actions.door import (
    OutOfRange,
    SessionStillRuns,
    check_in,
    close_session,
    count_heads,
    record_arrival,
    withdraw_arrival,
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
from saindege.delivery.app.actions.signing import (
    NotThisCertificate,
    put_signed_file,
    sign_certificate,
    sign_certificates,
)

__all__ = [
    "ISSUE",
    "AlreadyCame",
    "BatchFull",
    "CertificateNotDue",
    "NotThisCertificate",
    "NothingToIssue",
    "OutOfRange",
    "SentScan",
    "SessionStillRuns",
    "answer_recall",
    "ask_for_certificates",
    "call_people",
    "check_in",
    "close_session",
    "count_heads",
    "draw_recall",
    "issue_certificate",
    "issue_certificates",
    "issue_speaker_certificates",
    "put_signed_file",
    "receive_scans",
    "record_arrival",
    "reissue_certificate",
    "release_participant",
    "revoke_certificate",
    "sign_certificate",
    "sign_certificates",
    "withdraw_arrival",
]
