"""The national signing service (BSrE), asked through the e-Sign client that a city runs: one file a request.

The passphrase and the NIK of whoever signs live as long as one piece of work: they are neither kept nor logged, and stand
in no address. A file is never sent twice by itself: whoever asked decides.

Assumes
-------
Codes 2011 (unknown person), 2021 (no certificate) and 2031 (wrong passphrase) mean what public clients say; any other
refusal is passed on in the service's own words.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from saindege.base.errors import BadInput
from saindege.delivery.signing.checking import CheckedPaper, check_pdf
from saindege.delivery.signing.gateway_faults import (
    NO_CERTIFICATE,
    REFUSALS,
    UNKNOWN_PERSON,
    WRONG_PASSPHRASE,
    ClientRefused,
    ClockSkewed,
    GatewayAway,
    GatewayFault,
    NoAnswer,
    Refused,
    SignatoryRefused,
    StrangeAnswer,
    StrangePaper,
    Unreachable,
    Untrusted,
    WrongPassphrase,
)
from saindege.delivery.signing.gateway_line import Answer, Gateway, Question, ask
from saindege.delivery.signing.gateway_protocol import (
    SIGN,
    STATUS,
    paper_in,
    read_json,
    sign_question,
    status_question,
)
from saindege.delivery.signing.sameness import is_same_document

__all__ = [
    "REFUSALS", "SIGN", "STATUS", "ClientRefused", "ClockSkewed", "Gateway", "GatewayAway", "GatewayFault", "NoAnswer",
    "Refused", "Signatory", "SignatoryRefused", "StrangeAnswer", "StrangePaper", "Unreachable", "Untrusted",
    "WrongPassphrase", "require_able", "require_copy", "sign_file",
]  # fmt: skip

USABLE = "ISSUE"
# Two machines that follow the network's clock differ by less; a signature that is older or newer is not of now.
MOST_SKEW = timedelta(minutes=5)
_LONG_NUMBER = re.compile(r"\d{6,}")
_LONGEST_WORDS = 160


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs; shown nowhere, not even in a traceback."""

    nik: str = field(repr=False)
    passphrase: str = field(repr=False)


def require_able(gateway: Gateway, nik: str, *, as_of: datetime | None = None) -> None:
    """See that somebody can sign now, before the passphrase is sent for the first file.

    Parameters
    ----------
    as_of : now, with a time zone; None to leave the clocks out

    Raises
    ------
    GatewayFault : not known, no certificate, an expired or revoked one, clocks that differ, or no answer
    """
    answer = _ask(gateway, status_question(gateway.version, nik))
    told = read_json(answer.content)
    if told is None:
        raise StrangeAnswer(answer.status)
    if as_of is not None and answer.told_at is not None and abs(answer.told_at - as_of) > MOST_SKEW:
        raise ClockSkewed(answer.told_at, as_of)
    status = str(told.get("status", "")).upper()
    if status == USABLE:
        return
    if _code(told) == UNKNOWN_PERSON or status == "NOT_REGISTERED":
        raise SignatoryRefused(UNKNOWN_PERSON)
    raise SignatoryRefused(NO_CERTIFICATE)


def sign_file(gateway: Gateway, signatory: Signatory, content: bytes, *, reason: str, place: str) -> bytes:
    """Have one PDF file signed, without a picture on the page; returns what the service answered, not yet checked.

    Raises
    ------
    GatewayFault : refused, or no usable answer; where ``may_be_signed`` holds the service may have signed
    """
    question = sign_question(
        gateway.version, signatory.nik, signatory.passphrase, content, reason=reason, place=place
    )
    try:
        answer = _ask(gateway, question)
    except (NoAnswer, StrangeAnswer) as fault:
        fault.may_be_signed = True
        raise
    try:
        return paper_in(gateway.version, answer, lambda more: _ask(gateway, more))
    except GatewayFault as fault:
        # It was signed; what failed is to take the paper.
        fault.may_be_signed = True
        raise


def require_copy(
    given: bytes,
    content: bytes,
    *,
    number: str,
    name: str,
    as_of: datetime,
    roots: tuple[bytes, ...] = (),
) -> CheckedPaper:
    """Return what a signed file says, if it is the given one, whole, signed now, and nothing else.

    Parameters
    ----------
    number, name : that it must bear
    as_of : now, with a time zone
    roots : public keys of the authorities that are taken, as DER; none for any

    Raises
    ------
    StrangePaper : it is not
    """
    try:
        found = check_pdf(content, keys=roots)
    except BadInput:
        raise StrangePaper("no_pdf") from None
    wrong = [one for one in found.problems if one != "not_a_certificate"]
    if wrong:
        raise StrangePaper(wrong[0])
    if found.signed_at is not None and abs(datetime.fromisoformat(found.signed_at) - as_of) > 2 * MOST_SKEW:
        raise StrangePaper("wrong_moment")
    if (found.number, found.name) != (number, name):
        raise StrangePaper("other_paper")
    if not is_same_document(given, content):
        raise StrangePaper("other_content")
    return found


def _ask(gateway: Gateway, question: Question) -> Answer:
    word = base64.b64encode(f"{gateway.client}:{gateway.secret}".encode()).decode("ascii")
    headers = {"Authorization": f"Basic {word}", "Accept": "application/json, application/pdf"}
    if question.content_type:
        headers["Content-Type"] = question.content_type
    answer = ask(gateway, question, headers)
    if answer.status in (401, 403):
        raise ClientRefused
    if 200 <= answer.status < 300:
        return answer
    read = read_json(answer.content)
    if read is None or not (400 <= answer.status < 500 or _code(read) in REFUSALS):
        raise StrangeAnswer(answer.status)
    raise _refusal(read)


def _refusal(told: dict[str, Any]) -> GatewayFault:
    known = _code(told)
    if known == WRONG_PASSPHRASE:
        return WrongPassphrase()
    if known in REFUSALS:
        return SignatoryRefused(known)
    words = str(told.get("error") or told.get("message") or "-")
    return Refused(_LONG_NUMBER.sub("…", words)[:_LONGEST_WORDS])


def _code(told: dict[str, Any]) -> int:
    word = str(told.get("status_code", ""))
    return int(word) if word.isdigit() else 0
