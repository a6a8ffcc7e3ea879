"""Writes of enrolment: ask for a seat, agree, step back, hand a seat over, follow up who never came."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import SaindegeError, Sentence
from saindege.delivery import attendance, enrolment
from saindege.delivery.app import access
from saindege.delivery.app.actions.calling import AlreadyCame
from saindege.delivery.app.actions.roster import ListStands
from saindege.delivery.app.actions.seating import seat, serve_waiting, tell
from saindege.delivery.app.models import (
    CheckIn,
    Enrolment,
    EnrolmentState,
    Participant,
)
from saindege.delivery.app.queries import enrolling as queries
from saindege.delivery.app.queries.roster import has_closed_session
from saindege.people.app.models import Person
from saindege.programme.app.models import Batch


class EnrolmentClosed(SaindegeError):
    """Seats are asked for between the planning of the first session and its beginning."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Pendaftaran angkatan ini tidak terbuka: jadwalnya belum ada, atau sesi pertamanya sudah mulai. "
                "Pilih angkatan lain.",
                en="This batch takes no requests: it has no schedule yet, or its first session has begun. "
                "Choose another batch.",
            )
        )


class PrerequisiteMissing(SaindegeError):
    """Courses that come first were not finished."""

    code = "not_allowed"

    def __init__(self, titles: Iterable[str]) -> None:
        names = "; ".join(titles)
        super().__init__(
            Sentence(
                id=f"Selesaikan dulu: {names}. Kursus ini dibangun di atasnya.",
                en=f"Finish first: {names}. This course builds on it.",
            )
        )


class CoverMissing(SaindegeError):
    """Nobody leaves a counter without a plan who keeps it."""

    code = "missing"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Tulis siapa menjaga loket selama pelatihan, dan bagaimana. "
                "Penjaga tidak boleh ikut angkatan yang sama.",
                en="Write who keeps the counter meanwhile, and how. Whoever keeps it cannot be in the same batch.",
            )
        )


