"""Lives of invented civil servants: sex, education, status, age, appointment, rank; all agreeing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from saindege.demo import shares, tables
from saindege.demo.seats import Seat

_PNS_RANKS = (*(f"{group}/{step}" for group in ("I", "II", "III", "IV") for step in "abcd"), "IV/e")


@dataclass(frozen=True, slots=True)
class Career:
    """What is known of one person but name and number; values as the people area writes them."""

    sex: str
    education: str
    status: str
    birth_date: date
    appointed_on: date
    rank: str


def draw_careers(seats: Sequence[Seat], *, as_of: date, rng: np.random.Generator) -> list[Career]:
    """Return one career for each seat; shares of sex, education and status are exact within each field."""
    ratios = tables.read_toml("data/ratios.toml")
    careers: list[Career | None] = [None] * len(seats)
    for field in dict.fromkeys(seat.field for seat in seats):
        places = [i for i, seat in enumerate(seats) if seat.field == field]
        share = ratios["women"][field]
        sexes = shares.deal({"female": share, "male": 1 - share}, len(places), rng)
        educations = shares.deal(ratios["education"][field], len(places), rng)
        statuses = shares.deal(ratios["status"][field], len(places), rng)
        luck = rng.random((len(places), 4))
        for row, place in enumerate(places):
            draw = _Draw(seats[place], educations[row], statuses[row], luck[row].tolist())
            careers[place] = _career(draw, sexes[row], ratios, as_of)
    return [career for career in careers if career is not None]


@dataclass(frozen=True, slots=True)
class _Draw:
    seat: Seat
    education: str
    status: str
    luck: list[float]


def _career(draw: _Draw, sex: str, ratios: Mapping[str, Any], as_of: date) -> Career:
    ages = ratios["age"]
    low, high = ages["by_status"][draw.status]
    if draw.seat.field == "structural":
        low, high = ages["by_post_type"][draw.seat.post_type]
    low = max(low, ages["at_degree"][draw.education] + (0 if draw.status == "cpns" else 1))
    # The mean of two lucks leans to the middle: few are at either end.
    share = (draw.luck[0] + draw.luck[1]) / 2
    days = int((low + share * (high + 1 - low)) * 365.25)
    birth = as_of - timedelta(days=days)
    appointed = _appointment(draw, birth, ratios, as_of)
    return Career(sex, draw.education, draw.status, birth, appointed, _rank(draw, appointed, ratios, as_of))


def _appointment(draw: _Draw, birth: date, ratios: Mapping[str, Any], as_of: date) -> date:
    """Return the first of the month of appointment, never in the future."""
    if draw.status == "pns":
        earliest = ratios["age"]["at_degree"][draw.education]
        age = earliest + draw.luck[2] * min(
            ratios["age"]["years_until_pns"], _age(birth, as_of) - 2 - earliest
        )
        when = birth + timedelta(days=int((age + 0.2) * 365.25))
    else:
        least, most = ratios["appointed_months_ago"][draw.status]
        since_degree = 12 * (_age(birth, as_of) - ratios["age"]["at_degree"][draw.education])
        most = max(least, min(most, since_degree))
        when = as_of - timedelta(days=int((least + draw.luck[2] * (most - least)) * 30.4))
    return when.replace(day=1)


def _rank(draw: _Draw, appointed: date, ratios: Mapping[str, Any], as_of: date) -> str:
    table = ratios["rank"]
    if draw.status.startswith("pppk"):
        return str(table["pppk"][draw.education])
    first = _PNS_RANKS.index(table["first"][draw.education])
    if draw.status == "cpns":
        return _PNS_RANKS[first]
    served = (as_of - appointed).days / 365.25
    reached = first + int(served / table["years_per_step"] + 0.5 * draw.luck[3])
    lasts = (table["last"][draw.education], table["last_of_field"].get(draw.seat.field, "IV/e"))
    reached = min(reached, *map(_PNS_RANKS.index, lasts))
    if draw.seat.field == "structural":
        least = _PNS_RANKS.index(table["least"][draw.seat.post_type])
        reached = max(least, min(reached, least + 2))
    return _PNS_RANKS[reached]


def _age(birth: date, day: date) -> int:
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
