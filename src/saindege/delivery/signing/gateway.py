"""The national signing service (BSrE), asked through the e-Sign client that a city runs: one file a request.

The passphrase and the NIK of whoever signs live as long as one call: they are neither kept nor logged, and stand in
no address. A file is never sent twice by itself: whoever asked decides.

Source
------
e-Sign Client Service, version 2.2, as public clients use it: ``POST /api/v2/user/check/status`` and
``POST /api/v2/sign/pdf`` with HTTP Basic, JSON in and out, PDF files in base64. An answer is
``{"time": ..., "file": [...]}``; a refusal ``{"error": ..., "status_code": ...}``.

Assumes
-------
Codes 2011 (unknown person), 2021 (no certificate) and 2031 (wrong passphrase) mean what public clients say; any other
refusal is passed on in the service's own words.
"""

from __future__ import annotations

import base64
import binascii
import http.client
import json
import re
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Any

from saindege.base.errors import SaindegeError, Sentence

SIGN, STATUS = "/api/v2/sign/pdf", "/api/v2/user/check/status"
MOST_ANSWER = 40_000_000
USABLE = "ISSUE"
WRONG_PASSPHRASE, UNKNOWN_PERSON, NO_CERTIFICATE = 2031, 2011, 2021
_LONG_NUMBER = re.compile(r"\d{6,}")
_LONGEST_WORDS = 160


@dataclass(frozen=True, slots=True)
class Gateway:
    """Where the city's e-Sign client listens.

    Attributes
    ----------
    address : without a path
    client, secret : with which the city itself signs in
    seconds : to wait for an answer
    """

    address: str
    client: str
    secret: str = field(repr=False)
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs; shown nowhere, not even in a traceback."""

    nik: str = field(repr=False)
    passphrase: str = field(repr=False)


class GatewayFault(SaindegeError):
    """The national service signed nothing; the certificates wait as before."""

    code = "failed"


class GatewayAway(GatewayFault):
    """No usable answer came."""

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Layanan tanda tangan nasional tidak menjawab. Sertifikat tetap menunggu; coba lagi nanti.",
                en="The national signing service does not answer. The certificates go on waiting; try again later.",
            )
        )


class ClientRefused(GatewayFault):
    """The city's own name or secret is wrong."""

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Layanan tanda tangan nasional menolak nama atau sandi kota ini. "
                "Minta admin memeriksa SAINDEGE_ESIGN_CLIENT dan SAINDEGE_ESIGN_SECRET.",
                en="The national signing service refused the name or the secret of this city. "
                "Ask the administrator to look at SAINDEGE_ESIGN_CLIENT and SAINDEGE_ESIGN_SECRET.",
            )
        )


class SignatoryRefused(GatewayFault):
    """The person cannot sign: unknown, no valid certificate, or a wrong passphrase."""


REFUSALS = {
    WRONG_PASSPHRASE: Sentence(
        id="Frasa sandi salah. Ketik ulang dengan teliti; terlalu sering salah dapat memblokir akun penandatangan.",
        en="The passphrase is wrong. Type it again with care; too many wrong tries may lock the signatory's account.",
    ),
    UNKNOWN_PERSON: Sentence(
        id="NIK ini tidak terdaftar di layanan tanda tangan nasional. Periksa angkanya, atau daftarkan dulu di BSrE.",
        en="This NIK is not known to the national signing service. Check its digits, or register at BSrE first.",
    ),
    NO_CERTIFICATE: Sentence(
        id="Penandatangan ini tidak punya sertifikat elektronik yang berlaku. Terbitkan atau perpanjang di BSrE, lalu coba lagi.",
        en="This signatory has no valid electronic certificate. Have it issued or renewed at BSrE, then try again.",
    ),
}


def require_able(gateway: Gateway, nik: str) -> None:
    """See that somebody can sign now, before the passphrase is sent for the first file.

    Raises
    ------
    GatewayFault : not known, no certificate, an expired or revoked one, or no answer
    """
    told = _ask(gateway, STATUS, {"nik": nik})
    if str(told.get("status", "")).upper() == USABLE:
        return
    if _code(told) == UNKNOWN_PERSON or str(told.get("status", "")).upper() == "NOT_REGISTERED":
        raise SignatoryRefused(REFUSALS[UNKNOWN_PERSON])
    raise SignatoryRefused(REFUSALS[NO_CERTIFICATE])


def sign_file(gateway: Gateway, signatory: Signatory, content: bytes, *, reason: str, place: str) -> bytes:
    """Have one PDF file signed, without a picture on the page; returns what the service answered, not yet checked.

    Raises
    ------
    GatewayFault : refused, or no usable answer
    """
    told = _ask(
        gateway,
        SIGN,
        {
            "nik": signatory.nik,
            "passphrase": signatory.passphrase,
            "signatureProperties": [{"tampilan": "INVISIBLE", "reason": reason, "location": place}],
            "file": [base64.b64encode(content).decode("ascii")],
        },
    )
    files = told.get("file")
    first = files[0] if isinstance(files, list) and len(files) == 1 else None
    if not isinstance(first, str):
        raise GatewayAway
    try:
        return base64.b64decode(first, validate=True)
    except (binascii.Error, ValueError) as error:
        raise GatewayAway from error


def _ask(gateway: Gateway, path: str, told: dict[str, Any]) -> dict[str, Any]:
    """Send one question and return the answer; what was sent never becomes part of an error."""
    word = base64.b64encode(f"{gateway.client}:{gateway.secret}".encode()).decode("ascii")
    request = urllib.request.Request(  # noqa: S310 - the address is the administrator's, http or https
        gateway.address + path,
        data=json.dumps(told).encode(),
        headers={
            "Authorization": f"Basic {word}",
            "Content-Type": "application/json",
            "Accept": "application/json",
        },
        method="POST",
    )
    try:
        with _opener().open(request, timeout=gateway.seconds) as answer:
            return _read(answer.read(MOST_ANSWER + 1))
    except urllib.error.HTTPError as error:
        raise _refusal(error) from None
    except (OSError, http.client.HTTPException):
        # Without the cause: it could carry what was sent.
        raise GatewayAway from None


def _opener() -> urllib.request.OpenerDirector:
    class NoDetour(urllib.request.HTTPRedirectHandler):
        """A passphrase goes to the address that the administrator wrote, and nowhere else."""

        def redirect_request(self, *_words: Any) -> None:
            return None

    return urllib.request.build_opener(NoDetour)


def _read(content: bytes) -> dict[str, Any]:
    try:
        told = json.loads(content) if len(content) <= MOST_ANSWER else None
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise GatewayAway
    return told


def _refusal(error: urllib.error.HTTPError) -> GatewayFault:
    if error.code in (401, 403):
        return ClientRefused()
    try:
        told = json.loads(error.read(MOST_ANSWER))
    except (ValueError, OSError, http.client.HTTPException):
        told = None
    if error.code >= 500 or error.code < 400 or not isinstance(told, dict):
        return GatewayAway()
    known = REFUSALS.get(_code(told))
    if known is not None:
        return SignatoryRefused(known)
    words = _LONG_NUMBER.sub("…", str(told.get("error") or told.get("message") or "-"))[:_LONGEST_WORDS]
    return GatewayFault(
        Sentence(
            id=f"Layanan tanda tangan nasional menolak: {words}. Sertifikat tetap menunggu.",
            en=f"The national signing service refused: {words}. The certificates go on waiting.",
        )
    )


def _code(told: dict[str, Any]) -> int:
    word = str(told.get("status_code", ""))
    return int(word) if word.isdigit() else 0
