"""Writes of certificates: ask for them, issue one, revoke one."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account, Job
from saindege.base.errors import SaindegeError, Sentence
from saindege.delivery import attendance, certificate
from saindege.delivery.app import access, queries
from saindege.delivery.app.actions import line
from saindege.delivery.app.models import Certificate, RegisterBook, SpeakerCertificate
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch

ISSUE = "delivery.issue_certificates"


class CertificateNotDue(SaindegeError):
    """The participant has not finished the batch."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Sertifikat belum dapat terbit: tutup semua sesi, lalu periksa kehadiran dan nilai peserta ini.",
                en="No certificate yet: close every session, then look at this participant's attendance and marks.",
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


def ask_for_certificates(by: Account, batch: Batch, *, address: str, result_url: str) -> Job:
    """Ask for all certificates of a batch that are due, printed and signed; a second click gets the same job.

    Parameters
    ----------
    address : of the house, which the QR pictures lead to

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
        arguments={"batch": str(batch.pk), "address": address},
        result_url=result_url,
    )


def issue_certificate(by: Account, batch: Batch, person: Person, *, at: datetime) -> Certificate:
    """Issue one certificate with the next number of the year's book; one that is issued already is returned.

    Raises
    ------
    CertificateNotDue : sessions are open, too little was attended, or a mark that the course asks for is missing
    """
    require(access.may_organise(by))
    with transaction.atomic():
        # The book is locked before anything is read: whoever waits here sees what was issued meanwhile.
        book = _locked_book(timezone.localtime(at).year)
        before = Certificate.objects.filter(batch=batch, person=person, is_current=True).first()
        if before is not None:
            return before
        part = queries.part_of(batch, person.pk)
        if part is None or not part.seat.is_waiting:
            raise CertificateNotDue
        fresh = _issue(by, book, [part], at)[0]
        line.follow_certificates(by, part.batch.course, [part.person], at)
    return fresh


def issue_certificates(by: Account, batch: Batch, *, at: datetime, most: int | None = None) -> int:
    """Issue the certificates of a batch that are due, all or none, by name; returns how many.

    Parameters
    ----------
    most : to be issued now, the first by name; by default all
    """
    require(access.may_organise(by))
    with transaction.atomic():
        book = _locked_book(timezone.localtime(at).year)
        waiting = queries.waiting_in(batch)[:most]
        _issue(by, book, waiting, at)
        if waiting:
            line.follow_certificates(by, waiting[0].batch.course, [part.person for part in waiting], at)
    return len(waiting)


def revoke_certificate(
    by: Account, issued: queries.AnyCertificate, *, reason: str, at: datetime
) -> queries.AnyCertificate:
    """Revoke a certificate for ever; the number stays in the book and the public check says so.

    Raises
    ------
    attendance.ReasonMissing : nothing is said about why
    """
    require(access.may_organise(by))
    attendance.require_reason(reason, attendance.load_rules())
    with transaction.atomic():
        locked = type(issued).objects.select_for_update().get(pk=issued.pk)
        if locked.revoked_at is not None:
            return locked
        locked.revoked_at, locked.revocation_reason = at, reason.strip()
        locked.save(update_fields=["revoked_at", "revocation_reason"])
        base_actions.record(by=by, action="delivery.certificate_revoked", subject=locked, at=at)
    return locked


def reissue_certificate(by: Account, issued: Certificate, *, reason: str, at: datetime) -> Certificate:
    """Issue a certificate anew, say with a name put right: the old one is revoked and names the new one.

    No seat becomes free by it: the course was taken. Whoever waits elsewhere for want of this certificate moves up.
    Done again, it returns the certificate that took its place.

    Raises
    ------
    attendance.ReasonMissing : nothing is said about why
    CertificateNotDue : the participant has no right to one any more
    """
    require(access.may_organise(by))
    attendance.require_reason(reason, attendance.load_rules())
    attendance.require_reason(reason, attendance.load_rules())
    with transaction.atomic():
        book = _locked_book(timezone.localtime(at).year)
        old = Certificate.objects.select_for_update().get(pk=issued.pk)
        if not old.is_current:
            return Certificate.objects.get(replaces=old)
        part = queries.part_of(old.batch, old.person_id)
        if part is None or part.seat.standing.lack is not None:
            raise CertificateNotDue
        if old.revoked_at is None:
            old.revoked_at, old.revocation_reason = at, reason.strip()
            base_actions.record(by=by, action="delivery.certificate_revoked", subject=old, at=at)
        old.is_current = False
        old.save(update_fields=["revoked_at", "revocation_reason", "is_current"])
        fresh = _issue(by, book, [part], at, replaces=old)[0]
        line.follow_certificates(by, part.batch.course, [part.person], at)
    return fresh


def issue_speaker_certificates(by: Account, batch: Batch, *, at: datetime) -> int:
    """Issue a certificate to everybody who taught in a batch that is over; returns how many are new."""
    require(access.may_organise(by))
    with transaction.atomic():
        book = _locked_book(timezone.localtime(at).year)
        waiting = queries.speakers_waiting(batch)
        for speaker in waiting:
            number = _next_number(book)
            issued = SpeakerCertificate.objects.create(
                number=_free_code(),
                register_year=book.year,
                register_serial=book.last_number,
                batch=batch,
                speaker=speaker,
                content=queries.content_of_teaching(
                    batch, speaker, register_number=number, issued_at=at
                ).as_json(),
                issued_at=at,
                issued_by=by,
                is_example=batch.is_example or speaker.is_example,
            )
            base_actions.record(
                by=by,
                action="delivery.certificate_issued",
                subject=issued,
                at=at,
                detail={"serial": book.last_number, "year": book.year},
            )
    return len(waiting)


def _next_number(book: RegisterBook) -> str:
    """Take the next number out of a locked book."""
    book.last_number += 1
    book.save(update_fields=["last_number"])
    return certificate.register_number(certificate.load_rules(), serial=book.last_number, year=book.year)


def _issue(
    by: Account,
    book: RegisterBook,
    parts: Sequence[queries.Part],
    at: datetime,
    replaces: Certificate | None = None,
) -> list[Certificate]:
    """Give the next numbers of a locked book to certificates that are due."""
    rules = certificate.load_rules()
    first = book.last_number + 1
    issued = []
    for (serial, part), code in zip(enumerate(parts, start=first), _free_codes(len(parts)), strict=True):
        number = certificate.register_number(rules, serial=serial, year=book.year)
        issued.append(
            Certificate(
                number=code,
                register_year=book.year,
                register_serial=serial,
                batch=part.batch,
                person=part.person,
                content=queries.content_of(part, register_number=number, issued_at=at).as_json(),
                issued_at=at,
                issued_by=by,
                replaces=replaces,
                is_example=part.batch.is_example or part.person.is_example,
            )
        )
    book.last_number += len(parts)
    book.save(update_fields=["last_number"])
    Certificate.objects.bulk_create(issued)
    base_actions.record_all(
        [
            base_actions.Note(
                by.pk,
                "delivery.certificate_issued",
                one,
                at,
                {"serial": one.register_serial, "year": book.year},
            )
            for one in issued
        ]
    )
    return issued


def _locked_book(year: int) -> RegisterBook:
    RegisterBook.objects.get_or_create(year=year)
    return RegisterBook.objects.select_for_update().get(year=year)


def _free_code() -> str:
    return _free_codes(1)[0]


def _free_codes(count: int) -> list[str]:
    """Draw codes that no certificate bears, in no order."""
    prefix = certificate.load_rules().code_prefix
    free: dict[str, None] = {}
    while len(free) < count:
        signs = [secrets.randbelow(len(certificate.CODE_SIGNS)) for _ in range(certificate.RANDOM_SIGNS)]
        free[certificate.check_code(prefix, signs)] = None
        if len(free) == count:
            for kind in (Certificate, SpeakerCertificate):
                for taken in kind.objects.filter(number__in=free).values_list("number", flat=True):
                    free.pop(taken, None)
    return list(free)
