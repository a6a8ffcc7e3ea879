"""Writes of the work around signatures of the national service: begin it, end it where it was cut off, do without it."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from saindege.base.app import actions as base_actions
from saindege.base.app import held
from saindege.base.app.access import require
from saindege.base.app.models import Account, Job
from saindege.base.errors import SaindegeError, Sentence
from saindege.delivery.app import access, queries
from saindege.delivery.app.actions.gateway import SigningStopped
from saindege.delivery.app.queries import gateway as gateway_queries
from saindege.programme.app.models import Batch

BY_HOUSE = "delivery.sign_by_house"


class SigningRuns(SaindegeError):
    """Two do not sign one batch at once."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Sertifikat angkatan ini sedang ditandatangani. Tunggu sampai selesai.",
                en="The certificates of this batch are being signed. Wait until it is done.",
            )
        )


class NothingWaits(SaindegeError):
    """Nothing is left to be signed."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Tidak ada sertifikat yang menunggu tanda tangan.",
                en="No certificate waits for a signature.",
            )
        )


def begin_signing(by: Account, batch: Batch, *, result_url: str, at: datetime) -> Job:
    """Ask for the signatures of a batch, as work that this process does itself: it alone holds the passphrase.

    Raises
    ------
    SigningRuns : it goes on already
    """
    require(access.may_organise(by))
    with transaction.atomic():
        locked = Batch.objects.select_for_update().select_related("course").get(pk=batch.pk)
        if gateway_queries.signing_jobs(locked.pk).exists():
            raise SigningRuns
        return held.ask(
            kind=gateway_queries.SIGNING,
            key=f"{gateway_queries.SIGNING}:{locked.pk}:{at.isoformat()}",
            title=f"Tanda tangan nasional: {locked.course.title}, {locked.name}",
            by=by,
            arguments={"batch": str(locked.pk)},
            result_url=result_url,
            at=at,
        )


def ask_for_house_signatures(
    by: Account, batch: Batch, *, address: str, result_url: str, at: datetime
) -> Job:
    """Ask that the house signs what waits for the national service; that service can still sign it later.

    Raises
    ------
    NothingWaits : every certificate has a signature
    """
    require(access.may_organise(by))
    numbers = [
        one.number
        for one in gateway_queries.waiting_for_gateway(batch)
        if queries.signed_paper_of(one) is None
    ]
    if not numbers:
        raise NothingWaits
    word = hashlib.sha256("|".join(numbers).encode()).hexdigest()[:24]
    with transaction.atomic():
        base_actions.record(
            by=by,
            action="delivery.house_signature_chosen",
            subject=batch,
            at=at,
            detail={"certificates": len(numbers)},
        )
        return base_actions.enqueue(
            kind=BY_HOUSE,
            key=f"{BY_HOUSE}:{batch.pk}:{word}",
            title=f"Tanda tangan lembaga: {batch.course.title}, {batch.name}"[:200],
            by=by,
            arguments={"batch": str(batch.pk), "address": address},
            result_url=result_url,
        )


def say_cut_off(by: Account, batch: Batch) -> None:
    """End the work of a process that died: the passphrase died with it.

    Raises
    ------
    SigningStopped : always
    """
    require(access.may_organise(by))
    waiting = gateway_queries.waiting_for_gateway(batch)
    unsure = sum(one.sent_to_sign_at is not None for one in waiting)
    told = (
        f" {unsure} sudah dikirim tanpa jawaban." if unsure else "",
        f" {unsure} went out without an answer." if unsure else "",
    )
    raise SigningStopped(
        Sentence(
            id=f"Penandatanganan terputus karena server berhenti. Yang sudah ditandatangani tersimpan; {len(waiting)} "
            f"menunggu.{told[0]} Minta penandatangan mengetik frasa sandi sekali lagi untuk meneruskan.",
            en=f"Signing was cut off because the server stopped. What was signed is kept; {len(waiting)} wait.{told[1]} "
            "Ask the signatory to type the passphrase once more to go on.",
        )
    )
