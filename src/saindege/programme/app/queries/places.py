"""Reads of places: rooms with their seats, equipment in use, busy days of offices."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from saindege.people.app.models import Office
from saindege.programme import peak, room
from saindege.programme.app.models import Equipment, EquipmentUse, OfficePeak, Room


def room_seats() -> dict[str, int]:
    """Return the seats of each room by its name."""
    return dict(Room.objects.values_list("name", "capacity"))


def rooms() -> list[Room]:
    """Return all rooms by name."""
    return list(Room.objects.all())


def equipment() -> list[Equipment]:
    """Return everything that is carried into rooms, by name."""
    return list(Equipment.objects.all())


def peak_rows(since: date) -> list[OfficePeak]:
    """Return busy days that are not over, earliest first."""
    return list(OfficePeak.objects.filter(last_on__gte=since).select_related("office"))


def peaks_between(first: date, last: date, *, office: Office | None = None) -> list[peak.Peak]:
    """Return the busy days that touch a span, of one office or of all."""
    found = OfficePeak.objects.filter(first_on__lte=last, last_on__gte=first).select_related("office")
    if office is not None:
        found = found.filter(office=office)
    return [
        peak.Peak(each.office.name, each.first_on, each.last_on, frozenset(each.weekdays), each.reason)
        for each in found
    ]


def equipment_needs(starts_at: datetime, ends_at: datetime, *, but: object = None) -> list[room.Need]:
    """Return what sessions that overlap with a span have taken, one session left out."""
    uses = EquipmentUse.objects.filter(session__starts_at__lt=ends_at, session__ends_at__gt=starts_at)
    return [
        room.Need(use.equipment.name, use.quantity, *_span(use))
        for use in uses.exclude(session_id=but).select_related("equipment", "session")
    ]


def equipment_of(session_key: object) -> dict[int, int]:
    """Return how many pieces of each thing a session has taken."""
    return dict(EquipmentUse.objects.filter(session_id=session_key).values_list("equipment_id", "quantity"))


def office_choices() -> list[tuple[str, str]]:
    """Return key and name of every office, by name."""
    return [(str(key), name) for key, name in Office.objects.order_by("name").values_list("pk", "name")]


def _span(use: EquipmentUse) -> Iterable[datetime]:
    return timezone.localtime(use.session.starts_at), timezone.localtime(use.session.ends_at)
