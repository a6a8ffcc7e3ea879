"""What is compared with what: the options of an estimate and its group-time cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from saindege.impact.panel import Floats, Panel

Control = Literal["never", "notyet"]
Method = Literal["dr", "reg", "ipw"]
Better = Literal["lower", "higher"]
Assignment = Literal["lottery", "chosen", "unknown"]

# A comparison of one office is an anecdote: with it the error cannot be told at all.
FEWEST_CONTROLS = 2


@dataclass(frozen=True, slots=True)
class Options:
    """How to estimate; repeated in every answer.

    Attributes
    ----------
    control : who is compared with: units never treated, or those not treated yet
    method : doubly robust, outcome regression or inverse probability weighting; alike without covariates
    covariates : names of the panel's covariates to adjust for
    anticipation : periods before treatment in which units may already react
    better : whether a smaller or a larger outcome is the good one
    draws : multiplier-bootstrap draws for the simultaneous band; 0 for none
    permutations : most permutations of dates; 0 for none; None for 999 up to 200 units and none above
    assignment : how the dates came about: drawn by lot, chosen, or not said
    case_mix, open_share : names of the panel's checks that must not move with the training
    seed : the same seed gives the same answer
    """

    control: Control = "notyet"
    method: Method = "dr"
    covariates: tuple[str, ...] = ()
    anticipation: float = 0
    better: Better = "lower"
    draws: int = 999
    permutations: int | None = None
    assignment: Assignment = "unknown"
    case_mix: tuple[str, ...] = ()
    open_share: tuple[str, ...] = ()
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Cells:
    """The group-time cells to estimate, in order of group, then time.

    Attributes
    ----------
    group : period in which the group was first treated, shape (m,)
    time : index of the period, shape (m,)
    base : index of the period compared with, shape (m,)
    post : whether the cell lies at or after the treatment, shape (m,)
    pre : whether it lies before treatment and anticipation, shape (m,)
    controls_after : cohorts treated after this period serve as controls, infinity for never; shape (m,)
    event_time : periods since the treatment, shape (m,)
    """

    group: Floats
    time: NDArray[np.int64]
    base: NDArray[np.int64]
    post: NDArray[np.bool_]
    pre: NDArray[np.bool_]
    controls_after: Floats
    event_time: Floats

    def __len__(self) -> int:
        return len(self.group)

    def may_control(self, cohort: float) -> NDArray[np.bool_]:
        """For each cell, whether units first treated in `cohort` may serve as controls, shape (m,)."""
        if np.isinf(cohort):
            return np.ones(len(self), dtype=np.bool_)
        later: NDArray[np.bool_] = (cohort > self.controls_after) & (self.group != cohort)
        return later


@dataclass(frozen=True, slots=True)
class DroppedCell:
    """A cell that was not estimated, and why (a snake_case code)."""

    group: float
    time: int
    reason: str


def effective_cohorts(panel: Panel, anticipation: float) -> Floats:
    """First-treated dates with those after the panel's end as never, shape (n,)."""
    beyond = panel.first_treated > panel.periods[-1] + anticipation
    return np.where(beyond, np.inf, panel.first_treated)


def last_cohort(cohorts: Floats) -> float | None:
    """The cohort that stands in for the never treated where there are none, else None.

    Source: R `did` 2.5.1; Callaway and Sant'Anna (2021), section 2: without a never-treated group effects
    are defined before the last cohort's treatment only.
    """
    return None if np.isinf(cohorts).any() else float(cohorts.max())


def plan_cells(panel: Panel, cohorts: Floats, options: Options) -> tuple[Cells, list[DroppedCell]]:
    """List the cells with a varying base period, and those that can have no comparison at all.

    Before treatment the base is the period before; from treatment (less anticipation) on it is the last
    period before that.
    """
    periods, ahead = panel.periods, options.anticipation
    stand_in = last_cohort(cohorts)
    end = np.inf if stand_in is None else stand_in - ahead
    rows: list[tuple[float, int, int]] = []
    dropped = []
    for group in np.unique(cohorts[np.isfinite(cohorts)]).tolist():
        clean = int(np.flatnonzero(periods + ahead < group)[-1])
        for time in range(1, len(periods)):
            if periods[time] >= end:
                dropped.append(DroppedCell(group, time, "no_controls_left"))
            elif group == stand_in:
                dropped.append(DroppedCell(group, time, "last_group_is_comparison"))
            else:
                rows.append((group, time, clean if group - ahead <= periods[time] else time - 1))
    table = np.array(rows, dtype=np.float64).reshape(-1, 3)
    group_of, time_of = table[:, 0], table[:, 1].astype(np.int64)
    after = periods[time_of] + ahead if options.control == "notyet" else np.full(len(rows), np.inf)
    cells = Cells(
        group=group_of,
        time=time_of,
        base=table[:, 2].astype(np.int64),
        post=periods[time_of] >= group_of,
        pre=periods[time_of] < group_of - ahead,
        controls_after=after,
        event_time=periods[time_of] - group_of,
    )
    return cells, dropped


def subset(cells: Cells, chosen: NDArray[np.bool_]) -> Cells:
    """Return only the chosen cells, shape (m,) of truth values."""
    return Cells(
        group=cells.group[chosen],
        time=cells.time[chosen],
        base=cells.base[chosen],
        post=cells.post[chosen],
        pre=cells.pre[chosen],
        controls_after=cells.controls_after[chosen],
        event_time=cells.event_time[chosen],
    )
