"""What posts of the demonstration city require, and what was found of its people. All invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from saindege.base import chance
from saindege.demo import tables
from saindege.demo.staff import Person
from saindege.people import competency

# Tests are held in rounds, superiors speak with their people in the months since.
_TEST_DAYS_AGO = (410, 230, 60)
_RATED_DAYS_AGO = (15, 180)


@dataclass(frozen=True, slots=True)
class Technical:
    """A technical competency of one or more fields of staff, and the level that they require."""

    code: str
    name: str
    fields: tuple[str, ...]
    level: int
    english: str


@dataclass(frozen=True, slots=True)
class Found:
    """One assessment: number of the person on the staff list, code of the competency."""

    person: int
    competency: str
    source: str
    level: int
    on: date


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a superior's needs form."""

    superior: int
    person: int
    competency: str
    urgency: str
    reason: str


@dataclass(frozen=True, slots=True)
class Levels:
    """All that is drawn of competencies.

    Attributes
    ----------
    technical : besides those that every post asks for
    standards : post to code to level; a few posts have none, so that there is something to do
    found : assessments
    opens_on, due_on : of the needs form of next year
    handed_in : superiors who handed theirs in
    asked : what these asked for
    """

    technical: tuple[Technical, ...]
    standards: dict[str, dict[str, int]]
    found: tuple[Found, ...]
    opens_on: date
    due_on: date
    handed_in: tuple[int, ...]
    asked: tuple[Asked, ...]


def read_technical() -> tuple[Technical, ...]:
    """Return the technical competencies."""
    return tuple(
        Technical(row["code"], row["name"], tuple(row["fields"]), row["level"], row["english"])
        for row in tables.read_toml("data/competencies.toml")["technical"]
    )


def draw_levels(staff: tuple[Person, ...], *, seed: int, as_of: date) -> Levels:
    """Return standards, assessments and needs that follow from the seed."""
    rules = tables.read_toml("data/competencies.toml")
    rng = chance.stream(seed, "demo.competencies")
    technical = read_technical()
    standards = _standards(staff, technical)
    found = _assess(staff, standards, as_of=as_of, rng=rng)
    needs = rules["needs"]
    handed_in, asked = _needs(staff, standards, found, rng)
    return Levels(
        technical,
        standards,
        found,
        as_of - timedelta(days=needs["opened_days_ago"]),
        as_of + timedelta(days=needs["due_in_days"]),
        handed_in,
        asked,
    )


def _standards(staff: tuple[Person, ...], technical: tuple[Technical, ...]) -> dict[str, dict[str, int]]:
    common = [each.code for each in competency.load().common]
    standards: dict[str, dict[str, int]] = {}
    for person in staff:
        plain = competency.plain_post(person.post)
        usual = competency.usual_level(person.post, person.post_type)
        if plain in standards or usual is None:
            continue
        standards[plain] = dict.fromkeys(common, usual) | {
            each.code: each.level for each in technical if person.field in each.fields
        }
    return standards


def _assess(
    staff: tuple[Person, ...], standards: dict[str, dict[str, int]], *, as_of: date, rng: np.random.Generator
) -> tuple[Found, ...]:
    rules = tables.read_toml("data/competencies.toml")
    common = {each.code for each in competency.load().common}
    tested, rated = (rng.random(len(staff)) < rules[name] for name in ("tested_share", "rated_share"))
    rounds = rng.integers(0, len(_TEST_DAYS_AGO), len(staff))
    spoken = rng.integers(*_RATED_DAYS_AGO, len(staff))
    wanted: list[tuple[int, str, str, int, date]] = []
    for person in staff:
        required = standards.get(competency.plain_post(person.post), {})
        for code, level in required.items():
            is_common = code in common
            if is_common and tested[person.number]:
                on = as_of - timedelta(days=_TEST_DAYS_AGO[rounds[person.number]])
                wanted.append((person.number, code, "test", level, on))
            elif not is_common and rated[person.number]:
                on = as_of - timedelta(days=int(spoken[person.number]))
                wanted.append((person.number, code, "superior", level, on))
    distance = rules["distance"]
    means = np.array([level - distance.get(code, distance["otherwise"]) for _, code, _, level, _ in wanted])
    levels = np.clip(np.rint(means + rng.normal(0, rules["spread"], len(wanted))), 0, 5).astype(int)
    return tuple(
        Found(number, code, source, int(level), on)
        for (number, code, source, _required, on), level in zip(wanted, levels, strict=True)
    )


def _needs(
    staff: tuple[Person, ...],
    standards: dict[str, dict[str, int]],
    found: tuple[Found, ...],
    rng: np.random.Generator,
) -> tuple[tuple[int, ...], tuple[Asked, ...]]:
    needs = tables.read_toml("data/competencies.toml")["needs"]
    superiors = sorted({person.superior for person in staff if person.superior is not None})
    done = [number for number in superiors if rng.random() < needs["handed_in_share"]]
    posts = {person.number: standards.get(competency.plain_post(person.post), {}) for person in staff}
    gaps: dict[int, list[tuple[int, str]]] = {}
    for each in found:
        gap = posts[each.person].get(each.competency, 0) - each.level
        if gap > 0:
            gaps.setdefault(each.person, []).append((-gap, each.competency))
    asked = []
    handed_in = set(done)
    for person in staff:
        if person.superior not in handed_in or person.number not in gaps:
            continue
        _gap, code = min(gaps[person.number])
        urgency = str(rng.choice(["now", "year", "later"], p=[0.2, 0.6, 0.2]))
        reason = str(rng.choice(needs["reason"]))
        asked.append(Asked(person.superior, person.number, code, urgency, reason))
    return tuple(done), tuple(asked)
