"""The way of each case: steps, waiting, returns, officers; and what it would have taken without the training.

A case is drawn once, and its length is told twice from the same draws: as it went, and as it would have gone had its
office never been trained. The difference is the true effect, case by case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from saindege.demo.counters import Team
from saindege.demo.services import CHECK, COMPLETE, RETURN, RETYPE, Role, Service

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Condition = Literal["always", "returned", "returned_twice", "retyped"]

# Of the cases that came back once, those that come back again.
AGAIN_SHARE = 0.2
RETURN_WORK_MINUTES = 3.0
# A second look is shorter than the first.
SECOND_LOOK = 0.6
DEPUTY_SHARE = 0.15


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in the longest way that a case of a service can take."""

    activity: str
    role: Role | None
    wait_minutes: float
    wait_spread: float
    work_minutes: float
    condition: Condition


@dataclass(frozen=True, slots=True)
class Pace:
    """What makes cases slow or fast; all of shape (n,).

    Attributes
    ----------
    factor : on the office's own time, without the training
    wait_factor : on waiting alone, on days when the network failed
    trained_factor : on the office's own time, by the training; 1 where untrained
    return_chance, trained_return_chance : that papers come back, without and with the training
    retype_chance, trained_retype_chance : that a letter is typed again
    """

    factor: Floats
    wait_factor: Floats
    trained_factor: Floats
    return_chance: Floats
    trained_return_chance: Floats
    retype_chance: Floats
    trained_retype_chance: Floats


@dataclass(frozen=True, slots=True)
class Journeys:
    """The ways of all cases of a service.

    Attributes
    ----------
    slots : columns of the matrices below
    taken : whether a case passes a slot, shape (n, s)
    work_seconds : open time worked in a slot, 0 where an applicant acts, shape (n, s)
    spent_seconds : open time from the step before to the end of this one, 0 where not taken, shape (n, s)
    officer : number of the person, shape (n, s)
    hours, untrained_hours : open hours from receipt to the end, as it went and without the training, shape (n,)
    came_back, untrained_came_back : whether a step was done twice, shape (n,)
    """

    slots: tuple[Slot, ...]
    taken: Flags
    work_seconds: Floats
    spent_seconds: Floats
    officer: NDArray[np.int64]
    hours: Floats
    untrained_hours: Floats
    came_back: Flags
    untrained_came_back: Flags


def list_slots(service: Service) -> tuple[Slot, ...]:
    """Return the longest way of a service: two returns to the applicant, one letter typed again."""
    slots: list[Slot] = []
    typed: Slot | None = None
    for step in service.steps:
        slot = Slot(step.name, step.role, step.wait_minutes, step.wait_spread, step.work_minutes, "always")
        slots.append(slot)
        if step.name == CHECK:
            for condition in ("returned", "returned_twice"):
                slots += _way_back(slot, condition)
        elif typed is not None:
            slots += [_again(typed, "retyped"), _again(slot, "retyped")]
            typed = None
        elif step.name == RETYPE:
            typed = slot
    return tuple(slots)


def _way_back(check: Slot, condition: Condition) -> list[Slot]:
    return [
        Slot(RETURN, "front", 0.0, 0.0, RETURN_WORK_MINUTES, condition),
        Slot(COMPLETE, None, 0.0, 0.0, 0.0, condition),
        _again(check, condition),
    ]


def _again(slot: Slot, condition: Condition) -> Slot:
    minutes = slot.wait_minutes * SECOND_LOOK, slot.work_minutes * SECOND_LOOK
    return Slot(slot.activity, slot.role, minutes[0], slot.wait_spread, minutes[1], condition)


@dataclass(frozen=True, slots=True)
class Spreads:
    """Spreads of a single case on the logarithm, and the applicant's mean open hours."""

    work: float
    case: float
    applicant_hours: float


