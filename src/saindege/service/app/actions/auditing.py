"""A sample is drawn, two people check it without seeing each other's marks, and what differs is decided."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import BadInput, Problem, SaindegeError, Sentence
from saindege.people.app.models import Office
from saindege.service import audit_sample
from saindege.service.app import access
from saindege.service.app.models import AuditCase, AuditChecker, AuditDraw, AuditMark, Service
from saindege.service.app.queries import auditing
from saindege.service.audit_rules import load_audit_rules

_LONGEST_NUMBER, _MOST_NUMBERS = 60, 50_000


class AuditRefused(BadInput):
    """What was said about an audit cannot be stored; each problem names its field."""


class AuditConflict(SaindegeError):
    """Somebody else was first, or it is over."""

    code = "conflict"


@dataclass(frozen=True, slots=True)
class NewDraw:
    """What to draw from, and how many.

    Attributes
    ----------
    month : YYYY-MM
    numbers : case numbers as people listed them; empty to take them from the log
    error : how far the share may stray, 0 to 1; or ``fixed`` : a number of cases
    """

    service: Service
    office: Office | None
    month: str
    numbers: tuple[str, ...] = ()
    error: float | None = None
    fixed: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Right; or wrong with the code of a fault."""

    is_right: bool
    reason: str = ""


def draw_audit(by: Account, new: NewDraw, *, today: date, at: datetime) -> AuditDraw:
    """Draw the sample of a month; once, by a seed that nobody chose.

    Raises
    ------
    AuditRefused : the month is not over, or no case number is known
    SampleRefused : no case was finished, or the size is out of bounds
    AuditConflict : the month was drawn already
    """
    require(access.may_draw_audit(by, new.office))
    if new.month >= f"{today:%Y-%m}":
        raise _refused(
            "month", "Bulan itu belum lewat. Pilih bulan sebelumnya.", "That month is not over yet."
        )
    frame = auditing.frame_of(new.service, new.office, new.month)
    numbers = audit_sample.clean_list(new.numbers or frame.numbers or ())
    if not numbers and frame.count != 0:
        raise _refused(
            "numbers",
            "Log layanan ini tidak menyimpan nomor berkas. Tempel daftar nomor berkas yang selesai bulan itu.",
            "The log of this service keeps no case numbers. Paste the list of cases finished in that month.",
        )
    if any(len(number) > _LONGEST_NUMBER for number in numbers) or len(numbers) > _MOST_NUMBERS:
        raise _refused(
            "numbers",
            "Tempel satu nomor berkas per baris, paling panjang 60 huruf; bukan nama pemohon.",
            "Paste one case number a line, at most 60 letters; no names of applicants.",
        )
    size = audit_sample.size_of_sample(len(numbers), error=new.error, fixed=new.fixed)
    seed = secrets.randbelow(2**63)
    drawn = audit_sample.draw_sample(numbers, size, seed=seed)
    made = AuditDraw(
        service=new.service,
        office=new.office,
        month=new.month,
        frame="list" if new.numbers else "log",
        frame_hash=drawn.list_hash,
        population=drawn.population,
        log_count=frame.count,
        size=size,
        error=None if new.fixed is not None else new.error,
        seed=seed,
        drawn_by=by,
        drawn_at=at,
        is_example=new.service.is_example,
    )
    return _keep(made, drawn.numbers, at)


def _keep(made: AuditDraw, numbers: Iterable[str], at: datetime) -> AuditDraw:
    try:
        with transaction.atomic():
            made.save(force_insert=True)
            AuditCase.objects.bulk_create(
                AuditCase(draw=made, position=place, number=number)
                for place, number in enumerate(numbers, start=1)
            )
            base_actions.record(
                by=made.drawn_by,
                action="service.audit_drawn",
                subject=made,
                at=at,
                detail={"size": made.size, "population": made.population, "seed": made.seed},
            )
    except IntegrityError as error:
        raise AuditConflict(
            Sentence(
                id="Contoh bulan itu sudah diambil. Yang sudah diambil tidak diganti, supaya tidak ada yang memilih.",
                en="The sample of that month was drawn already. A draw is not replaced, so that nobody picks.",
            )
        ) from error
    return made


