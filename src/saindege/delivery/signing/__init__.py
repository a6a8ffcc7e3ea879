"""Signatures under certificates: the house's own authority, signed PDF files, credentials for wallets.

The libraries behind it are large; they are imported where they are used, so that nothing else starts slower.
"""

from saindege.delivery.signing.authority import Authority, keep_authority, name_of, read_public_key
from saindege.delivery.signing.badge import (
    CheckedBadge,
    check_badge,
    credential_of,
    did_key,
    issue_badge,
    revocation_list,
)
from saindege.delivery.signing.checking import PROBLEMS, CheckedPaper, check_file, check_pdf
from saindege.delivery.signing.pdf import PaperNotSigned, sign_pdf

__all__ = [
    "PROBLEMS",
    "Authority",
    "CheckedBadge",
    "CheckedPaper",
    "PaperNotSigned",
    "check_badge",
    "check_file",
    "check_pdf",
    "credential_of",
    "did_key",
    "issue_badge",
    "keep_authority",
    "name_of",
    "read_public_key",
    "revocation_list",
    "sign_pdf",
]
