"""Rooms and equipment: whether people fit in, and whether there are pieces enough at that time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from saindege.base.errors import Problem, Sentence
from saindege.programme import session


@dataclass(frozen=True, slots=True)
class Need:
    """How many pieces of something a session needs, from when to when."""

    item: str
    quantity: int
    starts_at: datetime
    ends_at: datetime


def seats_in(place: str, rooms: Mapping[str, int]) -> int | None:
    """Return the seats of the room that a place names; None where it names none.

    Parameters
    ----------
    rooms : name to seats
    """
    for name, seats in rooms.items():
        if session.same_place(name, place):
            return seats
    return None


def seat_fault(place: str, wanted: int, rooms: Mapping[str, int]) -> Problem | None:
    """Name it when a room has fewer seats than a session gives."""
    seats = seats_in(place, rooms)
    if seats is None or wanted <= seats:
        return None
    fitting = [
        name for name, have in sorted(rooms.items(), key=lambda row: (row[1], row[0])) if have >= wanted
    ]
    other = f"pilih {fitting[0]}" if fitting else "bagi kelompoknya"
    other_en = f"choose {fitting[0]}" if fitting else "split the group"
    return Problem(
        "out_of_range",
        Sentence(
            id=f"{place} memuat {seats} orang. Isi {seats} atau kurang, atau {other}.",
            en=f"{place} holds {seats} people. Write {seats} or less, or {other_en}.",
        ),
        column="capacity",
    )


def shortage(need: Need, others: Iterable[Need], *, have: int) -> Problem | None:
    """Name it when other sessions leave too few pieces at some moment of this one.

    The most that is taken at one moment counts, not the sum over sessions that never meet.
    """
    overlapping = [
        other
        for other in others
        if other.item == need.item and other.starts_at < need.ends_at and other.ends_at > need.starts_at
    ]
    moments = [need.starts_at, *(max(other.starts_at, need.starts_at) for other in overlapping)]
    taken = max(
        sum(other.quantity for other in overlapping if other.starts_at <= moment < other.ends_at)
        for moment in moments
    )
    free = max(0, have - taken)
    if need.quantity <= free:
        return None
    return Problem(
        "out_of_range",
        Sentence(
            id=f"{need.item}: tersisa {free} dari {have} pada waktu itu, perlu {need.quantity}. "
            "Kurangi jumlahnya atau pilih waktu lain.",
            en=f"{need.item}: {free} of {have} are left at that time, {need.quantity} are needed. "
            "Take fewer, or choose another time.",
        ),
        column="equipment",
    )
