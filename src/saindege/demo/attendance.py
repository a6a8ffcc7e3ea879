"""Who was called to which batch, and who came when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal

import numpy as np

from saindege.base import chance
from saindege.demo import courses, schedule
from saindege.demo.counters import Team
from saindege.demo.courses import Course
from saindege.demo.offices import Office
from saindege.demo.schedule import Batch
from saindege.demo.staff import Person

Way = Literal["code", "manual"]
_CALLED_DAYS_BEFORE = 10
# Courses that the person behind the account of a participant has been to.
_GUEST_COURSES = ("ITG", "PDP")
_BY_HAND_REASON = "ponsel tidak dibawa"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """One arrival: position of the session in its batch, number of the person."""

    session: int
    person: int
    arrived_at: datetime
    way: Way
    reason: str


@dataclass(frozen=True, slots=True)
class Roll:
    """The people of one batch.

    Attributes
    ----------
    participants : numbers of the persons called
    called_at : when
    check_ins : to the sessions that are over
    """

    participants: tuple[int, ...]
    called_at: datetime
    check_ins: tuple[CheckIn, ...]


@dataclass(frozen=True, slots=True)
class Called:
    """From whom the people of a batch are called.

    Attributes
    ----------
    staff, offices : of the city
    teams : officers of each office by role
    guest : number of the person behind the account of a participant
    """

    staff: Sequence[Person]
    offices: tuple[Office, ...]
    teams: Mapping[str, Team]
    guest: int


def draw_rolls(batches: tuple[Batch, ...], called: Called, *, until: datetime, seed: int) -> tuple[Roll, ...]:
    """Call people to each batch and let most of them come to the sessions that ended before ``until``.

    Nobody is called twice to a course. A batch of a wave calls the counter officers of its offices. The guest
    sits in each batch of today and in the first of some courses.
    """
    catalogue = {course.code: course for course in courses.read_courses()}
    rng = chance.stream(seed, "demo.rolls")
    been: dict[str, set[int]] = {code: set() for code in catalogue}
    rolls = []
    for batch in batches:
        already, guest = been[batch.course], called.guest
        people = _officers(batch, called) or _invited(catalogue[batch.course], called, already | {guest}, rng)
        is_for_guest = batch.is_todays or (batch.wave is None and batch.course in _GUEST_COURSES)
        if is_for_guest and guest not in already:
            people = sorted({*people, guest})
        already.update(people)
        rolls.append(_roll(batch, people, until, rng))
    return tuple(rolls)


def _officers(batch: Batch, called: Called) -> list[int]:
    found: dict[int, None] = {}
    for office in batch.offices:
        team = called.teams[office]
        found |= dict.fromkeys([*team["front"], *team["desk"], *team["sign"][:1]])
    return list(found)[: courses.rooms()["seats"]]


def _invited(course: Course, called: Called, without: set[int], rng: np.random.Generator) -> list[int]:
    low, high = courses.rooms()["batch_size"]
    size = int(rng.integers(low, high + 1))
    kinds = {office.code: office.kind for office in called.offices}
    fitting = [
        person.number
        for person in called.staff
        if person.field in course.fields
        and kinds[person.office] in course.kinds
        and person.number not in without
    ]
    chosen = rng.permutation(len(fitting))[:size]
    return sorted(fitting[i] for i in chosen.tolist())


def _roll(batch: Batch, people: list[int], until: datetime, rng: np.random.Generator) -> Roll:
    settings = courses.rooms()
    first = batch.sessions[0].starts_at
    called_at = datetime.combine(
        first.date() - timedelta(days=_CALLED_DAYS_BEFORE), time(9, 0), schedule.ZONE
    )
    arrivals = []
    for number, session in enumerate(batch.sessions):
        luck = rng.random((len(people), 3))
        if session.ends_at > until:
            continue
        for person, (comes, hand, early) in zip(people, luck.tolist(), strict=True):
            if comes > settings["attendance_share"]:
                continue
            by_hand = hand < settings["by_hand_share"]
            # Most come in the half hour before the beginning, a few within the minutes after.
            moment = session.starts_at + timedelta(seconds=int(-1700 + 2200 * early**1.6))
            reason = _BY_HAND_REASON if by_hand else ""
            arrivals.append(CheckIn(number, person, moment, "manual" if by_hand else "code", reason))
    return Roll(tuple(people), called_at, tuple(arrivals))
