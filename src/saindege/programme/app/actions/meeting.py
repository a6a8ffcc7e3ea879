"""Writes of sessions: make one, change one, never over somebody else's change."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.app.within import within
from saindege.base.errors import Problem, SaindegeError, Sentence
from saindege.programme import room, session
from saindege.programme.app import access, queries
from saindege.programme.app.actions.offer import NotSaved
from saindege.programme.app.models import Batch, EquipmentUse, Session, Speaker

# Letters and digits that nobody mixes up when they are read aloud in a classroom.
CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 6


@dataclass(frozen=True, slots=True)
class SessionFields:
    """What an officer writes about a session; moments carry an offset, hours are JP.

    ``equipment`` pairs a thing's key with how many pieces of it are taken.
    """

    title: str
    place: str
    speaker: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    learning_hours: Decimal
    equipment: tuple[tuple[int, int], ...] = ()


class SessionsClash(SaindegeError):
    """The session needs what another one has at that time; saved only when the officer insists."""

    code = "conflict"

    def __init__(self, clashes: list[session.Clash]) -> None:
        super().__init__(
            Sentence(
                id="Sesi ini bentrok dengan sesi lain. Ubah, atau nyatakan bahwa Anda tahu.",
                en="This session clashes with another one. Change it, or say that you know.",
            )
        )
        self.clashes = tuple(clashes)


class ChangedMeanwhile(SaindegeError):
    """Somebody else saved the session after this person opened it."""

    code = "conflict"

    def __init__(self, current: Session) -> None:
        super().__init__(
            Sentence(
                id="Sesi ini baru saja diubah orang lain. Bandingkan isian Anda dengan yang sekarang, lalu simpan.",
                en="Somebody else just changed this session. Compare yours with what stands now, then save.",
            )
        )
        self.current = current


class SessionClosed(SaindegeError):
    """A closed session has given its hours and is not changed any more."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Sesi ini sudah ditutup, jadi isinya tetap. Buat sesi baru bila perlu.",
                en="This session is closed, so it stays as it is. Make a new one if you need it.",
            )
        )


def add_session(
    by: Account,
    batch: Batch,
    fields: SessionFields,
    *,
    key: uuid.UUID,
    at: datetime,
    despite_clash: bool = False,
) -> Session:
    """Make a session of a batch; asking twice with the same key returns the first.

    Raises
    ------
    NotSaved : the times, seats or hours cannot be
    SessionsClash : place, speaker or batch are taken at that time and nobody said to go on
    """
    require(access.may_arrange_programme(by))
    _require_possible(fields, batch, key)
    with transaction.atomic():
        before = Session.objects.filter(pk=key).first()
        if before is not None:
            return before
        if not despite_clash:
            _require_no_clash(fields, batch, key)
        made = Session.objects.create(
            pk=key,
            batch=batch,
            code=_free_code(),
            check_in_secret=secrets.token_hex(32),
            is_example=batch.is_example,
            **_session_values(fields),
        )
        _take_equipment(made, fields)
        base_actions.record(by=by, action="programme.session_added", subject=made, at=at)
    return made


def change_session(
    by: Account,
    key: uuid.UUID,
    fields: SessionFields,
    *,
    version: int,
    at: datetime,
    despite_clash: bool = False,
) -> Session:
    """Store a changed session if nobody else changed it since ``version`` was opened.

    Raises
    ------
    ChangedMeanwhile : somebody did; what stands now is with the error
    SessionClosed : the session is closed
    NotSaved, SessionsClash : as for a new session
    """
    require(access.may_arrange_programme(by))
    with transaction.atomic():
        current = Session.objects.select_for_update().select_related("batch", "speaker").get(pk=key)
        if not access.may_change_session(by, current):
            raise SessionClosed
        if current.version != version:
            raise ChangedMeanwhile(current)
        _require_possible(fields, current.batch, key)
        if not despite_clash:
            _require_no_clash(fields, current.batch, key)
        values = _session_values(fields)
        changed = sorted(name for name, value in values.items() if getattr(current, name) != value)
        for name in changed:
            setattr(current, name, values[name])
        if queries.equipment_of(key) != dict(fields.equipment):
            _take_equipment(current, fields)
            changed.append("equipment")
        if changed:
            current.version = version + 1
            current.save()
            base_actions.record(
                by=by,
                action="programme.session_changed",
                subject=current,
                at=at,
                detail={"fields": changed, "version": current.version},
            )
        if {"capacity", "starts_at"} & set(changed):
            within("programme.seats_changed", by=by, batch=current.batch, at=at)
    return current


def _slot(fields: SessionFields, batch: Batch, key: uuid.UUID) -> session.Slot:
    return session.Slot(
        key=str(key),
        title=fields.title,
        place=fields.place,
        speaker=fields.speaker,
        batch=str(batch.pk),
        starts_at=timezone.localtime(fields.starts_at),
        ends_at=timezone.localtime(fields.ends_at),
    )


def _require_possible(fields: SessionFields, batch: Batch, key: uuid.UUID) -> None:
    problems = session.faults(
        _slot(fields, batch, key), capacity=fields.capacity, learning_hours=float(fields.learning_hours)
    )
    problems += _place_faults(fields, key)
    if problems:
        raise NotSaved(problems[0].sentence, code=problems[0].code, problems=problems)


def _place_faults(fields: SessionFields, key: uuid.UUID) -> list[Problem]:
    """Name what a room or the store cannot give at that time."""
    seats = room.seat_fault(fields.place, fields.capacity, queries.room_seats())
    if fields.ends_at <= fields.starts_at or not fields.equipment:
        return [seats] if seats else []
    starts_at, ends_at = timezone.localtime(fields.starts_at), timezone.localtime(fields.ends_at)
    taken = queries.equipment_needs(starts_at, ends_at, but=key)
    things = {thing.pk: thing for thing in queries.equipment()}
    short = (
        room.shortage(
            room.Need(things[number].name, quantity, starts_at, ends_at), taken, have=things[number].quantity
        )
        for number, quantity in fields.equipment
        if number in things
    )
    return [problem for problem in (seats, *short) if problem is not None]


def _take_equipment(current: Session, fields: SessionFields) -> None:
    current.equipment.all().delete()
    EquipmentUse.objects.bulk_create(
        EquipmentUse(session=current, equipment_id=number, quantity=quantity)
        for number, quantity in fields.equipment
    )


def _require_no_clash(fields: SessionFields, batch: Batch, key: uuid.UUID) -> None:
    slot = _slot(fields, batch, key)
    clashes = session.clashes(slot, queries.slots_at_the_time_of(slot))
    if clashes:
        raise SessionsClash(clashes)


def _session_values(fields: SessionFields) -> dict[str, object]:
    return {
        "title": fields.title,
        "place": fields.place,
        "speaker": _speaker(fields.speaker),
        "starts_at": fields.starts_at,
        "ends_at": fields.ends_at,
        "capacity": fields.capacity,
        "learning_hours": fields.learning_hours,
    }


def _speaker(name: str) -> Speaker | None:
    if not name:
        return None
    known = Speaker.objects.filter(name__iexact=name).order_by("id").first()
    return known or Speaker.objects.create(name=name)


def _free_code() -> str:
    while True:
        code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
        if not Session.objects.filter(code=code).exists():
            return code
