"""Writes of certificates: ask for them, issue one, revoke one."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account, Job
from saindege.base.errors import SaindegeError, Sentence
from saindege.delivery import attendance, certificate
from saindege.delivery.app import access, queries
from saindege.delivery.app.models import Certificate, RegisterBook
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch

ISSUE = "delivery.issue_certificates"


class CertificateNotDue(SaindegeError):
    """The participant has not finished the batch."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Sertifikat belum dapat terbit: tutup semua sesi, dan periksa kehadiran peserta ini.",
                en="No certificate yet: close every session, and look at this participant's attendance.",
            )
        )


class NothingToIssue(SaindegeError):
    """No certificate of the batch is due."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Tidak ada sertifikat yang menunggu. Tutup dulu semua sesi angkatan ini.",
                en="No certificate is waiting. Close every session of this batch first.",
            )
        )


def ask_for_certificates(by: Account, batch: Batch, *, result_url: str) -> Job:
    """Ask for all certificates of a batch that are due; a second click gets the same job.

    Raises
    ------
    NothingToIssue : none is due
    """
    require(access.may_organise(by))
    waiting = len(queries.waiting_in(batch))
    if not waiting:
        raise NothingToIssue
    issued = batch.certificates.count()
    return base_actions.enqueue(
        kind=ISSUE,
        key=f"{ISSUE}:{batch.pk}:{issued}+{waiting}",
        title=f"Menerbitkan {waiting} sertifikat: {batch}"[:200],
        by=by,
        arguments={"batch": str(batch.pk)},
        result_url=result_url,
    )


def issue_certificate(by: Account, batch: Batch, person: Person, *, at: datetime) -> Certificate:
    """Issue one certificate with the next number of the year's book; one that is issued already is returned.

    Raises
    ------
    CertificateNotDue : sessions are open, or too little was attended
    """
    require(access.may_organise(by))
    with transaction.atomic():
        # The book is locked before anything is read: whoever waits here sees what was issued meanwhile.
        book = _locked_book(timezone.localtime(at).year)
        before = Certificate.objects.filter(batch=batch, person=person).first()
        if before is not None:
            return before
        part = queries.part_of(batch, person.pk)
        if part is None or not part.seat.is_waiting:
            raise CertificateNotDue
        return _issue(by, book, part, at)


def issue_certificates(by: Account, batch: Batch, *, at: datetime) -> int:
    """Issue every certificate of a batch that is due, all or none, by name; returns how many."""
    require(access.may_organise(by))
    with transaction.atomic():
        book = _locked_book(timezone.localtime(at).year)
        waiting = queries.waiting_in(batch)
        for part in waiting:
            _issue(by, book, part, at)
    return len(waiting)


def revoke_certificate(by: Account, issued: Certificate, *, reason: str, at: datetime) -> Certificate:
    """Revoke a certificate for ever; the number stays in the book and the public check says so.

    Raises
    ------
    attendance.ReasonMissing : nothing is said about why
    """
    require(access.may_organise(by))
    attendance.require_reason(reason, attendance.load_rules())
    with transaction.atomic():
        locked = Certificate.objects.select_for_update().get(pk=issued.pk)
        if locked.revoked_at is not None:
            return locked
        locked.revoked_at, locked.revocation_reason = at, reason.strip()
        locked.save(update_fields=["revoked_at", "revocation_reason"])
        base_actions.record(by=by, action="delivery.certificate_revoked", subject=locked, at=at)
    return locked


def _issue(by: Account, book: RegisterBook, part: queries.Part, at: datetime) -> Certificate:
    """Give the next number of a locked book to a certificate that is due."""
    book.last_number += 1
    book.save(update_fields=["last_number"])
    number = certificate.register_number(certificate.load_rules(), serial=book.last_number, year=book.year)
    issued = Certificate.objects.create(
        number=_free_code(),
        register_year=book.year,
        register_serial=book.last_number,
        batch=part.batch,
        person=part.person,
        content=queries.content_of(part, register_number=number, issued_at=at).as_json(),
        issued_at=at,
        issued_by=by,
        is_example=part.batch.is_example or part.person.is_example,
    )
    base_actions.record(
        by=by,
        action="delivery.certificate_issued",
        subject=issued,
        at=at,
        detail={"serial": book.last_number, "year": book.year},
    )
    return issued


def _locked_book(year: int) -> RegisterBook:
    RegisterBook.objects.get_or_create(year=year)
    return RegisterBook.objects.select_for_update().get(year=year)


def _free_code() -> str:
    prefix = certificate.load_rules().code_prefix
    while True:
        signs = [secrets.randbelow(len(certificate.CODE_SIGNS)) for _ in range(certificate.RANDOM_SIGNS)]
        code = certificate.check_code(prefix, signs)
        if not Certificate.objects.filter(number=code).exists():
            return code
