"""Who works at which counter: officers of an office by the role that a step asks for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from saindege.base import chance
from saindege.demo import services
from saindege.demo.offices import Office
from saindege.demo.services import Role
from saindege.demo.staff import Person

Team = Mapping[Role, tuple[int, ...]]

# Officers in front and at the desk: in a village office, and elsewhere.
_SMALL, _LARGE = 2, 4


def list_teams(staff: Sequence[Person], offices: tuple[Office, ...]) -> dict[str, Team]:
    """Return for each office the numbers of its officers by role; a small office shares them."""
    members: dict[str, list[Person]] = {office.code: [] for office in offices}
    for person in staff:
        members[person.office].append(person)
    return {office.code: _team(members[office.code], office) for office in offices}


def _team(people: Sequence[Person], office: Office) -> Team:
    many = _SMALL if office.kind in ("urban_village", "unit") else _LARGE
    head = people[0].number
    clerks = [person.number for person in people if person.field == "executive"]
    others = [person.number for person in people if person.order == 0 and person.field != "executive"]
    leaders = [person.number for person in people[1:] if person.order > 1]
    front = tuple((clerks + others)[:many]) or (head,)
    desk = tuple((clerks[many:] + others)[:many]) or front
    check = tuple(leaders[1:2] or leaders[:1]) or (head,)
    return {"front": front, "desk": desk, "check": check, "sign": (head, *leaders[:1])}


def draw_speeds(staff: Sequence[Person], seed: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return a factor on the time that each officer works, shape (people,); 1 is usual, below is faster."""
    spread = services.pace()["officer_spread"]
    return np.exp(chance.stream(seed, "demo.officers").normal(0.0, spread, len(staff)))
