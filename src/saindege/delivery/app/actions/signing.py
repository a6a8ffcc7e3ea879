"""Writes of signed papers: print and sign here, or put a file signed elsewhere in its place."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app import queries as base_queries
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import BadInput, SaindegeError, Sentence
from saindege.delivery import signing
from saindege.delivery.app import access, paper, queries
from saindege.delivery.app.models import SignedPaper
from saindege.delivery.app.queries import gateway as gateway_queries

MOST_UPLOAD = 10_000_000
# Files whose rows are written in one go: a transaction each would take longer than the printing.
KEPT_AT_ONCE = 25
PUT = {"uploaded": "delivery.signed_file_put", "gateway": "delivery.signed_by_gateway"}
FIELDS = ("stored_file", "checksum", "signer", "signed_at", "way", "stored_at", "stored_by")


class NotThisCertificate(BadInput):
    """The file from elsewhere is not this certificate, whole and signed."""

    code = "conflict"


class NotYetSigned(SaindegeError):
    """The city has certificates signed by the national service, and this one waits for it."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Sertifikat ini menunggu tanda tangan pejabat. Coba lagi setelah ditandatangani.",
                en="This certificate waits for the official's signature. Try again once it is signed.",
            )
        )


def sign_certificate(
    by: Account, issued: queries.AnyCertificate, *, address: str, at: datetime
) -> SignedPaper:
    """Return the signed file of a certificate; the first who asks has it made.

    Parameters
    ----------
    address : of the house, which the QR picture leads to

    Raises
    ------
    NotYetSigned : it waits for the national service
    """
    require(access.may_take_certificate(by, issued))
    before = queries.signed_paper_of(issued)
    if before is not None:
        return before
    if gateway_queries.waits_for_signature(issued):
        raise NotYetSigned
    order = queries.print_order(issued, address=address, signed_at=at)
    return _keep(by, [paper.print_signed(order, queries.authority(at))], at)[0]


def sign_certificates(
    by: Account,
    issued: Sequence[queries.AnyCertificate],
    *,
    address: str,
    at: datetime,
    tell: Callable[[int, int], None] = lambda done, total: None,
    by_house: bool = False,
) -> int:
    """Print and sign every certificate that has no signed file yet, on all cores; returns how many.

    Files are kept a few at a time: cut off, the work goes on where it stopped, and prints those few again.

    Parameters
    ----------
    by_house : sign also what waits for the national service, because an officer has chosen so
    """
    require(access.may_organise(by))
    signed = set(SignedPaper.objects.values_list("number", flat=True))
    waits = gateway_queries.is_on() and not by_house
    orders = [
        queries.print_order(one, address=address, signed_at=at)
        for one in issued
        if one.number not in signed and one.revoked_at is None and (one.is_example or not waits)
    ]
    unit = base_queries.city().training_unit
    fresh: list[paper.Printed] = []
    done = 0
    for printed in paper.print_all(orders, queries.signing_folder(), unit, now=at):
        fresh.append(printed)
        done += 1
        if len(fresh) == KEPT_AT_ONCE or done == len(orders):
            _keep(by, fresh, at)
            fresh = []
        tell(done, len(orders))
    return done


def put_signed_file(
    by: Account, issued: queries.AnyCertificate, content: bytes, *, at: datetime
) -> SignedPaper:
    """Put a file that was signed elsewhere, say by the national service, in the place of ours.

    Raises
    ------
    NotThisCertificate : not signed, changed after the signature, another certificate, or too large
    """
    require(access.may_organise(by))
    if len(content) > MOST_UPLOAD:
        raise NotThisCertificate(
            Sentence(id="Berkas lebih dari 10 MB. Unggah PDF sertifikat saja.", en="The file is larger than 10 MB. Upload the certificate alone."),
            code="file_too_large",
        )  # fmt: skip
    found = signing.check_pdf(content)
    if found.number != issued.number:
        raise NotThisCertificate(
            Sentence(
                id="Berkas ini bukan sertifikat nomor ini. Unduh PDF tanpa tanda tangan dari sini, tanda tangani, lalu unggah.",
                en="The file is not this certificate. Take the unsigned PDF from here, have it signed, then upload it.",
            )
        )
    if found.problems:
        raise NotThisCertificate(signing.PROBLEMS[found.problems[0]], code=found.problems[0])
    return put_in_place(by, issued, content, found, way="uploaded", at=at)


def put_in_place(
    by: Account,
    issued: queries.AnyCertificate,
    content: bytes,
    found: signing.CheckedPaper,
    *,
    way: Literal["uploaded", "gateway"],
    at: datetime,
) -> SignedPaper:
    """Put a file from elsewhere that was checked in the place of the one before."""
    require(access.may_organise(by))
    checksum = hashlib.sha256(content).hexdigest()
    stored = f"{queries.PAPERS}/{issued.number}-{checksum[:12]}.pdf"
    _write(Path(settings.MEDIA_ROOT) / stored, content)
    with transaction.atomic():
        kept, _ = SignedPaper.objects.update_or_create(
            number=issued.number,
            defaults={
                "stored_file": stored,
                "checksum": checksum,
                "signer": (found.signer or "")[:200],
                "signed_at": datetime.fromisoformat(found.signed_at) if found.signed_at else None,
                "way": way,
                "stored_at": at,
                "stored_by": by,
            },
        )
        base_actions.record(by=by, action=PUT[way], subject=issued, at=at, detail={"checksum": checksum})
    return kept


def _keep(by: Account, printed: Sequence[paper.Printed], at: datetime) -> list[SignedPaper]:
    """Keep which files were written; of two who had a paper made at once, the first one's file stays."""
    rows = [
        SignedPaper(
            number=one.number,
            stored_file=f"{queries.PAPERS}/{Path(one.target).name}",
            checksum=one.checksum,
            signer=one.signer[:200],
            signed_at=datetime.fromisoformat(one.signed_at),
            way="own",
            stored_at=at,
            stored_by=by,
        )
        for one in printed
    ]
    with transaction.atomic():
        before = SignedPaper.objects.in_bulk([row.number for row in rows])
        kept = {number: one for number, one in before.items() if queries.signed_file(one).exists()}
        fresh = [row for row in rows if row.number not in kept]
        SignedPaper.objects.bulk_create(
            fresh, update_conflicts=True, unique_fields=["number"], update_fields=FIELDS
        )
    for row in rows:
        if row.number in kept:
            queries.signed_file(row).unlink(missing_ok=True)
    return [kept.get(row.number, row) for row in rows]


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = path.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    aside.replace(path)
