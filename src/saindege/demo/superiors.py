"""Who is whose direct superior: within the office by post, between offices by the tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from saindege.demo.offices import Office


class Placed(Protocol):
    """What is needed to place a person."""

    @property
    def number(self) -> int: ...
    @property
    def office(self) -> str: ...
    @property
    def post(self) -> str: ...
    @property
    def post_type(self) -> str: ...
    @property
    def order(self) -> int: ...


def find_superiors(staff: Sequence[Placed], offices: tuple[Office, ...]) -> list[int | None]:
    """Return the number of each person's direct superior; only the Sekretaris Daerah has none."""
    members: dict[str, list[Placed]] = {office.code: [] for office in offices}
    for person in staff:
        members[person.office].append(person)
    above: list[int | None] = [None] * len(staff)
    heads = {code: people[0] for code, people in members.items()}
    secretary = heads["SETDA"].number
    for office in offices:
        people = members[office.code]
        for number, superior in _within(people, office).items():
            above[number] = superior
        boss = heads[office.parent].number if office.parent else secretary
        above[people[0].number] = boss if boss != people[0].number else None
    return above


def _within(people: Sequence[Placed], office: Office) -> dict[int, int]:
    """Return superiors of everybody in an office but its head."""
    head = people[0].number
    leaders = [person for person in people[1:] if person.order]
    deputies = [person.number for person in leaders if person.post_type == "administrator"]
    supervisors = [person.number for person in leaders if person.post_type == "pengawas"]
    found = dict.fromkeys(deputies, head)
    for turn, number in enumerate(supervisors):
        found[number] = deputies[turn % len(deputies)] if deputies else head
    others = [person.number for person in people[1:] if not person.order]
    found |= {person.number: head for person in leaders if person.number not in found}
    # At a village counter the lurah looks after everybody; elsewhere the sections share the people out.
    direct = supervisors if supervisors and office.kind != "urban_village" else [head]
    found |= {number: direct[turn % len(direct)] for turn, number in enumerate(others)}
    return found
