"""Check a certificate file: is the signature whole, was anything changed since, who signed, what does it say."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from saindege.base.errors import BadInput, Sentence
from saindege.delivery.signing.loop import outside_loop

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader

# What a certificate says, carried in the file itself and covered by the signature.
ATTACHMENT = "sertifikat.json"
MOST_BYTES = 50_000_000
PROBLEMS = {
    "not_signed": Sentence(id="Berkas ini tidak bertanda tangan.", en="The file is not signed."),
    "broken_signature": Sentence(
        id="Tanda tangannya rusak atau isi berkas berubah sesudah ditandatangani.",
        en="The signature is broken, or the file was changed after it was signed.",
    ),
    "changed_since": Sentence(
        id="Ada yang ditambahkan ke berkas ini sesudah ditandatangani.",
        en="Something was added to the file after it was signed.",
    ),
    "locked": Sentence(
        id="Berkas ini dikunci dengan kata sandi, padahal sertifikat diterbitkan tanpa kunci. Minta berkas aslinya.",
        en="The file is locked with a password, but certificates are issued unlocked. Ask for the original file.",
    ),
    "other_signer": Sentence(
        id="Penandatangannya bukan pemilik kunci yang Anda berikan.",
        en="It was signed by somebody else than the owner of the key that you gave.",
    ),
    "not_a_certificate": Sentence(
        id="Berkas ini tidak memuat isi sertifikat Saindege.",
        en="The file carries no content of a Saindege certificate.",
    ),
}


@dataclass(frozen=True, slots=True)
class CheckedPaper:
    """What a certificate file is worth.

    Attributes
    ----------
    valid : signed, unchanged, and by the owner of the key where one was given
    problems : codes of ``PROBLEMS``
    number, name, hours : what the file says of itself; None where it says nothing
    signer : name in the signer's certificate
    signed_at : moment that the signer wrote, ISO 8601; not vouched for by a third party
    signer_checked : whether a key was given to compare the signer with
    """

    valid: bool
    problems: tuple[str, ...]
    number: str | None
    name: str | None
    hours: float | None
    signer: str | None
    signed_at: str | None
    signer_checked: bool


def check_file(path: Path, *, keys: Sequence[bytes] = ()) -> CheckedPaper:
    """Check a file: a signed PDF, or a credential.

    Parameters
    ----------
    keys : public keys that are trusted, as DER; none to ask only whether the file is whole

    Raises
    ------
    BadInput : the file is missing, too large, or neither
    """
    from saindege.delivery.signing import badge

    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput(
                Sentence(
                    id=f"{path.name} terlalu besar untuk sebuah sertifikat. Periksa berkasnya.",
                    en=f"{path.name} is too large for a certificate. Look at the file.",
                ),
                code="file_too_large",
            )
        content = path.read_bytes()
    except OSError as error:
        raise BadInput(
            Sentence(
                id=f"{path.name} tidak dapat dibaca. Periksa nama dan foldernya.",
                en=f"{path.name} cannot be read. Check its name and folder.",
            ),
            code="missing_file",
        ) from error
    if not content.strip():
        raise BadInput(
            Sentence(
                id=f"{path.name} kosong. Unduh lagi berkas sertifikatnya.",
                en=f"{path.name} is empty. Take the certificate file anew.",
            ),
            code="empty_file",
        )
    if content.lstrip()[:2] == b"ey":
        found = badge.check_badge(content.decode("ascii", "replace").strip(), keys=keys)
        return CheckedPaper(
            valid=found.valid,
            problems=found.problems,
            number=found.number,
            name=found.name,
            hours=found.hours,
            signer=found.issuer,
            signed_at=found.issued_at,
            signer_checked=bool(keys),
        )
    return check_pdf(content, keys=keys)


def check_pdf(content: bytes, *, keys: Sequence[bytes] = ()) -> CheckedPaper:
    """Check a PDF file.

    Raises
    ------
    BadInput : it is no PDF
    """
    from pyhanko.pdf_utils.misc import PdfError

    try:
        # pyHanko logs each odd thing of a broken file; what matters stands in the answer.
        with _quiet():
            return _check(content, keys)
    except (PdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        if content[:1024].find(b"%PDF-") >= 0:
            return CheckedPaper(False, ("broken_signature",), None, None, None, None, None, bool(keys))
        raise BadInput(
            Sentence(
                id="Berkas ini bukan PDF. Berikan berkas sertifikat yang diunduh dari Saindege.",
                en="The file is no PDF. Give the certificate file that was taken from Saindege.",
            ),
            code="unreadable_file",
        ) from error


def _check(content: bytes, keys: Sequence[bytes]) -> CheckedPaper:
    from pyhanko.pdf_utils.reader import PdfFileReader

    reader = PdfFileReader(io.BytesIO(content), strict=False)
    if reader.encrypted:
        return CheckedPaper(False, ("locked",), None, None, None, None, None, bool(keys))
    problems: list[str] = []
    told = _told(reader)
    if told is None:
        problems.append("not_a_certificate")
    signer, signed_at = None, None
    signatures = reader.embedded_regular_signatures
    if signatures:
        last = signatures[-1]
        faults = _faults_of(last, keys)
        problems += faults
        signer = _common_name(last.signer_cert)
        moment = last.self_reported_timestamp
        signed_at = moment.isoformat() if isinstance(moment, datetime) else None
    else:
        problems.append("not_signed")
    told = told or {}
    hours = told.get("hours")
    return CheckedPaper(
        valid=not problems,
        problems=tuple(problems),
        number=_text(told.get("number")),
        name=_text(told.get("name")),
        hours=float(hours) if isinstance(hours, int | float) and not isinstance(hours, bool) else None,
        signer=signer,
        signed_at=signed_at,
        signer_checked=bool(keys),
    )


def _faults_of(signature: Any, keys: Sequence[bytes]) -> list[str]:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    chain = [signature.signer_cert, *signature.other_embedded_certs]
    root = next((one for one in chain if one.self_issued), signature.signer_cert)
    # At the moment that the signer wrote: a paper stays genuine after the signer's certificate has run out.
    moment = signature.self_reported_timestamp
    context = ValidationContext(trust_roots=[root], other_certs=chain, allow_fetching=False, moment=moment)
    status = outside_loop(lambda: validate_pdf_signature(signature, context))
    faults = []
    if not (status.valid and status.intact):
        faults.append("broken_signature")
    elif not (
        status.coverage == SignatureCoverageLevel.ENTIRE_FILE
        and status.modification_level == ModificationLevel.NONE
    ) and not (
        # Proofs for later years (PAdES-LT) are added after the signature, and change nothing that anybody reads.
        status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
        and status.modification_level == ModificationLevel.LTA_UPDATES
    ):
        faults.append("changed_since")
    elif not status.trusted:
        faults.append("broken_signature")
    known = {one.public_key.dump() for one in status.validation_path or [signature.signer_cert]}
    if keys and not known & set(keys):
        faults.append("other_signer")
    return faults


def _told(reader: PdfFileReader) -> dict[str, Any] | None:
    """What the certificate says, from the file that lies inside."""
    with contextlib.suppress(KeyError, ValueError, TypeError, IndexError, AttributeError):
        names = reader.root["/Names"]["/EmbeddedFiles"]["/Names"]
        for place in range(0, len(names) - 1, 2):
            if str(names[place]) == ATTACHMENT:
                told = json.loads(names[place + 1]["/EF"]["/F"].data)
                return told if isinstance(told, dict) else None
    return None


def _common_name(certificate: Any) -> str | None:
    names = certificate.subject.native
    return _text(names.get("common_name") or names.get("organization_name"))


def _text(value: object) -> str | None:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None


@contextlib.contextmanager
def _quiet() -> Any:
    import logging

    logs = [logging.getLogger(name) for name in ("pyhanko", "pyhanko_certvalidator")]
    before = [log.level for log in logs]
    for log in logs:
        log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for log, level in zip(logs, before, strict=True):
            log.setLevel(level)
