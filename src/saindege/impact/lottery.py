"""Waves of training drawn by lot: every office has the same chance, every kind of office is spread alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median_low
from typing import Any

from saindege.base import chance
from saindege.base.errors import BadInput, Sentence


@dataclass(frozen=True, slots=True)
class Wave:
    """Offices trained together; the number counts from 1, the month is given by its first day."""

    number: int
    month: date
    offices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draw:
    """One lottery as it fell out.

    Attributes
    ----------
    seed : with it, the offices and the sizes, anybody draws the same again
    order : all offices as they were drawn
    waves : in order of time
    waiting : offices that are not trained within this plan
    strata : office to its kind; all alike where nothing was to be balanced
    """

    seed: int
    order: tuple[str, ...]
    waves: tuple[Wave, ...]
    waiting: tuple[str, ...]
    strata: Mapping[str, str]

    @property
    def planned(self) -> dict[str, date | None]:
        """Office to the month of its wave, None for those that wait."""
        found: dict[str, date | None] = {code: wave.month for wave in self.waves for code in wave.offices}
        return {code: found.get(code) for code in sorted(self.strata)}


class LotteryRefused(BadInput):
    """There is nothing to draw from these offices and sizes."""

    code = "out_of_range"


def draw_waves(strata: Mapping[str, str], months: Sequence[date], sizes: Sequence[int], *, seed: int) -> Draw:
    """Draw which offices are trained in which month; the rest waits.

    Parameters
    ----------
    strata : office to its kind
    months : first day of the month of each wave, ascending
    sizes : offices of each wave

    Raises
    ------
    LotteryRefused : no wave, an empty one, more places than offices, or months out of order

    Within each kind the order is shuffled; places are then dealt out along all kinds with an even rhythm that begins
    at a random place. So each office has the same chance of each wave, and each kind is spread as evenly as whole
    offices allow.
    """
    _refuse(len(strata), months, sizes)
    rng = chance.stream(seed, "impact.lottery")
    order: list[str] = []
    kinds = sorted(set(strata.values()))
    for at in rng.permutation(len(kinds)).tolist():
        members = sorted(office for office, kind in strata.items() if kind == kinds[at])
        order += [members[place] for place in rng.permutation(len(members)).tolist()]
    rhythm = _even_rhythm([*sizes, len(strata) - sum(sizes)])
    start = int(rng.integers(len(order)))
    place = {office: rhythm[(start + at) % len(order)] for at, office in enumerate(order)}
    waves = tuple(
        Wave(number + 1, month, tuple(office for office in order if place[office] == number))
        for number, month in enumerate(months)
    )
    waiting = tuple(office for office in order if place[office] == len(sizes))
    return Draw(seed, tuple(order), waves, waiting, dict(sorted(strata.items())))


def _refuse(offices: int, months: Sequence[date], sizes: Sequence[int]) -> None:
    if not months or len(months) != len(sizes) or min(sizes) < 1 or list(months) != sorted(set(months)):
        raise LotteryRefused(
            Sentence(
                id="Tiap gelombang perlu bulan sendiri dan sedikitnya satu kantor. Periksa jumlah gelombangnya.",
                en="Each wave needs a month of its own and at least one office. Check the number of waves.",
            )
        )
    if sum(sizes) > offices:
        raise LotteryRefused(
            Sentence(
                id=f"Gelombang ini menampung {sum(sizes)} kantor, padahal hanya ada {offices}. Kecilkan gelombangnya.",
                en=f"These waves hold {sum(sizes)} offices, but there are only {offices}. Make the waves smaller.",
            )
        )


def _even_rhythm(sizes: Sequence[int]) -> list[int]:
    """Spread the numbers 0, 1, ... with these frequencies as evenly as possible over one round."""
    total, given = sum(sizes), [0] * len(sizes)
    rhythm = []
    for _ in range(total):
        # Whoever will soonest have waited its share of the round comes next.
        due = min(
            (kind for kind in range(len(sizes)) if given[kind] < sizes[kind]),
            key=lambda kind: ((given[kind] + 0.5) / sizes[kind], kind),
        )
        given[due] += 1
        rhythm.append(due)
    return rhythm


def as_json(draw: Draw) -> dict[str, Any]:
    """Return the shape in which a draw is sealed in a plan."""
    return {
        "seed": draw.seed,
        "order": list(draw.order),
        "waves": [
            {"number": wave.number, "month": wave.month.isoformat(), "offices": list(wave.offices)}
            for wave in draw.waves
        ],
        "waiting": list(draw.waiting),
        "strata": dict(draw.strata),
    }


def from_json(kept: Mapping[str, Any]) -> Draw:
    """Return a sealed draw."""
    return Draw(
        seed=kept["seed"],
        order=tuple(kept["order"]),
        waves=tuple(
            Wave(one["number"], date.fromisoformat(one["month"]), tuple(one["offices"]))
            for one in kept["waves"]
        ),
        waiting=tuple(kept["waiting"]),
        strata=dict(kept["strata"]),
    )


def is_genuine(draw: Draw) -> bool:
    """Whether the seed gives this draw again."""
    again = draw_waves(
        draw.strata,
        [wave.month for wave in draw.waves],
        [len(wave.offices) for wave in draw.waves],
        seed=draw.seed,
    )
    return again == draw


def find_departures(draw: Draw, trained_on: Mapping[str, date | None]) -> tuple[str, ...]:
    """Name the offices that were trained out of the drawn order.

    A whole wave may come later than planned. What departs is an office that was trained although it was to wait,
    before an earlier wave, after a later one, or passed over while a later wave was trained.
    """
    number = {office: wave.number for wave in draw.waves for office in wave.offices}
    middle = {}
    for wave in draw.waves:
        days = sorted(day for office in wave.offices if (day := trained_on.get(office)) is not None)
        if days:
            middle[wave.number] = median_low(days)
    found = []
    for office in sorted(draw.strata):
        own, day = number.get(office), trained_on.get(office)
        if own is None:
            departs = day is not None
        elif day is None:
            departs = any(other > own for other in middle)
        else:
            departs = any(
                (other > own and when < day) or (other < own and when > day) for other, when in middle.items()
            )
        if departs:
            found.append(office)
    return tuple(found)


def count_by_kind(draw: Draw, offices: Sequence[str]) -> dict[str, int]:
    """Count the kinds among some offices."""
    return dict(Counter(draw.strata[office] for office in offices))