def begin_checking(by: Account, draw: AuditDraw, *, at: datetime) -> AuditChecker:
    """Begin as the first or the second checker: in the place that was asked of one, or in one that is free.

    Raises
    ------
    AuditConflict : two others check this draw, or were asked to
    """
    require(access.may_check_audit(by, draw))
    with transaction.atomic():
        AuditDraw.objects.select_for_update().get(pk=draw.pk)
        known = {checker.number: checker for checker in draw.checkers.all()}
        mine = next((one for one in known.values() if one.account_id == by.pk), None)
        if mine is not None and mine.begun_at is not None:
            return mine
        if mine is None and len(known) == 2:
            raise AuditConflict(Sentence(id="Sudah ada dua pemeriksa.", en="There are two checkers already."))
        made = mine or AuditChecker(draw=draw, number=2 if 1 in known else 1, account=by)
        made.begun_at = at
        made.save()
        base_actions.record(
            by=by, action="service.audit_checking_begun", subject=draw, at=at, detail={"checker": made.number}
        )
    return made


def mark_case(by: Account, case: AuditCase, finding: Finding, *, at: datetime) -> AuditMark:
    """Mark one case; until they are handed in, marks may be changed.

    Raises
    ------
    AuditRefused : wrong without a fault of the list
    AuditConflict : the account does not check this draw, or has handed in
    """
    require(access.may_check_audit(by, case.draw))
    _require_reason(finding)
    with transaction.atomic():
        checker = _open_checker(by, case.draw)
        made, _created = AuditMark.objects.update_or_create(
            case=case,
            checker=checker,
            defaults={"is_right": finding.is_right, "reason": finding.reason, "marked_at": at},
        )
    return made


def hand_in(by: Account, draw: AuditDraw, *, at: datetime) -> None:
    """Hand the marks in; from then on they stay as they are.

    Raises
    ------
    AuditConflict : not every case is marked, or they were handed in before
    """
    require(access.may_check_audit(by, draw))
    with transaction.atomic():
        checker = _open_checker(by, draw)
        if checker.marks.count() < draw.size:
            raise AuditConflict(
                Sentence(id="Masih ada berkas yang belum ditandai.", en="Some cases are not marked yet.")
            )
        checker.handed_in_at = at
        checker.save(update_fields=["handed_in_at"])
        base_actions.record(
            by=by, action="service.audit_handed_in", subject=draw, at=at, detail={"checker": checker.number}
        )
        _close_where_done(draw, at)


def decide_case(by: Account, case: AuditCase, finding: Finding, words: str, *, at: datetime) -> None:
    """Decide a case in which the two differ, with what was found when looking again together.

    Raises
    ------
    AuditRefused : no words, or wrong without a fault
    AuditConflict : the two do not differ, or it is decided
    """
    require(access.may_check_audit(by, case.draw))
    _require_reason(finding)
    told = " ".join(words.split())
    if not told:
        raise _refused(
            "words", "Tulis apa yang terlihat saat dilihat lagi.", "Write what was seen on a second look."
        )
    with transaction.atomic():
        draw = AuditDraw.objects.select_for_update().get(pk=case.draw_id)
        result = auditing.result_of(draw)
        open_cases = {one.case.pk for one in result.verdicts if one.is_right is None} if result else set()
        if case.pk not in open_cases:
            raise AuditConflict(
                Sentence(
                    id="Berkas ini tidak menunggu keputusan.", en="This case does not wait for a decision."
                )
            )
        AuditCase.objects.filter(pk=case.pk).update(
            is_right=finding.is_right,
            reason=finding.reason,
            words=told[:200],
            decided_by=by,
            decided_at=at,
        )
        base_actions.record(
            by=by, action="service.audit_decided", subject=draw, at=at, detail={"position": case.position}
        )
        _close_where_done(draw, at)


def _open_checker(by: Account, draw: AuditDraw) -> AuditChecker:
    checker = draw.checkers.select_for_update().filter(account=by, handed_in_at=None).first()
    if checker is None or checker.begun_at is None:
        raise AuditConflict(
            Sentence(
                id="Anda bukan pemeriksa contoh ini, atau hasilnya sudah Anda serahkan.",
                en="You do not check this sample, or you have handed in.",
            )
        )
    return checker


def _close_where_done(draw: AuditDraw, at: datetime) -> None:
    result = auditing.result_of(draw)
    if result is not None and not result.open:
        AuditDraw.objects.filter(pk=draw.pk, closed_at=None).update(closed_at=at)


def _require_reason(finding: Finding) -> None:
    codes = {fault.code for fault in load_audit_rules().faults}
    if finding.is_right == bool(finding.reason) or (finding.reason and finding.reason not in codes):
        raise _refused("reason", "Pilih apa yang salah.", "Choose what is wrong.")


def _refused(column: str, indonesian: str, english: str) -> AuditRefused:
    problem = Problem("missing", Sentence(id=indonesian, en=english), column=column)
    return AuditRefused(problem.sentence, code=problem.code, problems=[problem])
