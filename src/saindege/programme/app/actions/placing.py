"""Writes of places: rooms, equipment, busy days of offices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import ProtectedError

from saindege.base.app import actions as base_actions
from saindege.base.app.access import require
from saindege.base.app.models import Account
from saindege.base.errors import Problem, SaindegeError, Sentence
from saindege.people.app.models import Office
from saindege.programme.app import access
from saindege.programme.app.actions.offer import NotSaved
from saindege.programme.app.models import Equipment, OfficePeak, Room


@dataclass(frozen=True, slots=True)
class PeakFields:
    """Busy days of an office; weekdays are numbers, Monday 0, none means all."""

    office_id: int
    first_on: date
    last_on: date
    weekdays: tuple[int, ...]
    reason: str


class InUse(SaindegeError):
    """Something is taken by a session and stays."""

    code = "conflict"

    def __init__(self, name: str) -> None:
        super().__init__(
            Sentence(
                id=f"{name} dipakai sesi. Lepaskan dahulu dari sesinya, atau ubah jumlahnya.",
                en=f"{name} is taken by a session. Release it there first, or change its quantity.",
            )
        )


def save_room(by: Account, *, name: str, capacity: int, address: str, at: datetime) -> Room:
    """Keep a room; the same name again changes its seats."""
    require(access.may_arrange_programme(by))
    with transaction.atomic():
        room = Room.objects.filter(name__iexact=name).first() or Room(name=name, is_example=by.is_example)
        room.capacity, room.address = capacity, address
        room.save()
        base_actions.record(by=by, action="programme.room_kept", subject=room, at=at)
    return room


def remove_room(by: Account, room: Room, *, at: datetime) -> None:
    """Take a room away; sessions keep their place in words."""
    require(access.may_arrange_programme(by))
    with transaction.atomic():
        base_actions.record(by=by, action="programme.room_removed", subject=room, at=at)
        room.delete()


def save_equipment(by: Account, *, name: str, quantity: int, at: datetime) -> Equipment:
    """Keep how many pieces there are of something; the same name again changes it."""
    require(access.may_arrange_programme(by))
    with transaction.atomic():
        thing = Equipment.objects.filter(name__iexact=name).first() or Equipment(
            name=name, is_example=by.is_example
        )
        thing.quantity = quantity
        thing.save()
        base_actions.record(by=by, action="programme.equipment_kept", subject=thing, at=at)
    return thing


def remove_equipment(by: Account, thing: Equipment, *, at: datetime) -> None:
    """Take something away that no session has taken.

    Raises
    ------
    InUse : a session has
    """
    require(access.may_arrange_programme(by))
    try:
        with transaction.atomic():
            base_actions.record(by=by, action="programme.equipment_removed", subject=thing, at=at)
            thing.delete()
    except ProtectedError as error:
        raise InUse(thing.name) from error


def add_peak(by: Account, fields: PeakFields, *, at: datetime) -> OfficePeak:
    """Write down when an office is busy; the very same twice stands once.

    Raises
    ------
    NotSaved : it ends before it starts
    """
    require(access.may_arrange_programme(by))
    if fields.last_on < fields.first_on:
        problem = Problem(
            "out_of_range",
            Sentence(
                id=f"Sampai {fields.last_on:%d-%m-%Y} sebelum {fields.first_on:%d-%m-%Y}. Ubah satu.",
                en=f"It ends on {fields.last_on}, before {fields.first_on}. Change one.",
            ),
            column="last_on",
        )
        raise NotSaved(problem.sentence, code=problem.code, problems=[problem])
    office = Office.objects.get(pk=fields.office_id)
    with transaction.atomic():
        peak, made = OfficePeak.objects.get_or_create(
            office=office,
            first_on=fields.first_on,
            last_on=fields.last_on,
            weekdays=list(fields.weekdays),
            reason=fields.reason,
            defaults={"is_example": office.is_example},
        )
        if made:
            base_actions.record(by=by, action="programme.peak_added", subject=peak, at=at)
    return peak


def remove_peak(by: Account, peak: OfficePeak, *, at: datetime) -> None:
    """Take busy days away."""
    require(access.may_arrange_programme(by))
    with transaction.atomic():
        base_actions.record(by=by, action="programme.peak_removed", subject=peak, at=at)
        peak.delete()