def draw_journeys(
    service: Service,
    pace: Pace,
    officers: tuple[NDArray[np.int64], Sequence[Team]],
    speeds: Floats,
    spreads: Spreads,
    rng: np.random.Generator,
) -> Journeys:
    """Draw the way of each case.

    Parameters
    ----------
    officers : position of each case's office, shape (n,), and the teams of these offices
    speeds : factor on the working time of each person
    """
    slots = list_slots(service)
    luck = rng.random((len(pace.factor), 3))
    now = _conditions(luck, pace.trained_return_chance, pace.trained_retype_chance)
    otherwise = _conditions(luck, pace.return_chance, pace.retype_chance)
    taken = np.stack([now[slot.condition] for slot in slots], axis=1)
    taken_otherwise = np.stack([otherwise[slot.condition] for slot in slots], axis=1)
    officer, work, wait, outside = _draw_times(slots, pace, officers, speeds, spreads, rng)
    trained = pace.trained_factor[:, None]
    spent = np.where(taken, (work + wait) * trained + outside, 0.0)
    without = np.where(taken_otherwise, work + wait + outside, 0.0)
    return Journeys(
        slots=slots,
        taken=taken,
        work_seconds=np.where(taken, work * trained, 0.0),
        spent_seconds=spent,
        officer=officer,
        hours=spent.sum(axis=1) / 3600,
        untrained_hours=without.sum(axis=1) / 3600,
        came_back=now["returned"] | now["retyped"],
        untrained_came_back=otherwise["returned"] | otherwise["retyped"],
    )


def _draw_times(
    slots: tuple[Slot, ...],
    pace: Pace,
    officers: tuple[NDArray[np.int64], Sequence[Team]],
    speeds: Floats,
    spreads: Spreads,
    rng: np.random.Generator,
) -> tuple[NDArray[np.int64], Floats, Floats, Floats]:
    """Draw officer, work, waiting and the applicant's time for every slot, whether it is taken or not."""
    size, width = len(pace.factor), len(slots)
    officer = np.full((size, width), -1, dtype=np.int64)
    work, wait, outside = (np.zeros((size, width)) for _ in range(3))
    case = pace.factor * np.exp(rng.normal(0.0, spreads.case, size))
    for column, slot in enumerate(slots):
        pick = rng.random(size)
        if slot.role is None:
            officer[:, column] = officer[:, 0]
            outside[:, column] = rng.gamma(1.4, spreads.applicant_hours * 3600 / 1.4, size)
            continue
        officer[:, column] = _pick(officers, slot.role, pick)
        own = rng.normal(0.0, spreads.work, size)
        work[:, column] = slot.work_minutes * 60 * np.exp(own) * speeds[officer[:, column]] * case
        wait[:, column] = slot.wait_minutes * 60 * np.exp(rng.normal(0.0, slot.wait_spread, size))
        wait[:, column] *= case * pace.wait_factor
    return officer, work, wait, outside


def _conditions(luck: Floats, returned: Floats, retyped: Floats) -> Mapping[Condition, Flags]:
    once = luck[:, 0] < returned
    return {
        "always": np.ones(len(luck), dtype=np.bool_),
        "returned": once,
        "returned_twice": once & (luck[:, 1] < AGAIN_SHARE),
        "retyped": luck[:, 2] < retyped,
    }


def _pick(officers: tuple[NDArray[np.int64], Sequence[Team]], role: Role, luck: Floats) -> NDArray[np.int64]:
    office, teams = officers
    chosen = np.zeros(len(office), dtype=np.int64)
    for place, team in enumerate(teams):
        here = np.flatnonzero(office == place)
        people = np.array(team[role], dtype=np.int64)
        if role == "sign":
            # The head signs; a deputy now and then.
            share = np.where(luck[here] < DEPUTY_SHARE, len(people) - 1, 0)
        else:
            share = (luck[here] * len(people)).astype(np.int64)
        chosen[here] = people[share]
    return chosen
