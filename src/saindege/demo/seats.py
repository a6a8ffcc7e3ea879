"""Seats: how many people of which sort sit in which office, before anybody has a name."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from saindege.demo import posts, shares, tables
from saindege.demo.offices import Field, Office

FEWEST_AT_A_COUNTER = 3
_POST_TYPES = {
    "teachers": "fungsional",
    "nurses": "fungsional",
    "specialists": "fungsional",
    "clerks": "pelaksana",
}


@dataclass(frozen=True, slots=True)
class Seat:
    """One place on the staff list.

    Attributes
    ----------
    office : code
    post, post_type : as the people area writes them
    field : ``structural``, ``teachers``, ``nurses``, ``specialists`` or ``executive``
    order : order of a leading post, 0 for the others
    """

    office: str
    post: str
    post_type: str
    field: str
    order: int = 0


def list_seats(offices: tuple[Office, ...], people: int, rng: np.random.Generator) -> list[Seat]:
    """Return as many seats as there are people, office by office, leading posts first."""
    ratios = tables.read_toml("data/ratios.toml")
    leading = posts.list_leading_posts(offices)
    heads = sum(post.order == 1 for post in leading)
    led = min(len(leading), max(heads, round(ratios["post"]["structural"] * people)))
    functional = round(ratios["post"]["functional"] * people)
    fields = shares.apportion(list(ratios["functional"].values()), functional)
    counts: dict[Field, int] = {
        "teachers": fields[0],
        "nurses": fields[1],
        "specialists": fields[2],
        "clerks": people - led - functional,
    }
    seats = [
        Seat(post.office, post.title, post.post_type, "structural", post.order) for post in leading[:led]
    ]
    for field, count in counts.items():
        seats += _fill(offices, field, count, rng)
    place = {office.code: i for i, office in enumerate(offices)}
    return sorted(seats, key=lambda seat: (place[seat.office], seat.order == 0, seat.order))


def _fill(offices: tuple[Office, ...], field: Field, count: int, rng: np.random.Generator) -> list[Seat]:
    wanting = [office for office in offices if office.staff[field] > 0]
    least = [_least(office, field) for office in wanting]
    shared = shares.apportion([office.staff[field] for office in wanting], count, least=least)
    table = tables.read_toml("data/posts.toml")
    titles = shares.deal(table["titles"][field], count, rng) if field in table["titles"] else []
    seats = []
    for office, many in zip(wanting, shared, strict=True):
        for number in range(many):
            is_head = field == "teachers" and number == 0
            if is_head:
                title = posts.school_head_title(office)
            elif field == "specialists":
                title = table["specialists"].get(office.code, table["specialists"]["otherwise"])
            else:
                title = titles.pop()
            name = "executive" if field == "clerks" else field
            seats.append(Seat(office.code, title, _POST_TYPES[field], name, int(is_head)))
    return seats


def _least(office: Office, field: Field) -> int:
    if field == "clerks" and office.kind in ("district", "urban_village"):
        return FEWEST_AT_A_COUNTER
    return 1
