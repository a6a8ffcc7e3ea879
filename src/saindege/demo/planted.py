"""What training truly changes: the one file ``planted.toml``, read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from saindege.demo import tables


@dataclass(frozen=True, slots=True)
class PlannedWave:
    """A wave before its offices are drawn: months before the end of the logs, number of offices."""

    months_before: int
    offices: int


@dataclass(frozen=True, slots=True)
class Lottery:
    """Which offices a course is drawn among: those of some kinds, or those that offer a service."""

    course: str
    kinds: tuple[str, ...]
    service: str
    waves: tuple[PlannedWave, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """The true effect of a course on a service.

    Attributes
    ----------
    course, service : codes
    turnaround : factor on the office's own time, once fully in use; 1 changes nothing
    ramp : share of the change on the logarithm in month 0, 1, ... after the training; the last one stays
    returns : factor on the chance that a case comes back
    satisfaction : element code to change of the leaning towards a better answer
    """

    course: str
    service: str
    turnaround: float
    ramp: tuple[float, ...]
    returns: float
    satisfaction: Mapping[str, float]

    @property
    def is_null(self) -> bool:
        """Whether the training truly changes nothing."""
        return self.turnaround == 1 and self.returns == 1 and not any(self.satisfaction.values())

    def share_in_use(self, months_since: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return how far the new way is in use, 0 to 1; 0 before the training (negative months)."""
        ramp = np.array(self.ramp)
        reached = ramp[np.clip(months_since, 0, len(ramp) - 1)]
        return np.where(months_since < 0, 0.0, reached)


def read_lotteries() -> tuple[Lottery, ...]:
    """Return every lottery of the file."""
    return tuple(
        Lottery(
            row["course"],
            tuple(row.get("kinds", [])),
            row.get("service", ""),
            tuple(PlannedWave(**wave) for wave in row["waves"]),
        )
        for row in _file()["lottery"]
    )


def read_effects() -> tuple[Effect, ...]:
    """Return every effect of the file."""
    return tuple(
        Effect(
            row["course"],
            row["service"],
            float(row["turnaround"]),
            tuple(map(float, row["ramp"])),
            float(row["returns"]),
            dict(row["satisfaction"]),
        )
        for row in _file()["effect"]
    )


def effect_on(service: str) -> Effect | None:
    """Return the effect on a service, None where no course touches it."""
    return next((effect for effect in read_effects() if effect.service == service), None)


def _file() -> Mapping[str, Any]:
    return tables.read_toml("planted.toml")
