"""Writes of certificates signed by the national service: sent once, looked at, put in the place of ours.

A certificate is marked before it is sent. Where the answer is lost the mark stays: it may have been signed, and is sent
again only where an officer says so.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import SaindegeError, Sentence
from saindege.delivery.app import access, queries
from saindege.delivery.app.actions.signing import put_in_place
from saindege.delivery.app.models import SignedPaper
from saindege.delivery.app.queries import gateway as gateway_queries
from saindege.delivery.signing.gateway import (
    Gateway,
    GatewayFault,
    Signatory,
    require_able,
    require_copy,
    sign_file,
)
from saindege.programme.app.models import Batch


class NothingToSign(SaindegeError):
    """A certificate that is example data or revoked is not given to the national service."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Sertifikat contoh dan yang dicabut tidak dikirim ke layanan tanda tangan nasional.",
                en="Example certificates and revoked ones are not sent to the national signing service.",
            )
        )


class SentBefore(SaindegeError):
    """It was sent and no answer is kept, or somebody is sending it now."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Sertifikat ini sudah dikirim ke layanan tanda tangan nasional dan jawabannya belum ada. "
                "Centang Kirim lagi bila ingin mengirimnya sekali lagi.",
                en="This certificate was sent to the national signing service, and no answer is there yet. "
                "Tick Send again to send it once more.",
            )
        )


class SigningStopped(SaindegeError):
    """Signing ended before the last certificate; what was signed is kept."""

    code = "failed"


def sign_waiting(
    by: Account,
    batch: Batch,
    gateway: Gateway,
    signatory: Signatory,
    *,
    address: str,
    again: bool,
    clock: Callable[[], datetime],
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> int:
    """Have every certificate of a batch signed that waits for it; returns how many were.

    Parameters
    ----------
    again : send those once more whose answer was lost

    Raises
    ------
    SigningStopped : the service refused or failed; what was signed is kept, the rest waits
    """
    require(access.may_organise(by))
    waiting = [
        one for one in gateway_queries.waiting_for_gateway(batch) if again or one.sent_to_sign_at is None
    ]
    tell(0, len(waiting))
    done = 0
    try:
        if waiting:
            require_able(gateway, signatory.nik, as_of=clock())
        for issued in waiting:
            sign_by_gateway(by, issued, gateway, signatory, address=address, at=clock(), again=again)
            done += 1
            tell(done, len(waiting))
    except GatewayFault as fault:
        raise SigningStopped(_stopped(fault, done, waiting)) from None
    return done


def sign_by_gateway(
    by: Account,
    issued: queries.AnyCertificate,
    gateway: Gateway,
    signatory: Signatory,
    *,
    address: str,
    at: datetime,
    again: bool = False,
) -> SignedPaper:
    """Have a certificate signed by the national service; what it answers is checked before it takes our file's place.

    Signed outside already, it is not sent: the file that is there is returned.

    Parameters
    ----------
    address : of the house, to which the path of the public check is added
    again : send it although an earlier answer was lost

    Raises
    ------
    GatewayFault : refused, no usable answer, or another paper than the one sent; it waits as before
    NothingToSign, SentBefore
    """
    require(access.may_organise(by))
    before = _mark(issued, at, again=again)
    if before is not None:
        return before
    content = queries.content_of_certificate(issued)
    order = queries.print_order(issued, address=address, signed_at=at)
    given = queries.certificate_pdf(issued, address=order.address)
    try:
        signed = sign_file(gateway, signatory, given, reason="Sertifikat", place=order.place)
        found = require_copy(
            given, signed, number=issued.number, name=content.name, as_of=at, roots=gateway.roots
        )
    except GatewayFault as fault:
        if fault.may_be_signed:
            base_actions.record(by=by, action="delivery.signature_unsure", subject=issued, at=at)
        else:
            _unmark(issued)
        raise
    with transaction.atomic():
        kept = put_in_place(by, issued, signed, found, way="gateway", at=at)
        _unmark(issued)
    return kept


def _mark(issued: queries.AnyCertificate, at: datetime, *, again: bool) -> SignedPaper | None:
    """Mark a certificate as sent, for one sender alone; returns the file that somebody outside signed meanwhile."""
    with transaction.atomic():
        locked = type(issued).objects.select_for_update().get(pk=issued.pk)
        if locked.is_example or locked.revoked_at is not None:
            raise NothingToSign
        before = SignedPaper.objects.filter(number=locked.number, way__in=gateway_queries.ELSEWHERE).first()
        if before is not None:
            return before
        if locked.sent_to_sign_at is not None and not (
            again and locked.sent_to_sign_at == issued.sent_to_sign_at
        ):
            raise SentBefore
        locked.sent_to_sign_at = at
        locked.save(update_fields=["sent_to_sign_at"])
    return None


def _unmark(issued: queries.AnyCertificate) -> None:
    type(issued).objects.filter(pk=issued.pk).update(sent_to_sign_at=None)


def _stopped(fault: GatewayFault, done: int, waiting: list[queries.AnyCertificate]) -> Sentence:
    """Say how far it came, why it ended, and what became of the certificate at which it ended."""
    total = len(waiting)
    head = (f"{done} dari {total} ditandatangani. ", f"{done} of {total} were signed. ") if done else ("", "")
    tail = ("", "")
    if fault.may_be_signed:
        name = queries.content_of_certificate(waiting[done]).name
        tail = (
            f" Sertifikat {name} mungkin sudah ditandatangani di sana, jadi tidak dikirim lagi dengan sendirinya.",
            f" The certificate of {name} may have been signed there, so that it is not sent again by itself.",
        )
    return Sentence(
        id=f"{head[0]}{fault.sentence.id}{tail[0]}",
        en=f"{head[1]}{fault.sentence.en}{tail[1]}",
    )
