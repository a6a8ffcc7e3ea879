"""Seats of a batch: who sits, who waits, who comes next. The line is served in its order, quotas of offices are kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from saindege.base.errors import SaindegeError, Sentence


class AlreadyEnrolled(SaindegeError):
    """Nobody has two places in one batch."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Orang ini sudah terdaftar di angkatan ini. Pilih orang lain.",
                en="This person is enrolled in this batch already. Choose somebody else.",
            )
        )


class NotEnrolled(SaindegeError):
    """Whoever has no place cannot give one up."""

    code = "conflict"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Orang ini tidak punya kursi di angkatan ini. Muat ulang halaman, mungkin sudah diganti.",
                en="This person has no seat in this batch. Load the page again; it may have been changed.",
            )
        )


class QuotaFull(SaindegeError):
    """The substitute's office has all the seats that it may have."""

    code = "full"

    def __init__(self) -> None:
        super().__init__(
            Sentence(
                id="Kuota kantor pengganti sudah penuh. Pilih pengganti dari kantor yang sama, atau tambah kuotanya.",
                en="The quota of the substitute's office is full. Choose one of the same office, or raise its quota.",
            )
        )


@dataclass(frozen=True, slots=True)
class Place:
    """One person in a batch.

    Attributes
    ----------
    person : key
    office : key of the office whose quota counts; empty where no quota does
    is_ready : whether the courses that come first are finished; who is not ready waits and keeps the place
    """

    person: str
    office: str = ""
    is_ready: bool = True


@dataclass(frozen=True, slots=True)
class Roll:
    """Seats and line of a batch.

    Attributes
    ----------
    capacity : seats in all, 0 or more
    quotas : most seats per office; an office that is not named has no bound of its own
    seated : with a seat; more than the capacity only where seats were taken away afterwards
    waiting : without one, first come first
    """

    capacity: int
    quotas: Mapping[str, int]
    seated: tuple[Place, ...] = ()
    waiting: tuple[Place, ...] = ()

    @property
    def free(self) -> int:
        """Seats left."""
        return max(0, self.capacity - len(self.seated))

    def has(self, person: str) -> bool:
        """Whether a person sits or waits."""
        return any(place.person == person for place in (*self.seated, *self.waiting))

    def position(self, person: str) -> int | None:
        """Return the place in the line, from 1; None for whoever does not wait."""
        for number, place in enumerate(self.waiting, start=1):
            if place.person == person:
                return number
        return None


@dataclass(frozen=True, slots=True)
class Change:
    """A roll after something happened, and who got a seat from the line by it, in order."""

    roll: Roll
    moved_up: tuple[Place, ...]


def fill(roll: Roll) -> Change:
    """Give free seats to the line in its order.

    Whoever's office has its quota, or who is not ready, is passed over and keeps the place in the line: a quota that
    opens later serves that person before anybody who came after.
    """
    seats, taken = roll.free, Counter(place.office for place in roll.seated)
    moved: list[Place] = []
    left: list[Place] = []
    for place in roll.waiting:
        bound = roll.quotas.get(place.office)
        if place.is_ready and len(moved) < seats and (bound is None or taken[place.office] < bound):
            moved.append(place)
            taken[place.office] += 1
        else:
            left.append(place)
    return Change(replace(roll, seated=roll.seated + tuple(moved), waiting=tuple(left)), tuple(moved))


def enrol(roll: Roll, place: Place) -> Change:
    """Put a person at the end of the line and serve the line: with a free seat, the person sits at once.

    Raises
    ------
    AlreadyEnrolled : the person sits or waits already
    """
    if roll.has(place.person):
        raise AlreadyEnrolled
    return fill(replace(roll, waiting=(*roll.waiting, place)))


def withdraw(roll: Roll, person: str) -> Change:
    """Take a person out of seat or line; the seat goes to the next who may have it.

    Raises
    ------
    NotEnrolled : the person neither sits nor waits
    """
    if not roll.has(person):
        raise NotEnrolled
    return fill(
        replace(
            roll,
            seated=tuple(place for place in roll.seated if place.person != person),
            waiting=tuple(place for place in roll.waiting if place.person != person),
        )
    )


def substitute(roll: Roll, gone: str, coming: Place) -> Change:
    """Hand a seat over to somebody; whoever waited leaves the line for it, nobody else is overtaken.

    Raises
    ------
    NotEnrolled : who is to be replaced has no seat
    AlreadyEnrolled : the substitute has a seat of their own
    QuotaFull : the substitute's office has all its seats
    """
    rest = tuple(place for place in roll.seated if place.person != gone)
    if len(rest) == len(roll.seated):
        raise NotEnrolled
    if any(place.person == coming.person for place in roll.seated):
        raise AlreadyEnrolled
    bound = roll.quotas.get(coming.office)
    if bound is not None and sum(place.office == coming.office for place in rest) >= bound:
        raise QuotaFull
    line = tuple(place for place in roll.waiting if place.person != coming.person)
    return fill(replace(roll, seated=(*rest, coming), waiting=line))
