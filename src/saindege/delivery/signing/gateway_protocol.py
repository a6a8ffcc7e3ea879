"""What the e-Sign client of a city is asked and how it answers, in both versions that are in use.

Source
------
Version 2.2 as public clients use it: ``POST /api/v2/user/check/status`` and ``POST /api/v2/sign/pdf``, JSON in and out, PDF
files in base64; an answer is ``{"time": ..., "file": [...]}``. Version 1, the older one, likewise: ``GET
/api/user/status/{nik}`` and ``POST /api/sign/pdf`` as a form with the file; the signed PDF is the answer itself, or is
fetched once from ``/api/sign/download/{id}``, whose name stands in the header ``id_dokumen``. Both sign in by HTTP Basic and
refuse with ``{"error": ..., "status_code": ...}``.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Mapping

from saindege.delivery.signing.gateway_faults import StrangeAnswer, StrangePaper
from saindege.delivery.signing.gateway_line import Answer, Question, Version

SIGN, STATUS = "/api/v2/sign/pdf", "/api/v2/user/check/status"
SIGN_1, STATUS_1, DOWNLOAD_1 = "/api/sign/pdf", "/api/user/status/", "/api/sign/download/"


def status_question(version: Version, nik: str) -> Question:
    """Ask whether somebody can sign; in version 1 the NIK stands in the address, which is the service's own way."""
    if version == 1:
        return Question("GET", STATUS_1 + nik)
    return _json(STATUS, {"nik": nik})


def sign_question(
    version: Version, nik: str, passphrase: str, content: bytes, *, reason: str, place: str
) -> Question:
    """Ask for a signature without a picture on the page."""
    if version == 1:
        return _form({"nik": nik, "passphrase": passphrase, "tampilan": "invisible"}, content)
    told = {
        "nik": nik,
        "passphrase": passphrase,
        "signatureProperties": [{"tampilan": "INVISIBLE", "reason": reason, "location": place}],
        "file": [base64.b64encode(content).decode("ascii")],
    }
    return _json(SIGN, told)


def paper_in(version: Version, answer: Answer, fetch: Callable[[Question], Answer]) -> bytes:
    """Return the signed file of an answer, not yet checked.

    Parameters
    ----------
    fetch : put one more question, where the answer only names the file

    Raises
    ------
    StrangeAnswer, StrangePaper : there is none
    """
    if version == 1:
        if answer.content[:1024].find(b"%PDF-") < 0 and answer.document.isalnum():
            answer = fetch(Question("GET", DOWNLOAD_1 + answer.document))
        if answer.content[:1024].find(b"%PDF-") < 0:
            raise StrangePaper("no_pdf")
        return answer.content
    told = read_json(answer.content) or {}
    files = told.get("file")
    first = files[0] if isinstance(files, list) and len(files) == 1 else None
    if not isinstance(first, str):
        raise StrangeAnswer(answer.status)
    try:
        return base64.b64decode(first, validate=True)
    except (binascii.Error, ValueError):
        raise StrangePaper("no_pdf") from None


def read_json(content: bytes) -> dict[str, object] | None:
    """Return what an answer says; None where it is no JSON object."""
    try:
        told = json.loads(content)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def _json(path: str, told: Mapping[str, object]) -> Question:
    return Question("POST", path, "application/json", json.dumps(told).encode())


def _form(fields: dict[str, str], content: bytes) -> Question:
    border = hashlib.sha256(content).hexdigest()
    parts = [
        f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    head = (
        f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="sertifikat.pdf"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    ).encode()
    body = b"".join([*parts, head, content, f"\r\n--{border}--\r\n".encode()])
    return Question("POST", SIGN_1, f"multipart/form-data; boundary={border}", body)
