"""The full cost of a batch: what is paid, and the time of those who are away."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CostInputs:
    """What is written down for one batch; rupiah and hours, none below 0.

    Attributes
    ----------
    fees : speakers, committee; travel : transport, daily allowances; materials : room, food, paper, licences
    participants : who attended
    hours_away : working hours that each participant was away from the office, travel included
    staff_hour : rupiah of pay and allowances for one working hour
    cover_hours : hours in which somebody else kept the counter open, summed
    cover_hour : rupiah for one of them
    """

    fees: float
    travel: float
    materials: float
    participants: int
    hours_away: float
    staff_hour: float
    cover_hours: float = 0.0
    cover_hour: float = 0.0


@dataclass(frozen=True, slots=True)
class FullCost:
    """The parts in rupiah, their sum, and the sum for each participant (None without any)."""

    fees: float
    travel: float
    materials: float
    salaries: float
    cover: float
    total: float
    each: float | None

    @property
    def paid(self) -> float:
        """What leaves the treasury for the course itself."""
        return self.fees + self.travel + self.materials


def full_cost(inputs: CostInputs) -> FullCost:
    """Add up what a batch truly costs; the hours of participants are pay for work not done."""
    salaries = inputs.participants * inputs.hours_away * inputs.staff_hour
    cover = inputs.cover_hours * inputs.cover_hour
    total = inputs.fees + inputs.travel + inputs.materials + salaries + cover
    each = total / inputs.participants if inputs.participants else None
    return FullCost(inputs.fees, inputs.travel, inputs.materials, salaries, cover, total, each)