class AlreadyDecided(SaindegeError):
    """A request is decided once."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Permintaan ini sudah diputuskan atau ditarik. Muat ulang halaman.",
                en="This request was decided or taken back already. Load the page again.",
            )
        )


def ask_for_seat(by: Account, batch: Batch, person: Person, *, at: datetime) -> Enrolment:
    """Ask for a seat; the superior is asked to agree. Asking twice is asking once.

    Raises
    ------
    EnrolmentClosed : no session is planned, or the first has begun
    PrerequisiteMissing : a course that comes first is not finished
    enrolment.AlreadyEnrolled : the person was called to this batch
    """
    require(access.may_enrol(by, person))
    with transaction.atomic():
        locked = _locked(batch)
        before = queries.open_enrolment(locked, person)
        if before is not None:
            return before
        if locked.participants.filter(person=person).exists():
            raise enrolment.AlreadyEnrolled
        _require_open(locked, at)
        _require_prerequisites(locked, person)
        asked = Enrolment.objects.create(
            batch=locked,
            person=person,
            asked_at=at,
            asked_by=by,
            is_example=locked.is_example or person.is_example,
        )
        _record(by, "seat_asked", asked, at)
    return asked


def agree(by: Account, asked: Enrolment, *, cover: Person | None, cover_plan: str, at: datetime) -> Enrolment:
    """Agree that somebody goes, with a plan for the counter: the person sits, or waits where no seat is free.

    Raises
    ------
    CoverMissing : no plan, or whoever keeps the counter is in the same batch
    AlreadyDecided, EnrolmentClosed : too late
    """
    require(access.may_agree(by, asked.person))
    with transaction.atomic():
        locked = _locked(asked.batch)
        current = _still(asked, EnrolmentState.ASKED)
        _require_open(locked, at)
        if not _is_plan(cover_plan, cover) or (cover is not None and _is_away(locked, cover, asked.person)):
            raise CoverMissing
        last = locked.enrolments.aggregate(last=Max("line_number"))["last"] or 0
        current.state, current.line_number = EnrolmentState.WAITING, last + 1
        current.cover, current.cover_plan = cover, cover_plan.strip()
        current.decided_at, current.decided_by = at, by
        current.save()
        _record(by, "seat_agreed", current, at)
        moved = serve_waiting(by, locked, at=at, fresh=current.person)
        if current.person not in moved:
            tell(by, locked, current.person, "waiting", at=at)
        current.refresh_from_db()
    return current


def refuse_request(by: Account, asked: Enrolment, *, reason: str, at: datetime) -> Enrolment:
    """Say no, and why.

    Raises
    ------
    attendance.ReasonMissing : nothing is said about why
    AlreadyDecided : too late
    """
    require(access.may_agree(by, asked.person))
    attendance.require_reason(reason, attendance.load_rules())
    with transaction.atomic():
        locked = _locked(asked.batch)
        current = _still(asked, EnrolmentState.ASKED)
        _end(current, EnrolmentState.REFUSED, by, reason, at)
        _record(by, "seat_refused", current, at)
        tell(by, locked, current.person, "refused", at=at)
    return current


def step_back(by: Account, batch: Batch, person: Person, *, reason: str, at: datetime) -> int:
    """Give up a request, a place in the line or a seat; the line moves up. Returns how many got a seat by it.

    Raises
    ------
    attendance.ReasonMissing : nothing is said about why
    EnrolmentClosed : the first session has begun
    enrolment.NotEnrolled : there is nothing to give up
    """
    require(access.may_enrol(by, person))
    attendance.require_reason(reason, attendance.load_rules())
    with transaction.atomic():
        locked = _locked(batch)
        _require_open(locked, at)
        current = queries.open_enrolment(locked, person)
        if current is None and not locked.participants.filter(person=person).exists():
            raise enrolment.NotEnrolled
        locked.participants.filter(person=person).delete()
        if current is None:
            current = Enrolment(batch=locked, person=person, asked_at=at, asked_by=by)
            current.is_example = locked.is_example or person.is_example
        _end(current, EnrolmentState.WITHDRAWN, by, reason, at)
        _record(by, "seat_given_back", current, at)
        return len(serve_waiting(by, locked, at=at))


def hand_seat_over(by: Account, batch: Batch, gone: Person, coming: Person, *, at: datetime) -> Participant:
    """Let a colleague go in somebody's stead.

    Raises
    ------
    enrolment.NotEnrolled, enrolment.AlreadyEnrolled, enrolment.QuotaFull, PrerequisiteMissing
    AlreadyCame : whoever goes was at a session
    ListStands : a session is closed, and whoever goes was on its list
    """
    require(access.may_agree(by, gone) and access.may_agree(by, coming))
    with transaction.atomic():
        locked = _locked(batch)
        if CheckIn.objects.filter(session__batch=locked, person=gone).exists():
            raise AlreadyCame
        if has_closed_session(locked):
            raise ListStands
        _require_prerequisites(locked, coming)
        roll = queries.roll_of_batch(locked)
        enrolment.substitute(roll, str(gone.pk), queries.place_for(locked, coming))
        locked.participants.filter(person=gone).delete()
        old = queries.open_enrolment(locked, gone)
        if old is not None:
            old.replaced_by = coming
            _end(old, EnrolmentState.REPLACED, by, "", at)
        given = seat(by, locked, coming, at=at)
        base_actions.record(
            by=by,
            action="delivery.seat_handed_over",
            subject=locked,
            at=at,
            detail={"gone": str(gone.pk), "coming": str(coming.pk)},
        )
        tell(by, locked, gone, "released", at=at)
        tell(by, locked, coming, "called", at=at)
        serve_waiting(by, locked, at=at)
    return given


def _locked(batch: Batch) -> Batch:
    return Batch.objects.select_for_update().select_related("course").get(pk=batch.pk)


def _require_open(batch: Batch, at: datetime) -> None:
    start = queries.first_start(batch)
    if start is None or start <= at:
        raise EnrolmentClosed


def _require_prerequisites(batch: Batch, person: Person) -> None:
    missing = queries.missing_prerequisites(batch.course, person)
    if missing:
        raise PrerequisiteMissing(one.title for one in missing)


def _is_plan(words: str, cover: Person | None) -> bool:
    """Whether a plan says something; with somebody named, a word or two are enough."""
    letters = sum(letter.isalnum() for letter in words)
    return letters >= (1 if cover is not None else attendance.load_rules().reason_letters)


def _is_away(batch: Batch, cover: Person, person: Person) -> bool:
    """Whoever is to keep the counter cannot go as well."""
    asks = queries.open_enrolment(batch, cover) is not None
    return cover.pk == person.pk or asks or batch.participants.filter(person=cover).exists()


def _still(asked: Enrolment, state: str) -> Enrolment:
    current = Enrolment.objects.select_for_update(of=("self",)).select_related("person").get(pk=asked.pk)
    if current.state != state:
        raise AlreadyDecided
    return current


def _end(kept: Enrolment, state: str, by: Account, reason: str, at: datetime) -> None:
    kept.state, kept.reason, kept.decided_at, kept.decided_by = state, reason.strip(), at, by
    kept.save()


def _record(by: Account, act: str, subject: Enrolment, at: datetime) -> None:
    base_actions.record(
        by=by,
        action=f"delivery.{act}",
        subject=subject,
        at=at,
        detail={"batch": str(subject.batch_id), "person": str(subject.person_id)},
    )
