"""The true effect in the generated logs: each case told with and without the training, averaged as a study does."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from saindege.demo import planted
from saindege.demo.logs import ServiceLog
from saindege.demo.waves import Draw

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class TrueEffect:
    """What the training truly changed, averaged over trained offices and their months since the training.

    Attributes
    ----------
    log_hours : mean change of the logarithm of working hours; -0.3 is about a quarter faster
    hours : mean change of working hours
    came_back : change of the share of cases in which a step was done twice, -1 to 1
    offices : trained offices
    cells : office-months from the month of the training on that hold an answered case
    cases : answered cases in them
    """

    log_hours: float
    hours: float
    came_back: float
    offices: int
    cells: int
    cases: int

    def as_json(self) -> dict[str, float | int]:
        """Return the shape that a study keeps beside its estimate."""
        return {
            "log_hours": self.log_hours,
            "hours": self.hours,
            "came_back": self.came_back,
            "offices": self.offices,
            "cells": self.cells,
            "cases": self.cases,
        }


def true_effect(log: ServiceLog, draw: Draw) -> TrueEffect | None:
    """Return the true effect of a course on a service; None where no trained office has an answered case.

    Every office-month counts the same, as in the estimate. Cases still open are left out of both sides.
    """
    dates = draw.trained_on()
    first = np.array(
        [
            day.year * 12 + day.month - 1 if (day := dates.get(code)) else np.iinfo(np.int64).max
            for code in log.service.offices
        ]
    )
    counted = log.finished & (log.case_month >= first[log.case_office])
    if not counted.any():
        return None
    months = int(log.case_month.max()) + 1
    cells, cell = np.unique(log.case_office[counted] * months + log.case_month[counted], return_inverse=True)

    def change(observed: Floats, without: Floats) -> float:
        difference = (observed - without)[counted]
        return float(np.mean(np.bincount(cell, weights=difference) / np.bincount(cell)))

    return TrueEffect(
        log_hours=change(np.log(log.hours), np.log(log.untrained_hours)),
        hours=change(log.hours, log.untrained_hours),
        came_back=change(log.came_back.astype(np.float64), log.untrained_came_back.astype(np.float64)),
        offices=len(np.unique(log.case_office[counted])),
        cells=len(cells),
        cases=int(counted.sum()),
    )


def draw_of(service: str, draws: tuple[Draw, ...]) -> Draw | None:
    """Return the lottery of the course that touches a service, None where there is none."""
    effect = planted.effect_on(service)
    return next((draw for draw in draws if effect and draw.course == effect.course), None)
