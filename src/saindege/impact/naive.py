"""What before and after alone would say, beside what the comparison offices did in the same months."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from saindege.impact.panel import Floats, Panel


@dataclass(frozen=True, slots=True)
class BeforeAndAfter:
    """Means before and after the training, each trained office counting the same; never an effect.

    Attributes
    ----------
    trained_before, trained_after : of the trained offices, around their own dates, in the unit of the outcome
    compared_before, compared_after : of the offices that are not trained, around the same dates; None without them
    trained, compared : offices behind each pair
    """

    trained_before: float
    trained_after: float
    compared_before: float | None
    compared_after: float | None
    trained: int
    compared: int

    @property
    def trained_change(self) -> float:
        """After minus before of the trained offices."""
        return self.trained_after - self.trained_before

    @property
    def compared_change(self) -> float | None:
        """After minus before of the comparison offices."""
        if self.compared_before is None or self.compared_after is None:
            return None
        return self.compared_after - self.compared_before


def before_and_after(panel: Panel) -> BeforeAndAfter | None:
    """Compare means before and after; None where no trained office has figures on both sides.

    The comparison offices are those never trained within the panel. They have no date of their own, so they are read
    around the date of each trained office in turn.
    """
    waiting = panel.first_treated > panel.periods[-1]
    trained = [
        pair
        for date, values in zip(panel.first_treated[~waiting], panel.outcome[~waiting], strict=True)
        if (pair := _around(values, panel.periods, float(date))) is not None
    ]
    if not trained:
        return None
    compared = [
        pair
        for date in panel.first_treated[~waiting]
        for values in panel.outcome[waiting]
        if (pair := _around(values, panel.periods, float(date))) is not None
    ]
    before, after = _means(trained)
    other_before, other_after = _means(compared) if compared else (None, None)
    return BeforeAndAfter(before, after, other_before, other_after, len(trained), int(waiting.sum()))


def _around(values: Floats, periods: Floats, date: float) -> tuple[float, float] | None:
    known = np.isfinite(values)
    before, after = values[known & (periods < date)], values[known & (periods >= date)]
    return (float(before.mean()), float(after.mean())) if len(before) and len(after) else None


def _means(pairs: Iterable[tuple[float, float]]) -> tuple[float, float]:
    listed: Sequence[tuple[float, float]] = list(pairs)
    return float(np.mean([pair[0] for pair in listed])), float(np.mean([pair[1] for pair in listed]))
