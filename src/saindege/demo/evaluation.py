"""What people of the demonstration city say about courses, learn there and do afterwards; and what other systems know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from saindege.base import chance
from saindege.demo import tables
from saindege.demo.city import City

Points = NDArray[np.float64]

DAYS = (30, 60, 90)
_REACTION_DAYS = 60
STATEMENTS = ("useful", "clear", "practice", "confident", "recommend")


@dataclass(frozen=True, slots=True)
class Seen:
    """One answer about a behaviour: days after the course, kind of rater, number of the rater, mark, day of the answer."""

    day: int
    kind: str
    rater: int
    mark: int
    answered_on: date


@dataclass(frozen=True, slots=True)
class Target:
    """A behaviour agreed with one person, who is asked, what was answered."""

    person: int
    words: str
    raters: tuple[tuple[str, int], ...]
    seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class BatchEvaluation:
    """Everything about one batch that is over, in the order of the city's batches.

    Attributes
    ----------
    batch : position in the city
    answered : numbers of those who gave a reaction; reactions : what was said, in another order
    marks : person to marks before and after
    targets : behaviours agreed
    cost : parts of the full cost, None where nobody has written it down
    """

    batch: int
    answered: tuple[int, ...]
    reactions: tuple[dict[str, int], ...]
    marks: dict[int, tuple[float | None, float | None]]
    targets: tuple[Target, ...]
    cost: dict[str, float] | None


@dataclass(frozen=True, slots=True)
class Known:
    """What other systems know of one person; '' and None where they know nothing."""

    performance: str
    discipline: str
    post_training: bool
    technical_hours: float | None
    seminar: bool


def evaluate_batches(made: City) -> list[BatchEvaluation]:
    """Evaluate the batches that ended before the day of the city."""
    book = tables.read_toml("data/evaluation.toml")
    rng = chance.stream(made.seed, "demo.evaluation")
    superiors = {person.number: person.superior for person in made.staff}
    offices: dict[str, list[int]] = {}
    for person in made.staff:
        offices.setdefault(person.office, []).append(person.number)
    colleagues = {person.number: offices[person.office] for person in made.staff}
    quiet = {account.person for account in made.accounts if account.person is not None}
    found = []
    for number, (batch, roll) in enumerate(zip(made.batches, made.rolls, strict=True)):
        came = sorted({one.person for one in roll.check_ins})
        if not came or batch.ends_at.date() >= made.as_of:
            continue
        words = {**book["default"], **book.get(batch.course, {})}
        ended_on = batch.ends_at.date()
        # What the demonstration's own accounts can still do is left to whoever tries it.
        lately = (made.as_of - ended_on).days < _REACTION_DAYS
        answered = [
            one for one in came if rng.random() < book["answers_share"] and not (lately and one in quiet)
        ]
        reactions = [_reaction(words["reaction"], rng) for _ in answered]
        rng.shuffle(reactions)
        draw = _Draw(words, book, ended_on, made.as_of, frozenset(quiet), rng)
        targets = [
            draw.target(person, superiors[person], colleagues[person])
            for person in came
            if rng.random() < book["target_share"]
        ]
        days = len({session.starts_at.date() for session in batch.sessions})
        cost = _cost(book["cost"], days, len(came), rng)
        found.append(
            BatchEvaluation(
                number,
                tuple(answered),
                tuple(reactions),
                {person: draw.marks() for person in came if rng.random() < book["tests_share"]},
                tuple(targets),
                cost,
            )
        )
    return found


def _reaction(mean: float, rng: np.random.Generator) -> dict[str, int]:
    person = mean + rng.normal(0, 0.35)
    marks = np.clip(np.rint(person + rng.normal(0, 0.55, len(STATEMENTS))), 1, 5)
    return {key: int(mark) for key, mark in zip(STATEMENTS, marks, strict=True)}


@dataclass(frozen=True, slots=True)
class _Draw:
    words: dict[str, Any]
    book: dict[str, Any]
    ended_on: date
    as_of: date
    quiet: frozenset[int]
    rng: np.random.Generator

    def marks(self) -> tuple[float | None, float | None]:
        pre = float(np.clip(self.rng.normal(self.words["pre"], self.book["spread_of_marks"]), 5, 98))
        post = float(np.clip(pre + self.rng.normal(self.words["gain"], self.book["spread_of_gain"]), 5, 100))
        missed = self.rng.random()
        before, after = round(pre / 2.5) * 2.5, round(post / 2.5) * 2.5
        return (None if missed < 0.04 else before), (None if missed > 0.95 else after)

    def target(self, person: int, superior: int | None, colleagues: list[int]) -> Target:
        peers = [one for one in colleagues if one not in (person, superior)][:6]
        raters = [("self", person)]
        if superior is not None and superior != person:
            raters.append(("superior", superior))
        raters += [("peer", one) for one in peers]
        does = self.rng.random()
        seen = []
        for day, share in zip(DAYS, self.words["does"], strict=True):
            due = self.ended_on + timedelta(days=day)
            for kind, rater in raters:
                answered_on = due + timedelta(days=int(self.rng.integers(-2, 12)))
                comes = self.rng.random() < self.book["superior_share"] * (0.7 if kind == "peer" else 1)
                is_open = due - timedelta(days=3) <= self.as_of <= due + timedelta(days=21)
                if not comes or answered_on >= self.as_of or (is_open and rater in self.quiet):
                    continue
                # People see themselves a little better than their superior does.
                kindness = {"self": 0.12, "superior": 0.0, "peer": 0.05}[kind]
                is_done = does < share + kindness
                mark = int(self.rng.integers(3, 5) if is_done else self.rng.integers(0, 3))
                seen.append(Seen(day, kind, rater, mark, answered_on))
        return Target(person, self.words["target"], tuple(raters), tuple(seen))


def _cost(book: dict[str, Any], days: int, people: int, rng: np.random.Generator) -> dict[str, float] | None:
    if rng.random() > book["written_share"]:
        return None
    hours = days * book["hours_a_day"]
    return {
        "fees": book["fees"],
        "travel": book["travel"],
        "materials": book["materials"],
        "hours_away": round(hours + float(rng.uniform(0.5, 2.0)), 1),
        "staff_hour": book["staff_hour"],
        "cover_hours": round(people * hours * book["cover_share"]),
        "cover_hour": book["cover_hour"],
    }


def draw_known(made: City) -> list[Known]:
    """Draw what other systems know of each person, in the order of the staff."""
    book = tables.read_toml("data/evaluation.toml")["index"]
    rng = chance.stream(made.seed, "demo.index")
    n = len(made.staff)
    performance = _words(book["performance"], n, rng)
    discipline = _words(book["discipline"], n, rng)
    luck = rng.random((n, 3))
    hours = rng.choice([20.0, 24.0, 30.0, 40.0], n)
    return [
        Known(
            performance[i],
            discipline[i],
            bool(luck[i, 0] < book["post_training"]),
            float(hours[i]) if luck[i, 1] < book["technical"] else None,
            bool(luck[i, 2] < book["seminar"]),
        )
        for i in range(n)
    ]


def _words(shares: dict[str, float], n: int, rng: np.random.Generator) -> list[str]:
    names = list(shares)
    whole = sum(shares.values())
    return [str(name) for name in rng.choice(names, n, p=[share / whole for share in shares.values()])]


def draw_official(seed: int, points: Points, known: Sequence[Sequence[Sequence[float]]]) -> Points:
    """Return official points: mostly ours, in some people one part as another record would have it.

    Parameters
    ----------
    points : ours by person and part, shape (n, 4)
    known : person to part to the points that the rule can give
    """
    share = tables.read_toml("data/evaluation.toml")["index"]["official_differs"]
    rng = chance.stream(seed, "demo.official")
    official = points.copy()
    for i in np.flatnonzero(rng.random(len(points)) < share).tolist():
        part = int(rng.choice([0, 1, 1, 1, 2]))
        below = [value for value in known[i][part] if value < points[i, part]]
        official[i, part] = below[int(rng.integers(len(below)))] if below else points[i, part]
    return official
