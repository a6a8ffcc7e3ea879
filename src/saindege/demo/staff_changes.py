"""What a new staff list says that the register does not know yet: moves, promotions, newcomers, faults."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from saindege.base import chance
from saindege.demo import careers, names, nip_numbers
from saindege.demo.city import City
from saindege.demo.seats import Seat
from saindege.demo.staff import Person, seated

NEW, MOVED, PROMOTED, GONE = 42, 87, 31, 6
_RANKS = tuple(f"{group}/{step}" for group in ("II", "III") for step in "abcd")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list.

    Attributes
    ----------
    person : as the list tells it
    nip : as written; a number where a spreadsheet made one of it
    office_name : as written
    rank : as written
    remark : in the last column
    fault : code of what is wrong with the line, '' where nothing is
    """

    person: Person
    nip: str | float
    office_name: str
    rank: str
    remark: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class NewList:
    """A staff list of a later month.

    Attributes
    ----------
    lines : in the order of the list
    new, moved, promoted, gone : NIPs of those that an import should find so
    """

    lines: tuple[Line, ...]
    new: tuple[str, ...]
    moved: tuple[str, ...]
    promoted: tuple[str, ...]
    gone: tuple[str, ...]


def draw_new_list(made: City) -> NewList:
    """Return the staff of the city as a later list tells it; the same city gives the same list."""
    rng = chance.stream(made.seed, "demo.new_list")
    kinds = {office.code: office.kind for office in made.offices}
    spoken = {office.code: office.name for office in made.offices}
    behind_accounts = {account.person for account in made.accounts}
    plain = [
        person
        for person in made.staff
        if person.order == 0 and person.number not in behind_accounts and person.field == "executive"
    ]
    order = rng.permutation(len(plain)).tolist()
    chosen = [plain[i] for i in order]
    gone, chosen = chosen[:GONE], chosen[GONE:]
    moving, chosen = chosen[:MOVED], chosen[MOVED:]
    rising = [person for person in chosen if person.status == "pns" and person.rank in _RANKS[:-1]][:PROMOTED]
    moved = {person.number: _elsewhere(person, made, kinds, rng) for person in moving}
    risen = {person.number: _RANKS[_RANKS.index(person.rank) + 1] for person in rising}
    absent = {person.number for person in gone}
    lines = []
    for person in made.staff:
        if person.number in absent:
            continue
        office = moved.get(person.number, person.office)
        rank = risen.get(person.number, person.rank)
        remark = "mutasi 2026" if person.number in moved else ""
        lines.append(Line(person, person.nip, spoken[office], rank, remark))
    newcomers = _newcomers(made, rng)
    taken = rng.permutation(len(lines))
    for place, person in zip(sorted(taken[: len(newcomers)].tolist(), reverse=True), newcomers, strict=True):
        lines.insert(place, Line(person, person.nip, spoken[person.office], person.rank, "pegawai baru"))
    return NewList(
        lines=tuple(_with_faults(lines, made, spoken)),
        new=tuple(person.nip for person in newcomers),
        moved=tuple(person.nip for person in moving),
        promoted=tuple(person.nip for person in rising),
        gone=tuple(person.nip for person in gone),
    )


def _elsewhere(person: Person, made: City, kinds: dict[str, str], rng: np.random.Generator) -> str:
    kind = kinds[person.office]
    others = [
        office.code for office in made.offices if kinds[office.code] == kind and office.code != person.office
    ]
    return others[int(rng.integers(len(others)))]


def _newcomers(made: City, rng: np.random.Generator) -> list[Person]:
    villages = [office.code for office in made.offices if office.kind == "urban_village"]
    seats = [
        Seat(villages[i % len(villages)], "Penata Layanan Operasional", "pelaksana", "executive")
        for i in range(NEW)
    ]
    return _make_people(made, seats, {person.nip for person in made.staff}, rng)


def _make_people(
    made: City, seats: Sequence[Seat], known: set[str], rng: np.random.Generator
) -> list[Person]:
    lives = careers.draw_careers(seats, as_of=made.as_of, rng=rng)
    sexes = [life.sex for life in lives]
    called = names.draw_names(sexes, rng)
    numbers = nip_numbers.make_numbers(
        [life.birth_date for life in lives],
        [life.appointed_on for life in lives],
        sexes,
        [life.status for life in lives],
        rng,
    )
    people = []
    for seat, life, name, number in zip(seats, lives, called, numbers, strict=True):
        while number in known:
            number = f"{number[:15]}{int(number[15:]) + 1:03d}"
        known.add(number)
        people.append(seated(-1, seat, life, (number, name, "")))
    return people


def _with_faults(lines: list[Line], made: City, spoken: dict[str, str]) -> list[Line]:
    """Put faulty lines among the good ones: people nobody knows yet, so that nobody seems to be gone."""
    rng = chance.stream(made.seed, "demo.new_list.faults")
    known = {person.nip for person in made.staff} | {line.person.nip for line in lines}
    seats = [Seat("12.77.02.1001", "Operator Layanan Operasional", "pelaksana", "executive")] * 8
    people = [replace(person, rank="III/a") for person in _make_people(made, seats, known, rng)]
    broken: list[tuple[str | float, Person, str]] = [
        (_change(people[0].nip, 14, "3"), people[0], "nip_sex"),
        (people[1].nip[:-2], people[1], "nip_length"),
        (people[2].nip[:4] + "0231" + people[2].nip[8:], people[2], "nip_birth_date"),
        (_change(people[3].nip, 12, "5"), people[3], "nip_appointment"),
        (float(people[4].nip), people[4], "nip_serial"),
        (people[5].nip[:-1] + "O", people[5], "nip_not_digits"),
        (people[6].nip, replace(people[6], name=""), "missing_name"),
    ]
    faulty = [
        Line(person, nip, spoken[person.office], person.rank, "", fault) for nip, person, fault in broken
    ]
    steady = [i for i, line in enumerate(lines) if not line.remark and line.rank == line.person.rank]
    twice, nowhere, unranked = steady[100], steady[57], steady[88]
    faulty.append(replace(lines[twice], remark="tercatat dua kali", fault="nip_duplicate"))
    # Known people, but an office that nobody knows and a rank that does not exist.
    lines[nowhere] = replace(lines[nowhere], office_name="Kel. Wekk Lima", fault="unknown_value")
    lines[unranked] = replace(lines[unranked], rank="III/e", fault="unknown_value")
    places = sorted(rng.integers(200, len(lines), len(faulty)).tolist(), reverse=True)
    for place, line in zip(places, faulty, strict=True):
        lines.insert(place, line)
    return lines


def _change(number: str, place: int, digit: str) -> str:
    return number[:place] + digit + number[place + 1 :]
