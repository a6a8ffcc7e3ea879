"""The line to the city's e-Sign client: one question, one answer; nothing that was sent becomes part of an error.

No proxy and no other address is followed: a passphrase goes to the address that the administrator wrote, and nowhere else.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from saindege.delivery.signing.gateway_faults import NoAnswer, StrangeAnswer, Unreachable, Untrusted

Version = Literal[1, 2]
MOST_ANSWER = 40_000_000
CONNECT_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Gateway:
    """Where the city's e-Sign client listens.

    Attributes
    ----------
    address : without a path
    version : of the e-Sign client, 1 or 2
    client, secret : with which the city itself signs in
    seconds : to wait for an answer
    authority : PEM file of whoever vouches for the address; None for those that this machine trusts
    roots : public keys of the authorities whose signatures are taken, as DER; none for any
    pauses : seconds to wait before each further try to open a line
    """

    address: str
    client: str
    secret: str = field(repr=False)
    seconds: float = 60.0
    authority: Path | None = None
    roots: tuple[bytes, ...] = ()
    pauses: tuple[float, ...] = (1.0, 3.0)
    version: Version = 2


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; the body may hold a passphrase and is shown nowhere."""

    method: Literal["GET", "POST"]
    path: str = field(repr=False)
    content_type: str = ""
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back.

    Attributes
    ----------
    told_at : moment on the other side's clock, None where it told none
    document : name under which version 1 holds the signed file, empty where it told none
    """

    status: int
    content: bytes
    told_at: datetime | None
    document: str = ""


def ask(gateway: Gateway, question: Question, headers: dict[str, str]) -> Answer:
    """Put one question.

    Opening a line is tried again, for nothing was sent yet; a question that went out is never repeated.

    Raises
    ------
    Unreachable, Untrusted : nothing was sent
    NoAnswer : it went out, and no whole answer came
    """
    line = _opened(gateway)
    try:
        if line.sock is not None:
            line.sock.settimeout(gateway.seconds)
        line.request(question.method, question.path, question.body or None, headers)
        answer = line.getresponse()
        content = answer.read(MOST_ANSWER + 1)
        if len(content) > MOST_ANSWER:
            raise StrangeAnswer(answer.status)
        document = answer.getheader("id_dokumen") or ""
        return Answer(answer.status, content, _moment(answer.getheader("Date")), document)
    except (OSError, http.client.HTTPException):
        # Without the cause: it could carry what was sent.
        raise NoAnswer(gateway.seconds) from None
    finally:
        line.close()


def _opened(gateway: Gateway) -> http.client.HTTPConnection:
    for pause in (*gateway.pauses, None):
        try:
            return _open(gateway)
        except Unreachable:
            if pause is None:
                raise
            time.sleep(pause)
    raise AssertionError("the last try returns or raises")


def _open(gateway: Gateway) -> http.client.HTTPConnection:
    parts = urlsplit(gateway.address)
    host, seconds = parts.hostname or "", min(CONNECT_SECONDS, gateway.seconds)
    place = parts.netloc
    line: http.client.HTTPConnection
    if parts.scheme == "https":
        line = http.client.HTTPSConnection(
            host, parts.port, timeout=seconds, context=_trust(gateway.authority, place)
        )
    else:
        line = http.client.HTTPConnection(host, parts.port, timeout=seconds)
    try:
        line.connect()
    except ssl.SSLCertVerificationError as error:
        raise Untrusted(place, error.verify_message or "?") from None
    except ssl.SSLError as error:
        raise Untrusted(place, error.reason or "TLS") from None
    except socket.gaierror:
        raise Unreachable(place, "name") from None
    except TimeoutError:
        raise Unreachable(place, "silent") from None
    except OSError:
        raise Unreachable(place, "refused") from None
    return line


def _trust(authority: Path | None, place: str) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=authority)
    except (OSError, ssl.SSLError):
        raise Untrusted(place, f"SAINDEGE_ESIGN_CA: {authority}") from None


def _moment(word: str | None) -> datetime | None:
    try:
        found = parsedate_to_datetime(word) if word else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None
