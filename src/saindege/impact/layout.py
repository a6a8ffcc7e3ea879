"""Where each row of a long panel belongs in the matrix of units by periods."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Layout:
    """Places of the rows.

    Attributes
    ----------
    labels : of the units, ascending; periods : ascending
    cell : place of each row in the matrix, or None where the rows lie in it already, one after the other
    unit : code of the unit of each row, or None for the same reason
    first_entry : first row of each unit
    """

    labels: NDArray[np.generic]
    periods: Floats
    cell: Integers | None
    unit: Integers | None
    first_entry: Integers

    @property
    def shape(self) -> tuple[int, int]:
        """Units and periods."""
        return len(self.labels), len(self.periods)

    def wide(self, values: ArrayLike) -> Floats:
        """Return values as a matrix; an endless number is no outcome, no weight and no covariate."""
        column = np.asarray(values, dtype=np.float64)
        if self.cell is None:
            matrix = column
        else:
            matrix = np.full(self.shape[0] * self.shape[1], np.nan)
            matrix[self.cell] = column
        return np.where(np.isfinite(matrix), matrix, np.nan).reshape(self.shape)

    def differing(self, values: NDArray[np.generic]) -> Integers:
        """Return the rows whose value is not that of the first row of their unit."""
        if self.unit is None:
            matrix = values.reshape(self.shape)
            return np.flatnonzero(matrix != matrix[:, :1])
        return np.flatnonzero(values != values[self.first_entry][self.unit])

    def unit_of(self, row: int) -> int:
        """Return the code of the unit of a row."""
        return row // len(self.periods) if self.unit is None else int(self.unit[row])

    def repeated(self) -> Integers:
        """Return the rows that share their unit and period with another."""
        if self.cell is None:
            return np.zeros(0, dtype=np.int64)
        counts = np.bincount(self.cell, minlength=1)
        if counts.max(initial=0) <= 1:
            return np.zeros(0, dtype=np.int64)
        return np.flatnonzero(counts[self.cell] > 1)


def lay_out(unit: NDArray[np.generic], time: Floats) -> Layout:
    """Find the place of each row, both of one length."""
    laid = _in_blocks(unit, time)
    if laid is not None:
        return laid
    labels, unit_codes = codes(unit)
    times, time_codes = codes(time)
    first_entry = np.zeros(len(labels), dtype=np.int64)
    # Assigned backwards, so that the first row of a unit remains.
    first_entry[unit_codes[::-1]] = np.arange(len(unit_codes))[::-1]
    cell = unit_codes * len(times) + time_codes
    return Layout(labels, times.astype(np.float64), cell, unit_codes, first_entry)


def _in_blocks(unit: NDArray[np.generic], time: Floats) -> Layout | None:
    """The usual file: one unit after the other, each with the same periods in order; None for any other."""
    if unit.dtype.kind not in "iufU" or not len(unit):
        return None
    other = unit != unit[0]
    width = int(other.argmax()) or len(unit)
    if len(unit) % width:
        return None
    units, times = unit.reshape(-1, width), time.reshape(-1, width)
    labels, periods = units[:, 0], times[0]
    ascending = bool(np.greater(labels[1:], labels[:-1]).all() and (periods[1:] > periods[:-1]).all())
    if not ascending or bool((units != labels[:, None]).any()) or bool((times != periods).any()):
        return None
    return Layout(labels, periods, None, None, np.arange(0, len(unit), width))


def codes(values: NDArray[np.generic]) -> tuple[NDArray[np.generic], Integers]:
    """Distinct values in ascending order and the code of each entry; whole numbers take a short cut."""
    if values.dtype.kind in "iuf" and len(values):
        low, high = values.min(), values.max()
        span = float(high) - float(low)
        whole = values.dtype.kind != "f" or bool((values == np.floor(values)).all())
        if whole and span <= 4 * len(values) + 1000:
            shifted = (values - low).astype(np.int64)
            present = np.bincount(shifted) > 0
            return (np.flatnonzero(present) + low).astype(values.dtype), (np.cumsum(present) - 1)[shifted]
    labels, found = np.unique(values, return_inverse=True)
    return labels, found.astype(np.int64)
