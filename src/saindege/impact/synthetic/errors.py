"""Errors of the synthetic estimate: placebos among the controls, jackknife, bootstrap.

Source: Arkhangelsky et al. (2021), algorithms 2 to 4, as in the R package `synthdid`: placebos and bootstrap fit the
weights anew, starting from those found; the jackknife keeps them.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from saindege.base import chance
from saindege.impact.synthetic.block import Block
from saindege.impact.synthetic.fit import Fit, Settings, effect, fit

Floats = NDArray[np.float64]
ErrorKind = Literal["placebo", "jackknife", "bootstrap"]
# Draws stop their search this many times sooner: that moves the error by a thousandth, chance by a twentieth.
DRAWS_STOP = 100
ERRORS: tuple[ErrorKind, ...] = get_args(ErrorKind)


def standard_error(
    block: Block, settings: Settings, found: Fit, kind: ErrorKind, draws: int, seed: int
) -> float | None:
    """Return the standard error, None where this kind cannot tell it.

    Placebos need more controls than treated units; the others more than one treated unit.
    """
    treated = len(block.units) - block.controls
    rougher = replace(settings, least_decrease=DRAWS_STOP * settings.least_decrease)
    if kind == "placebo":
        estimates = None if treated >= block.controls else _placebos(block, rougher, found, draws, seed)
    elif treated < 2:
        return None
    elif kind == "jackknife":
        return _jackknife(block, found)
    else:
        estimates = _bootstrap(block, rougher, found, draws, seed)
    if estimates is None or len(estimates) < 2:
        return None
    spread = float(np.std(estimates))
    return spread if spread > 0 else None


def _normalised(weights: Floats) -> Floats:
    total = weights.sum(axis=1, keepdims=True)
    even = np.full_like(weights, 1 / weights.shape[1])
    return np.where(total > 0, weights / np.where(total > 0, total, 1.0), even)


def _placebos(block: Block, settings: Settings, found: Fit, draws: int, seed: int) -> Floats:
    """Treat as many controls as there are treated units: by lot, or each choice once where these are fewer."""
    treated = len(block.units) - block.controls
    left = block.controls - treated
    everybody = np.arange(block.controls)
    if math.comb(block.controls, treated) <= draws:
        chosen = itertools.combinations(range(block.controls), treated)
        order = np.array([[*np.delete(everybody, one), *one] for one in chosen])
    else:
        order = chance.stream(seed, "placebos").permuted(np.tile(everybody, (draws, 1)), axis=1)
    times = np.tile(found.time_weights, (len(order), 1))
    units = _normalised(found.unit_weights[0][order[:, :left]])
    return fit(block.outcome[order], left, block.before, settings, units, times).att


def _bootstrap(block: Block, settings: Settings, found: Fit, draws: int, seed: int) -> Floats:
    """Draw units with replacement until `draws` samples hold both kinds."""
    rng = chance.stream(seed, "bootstrap of units")
    count = len(block.units)
    table = np.empty((0, count), dtype=np.int64)
    while len(table) < draws:
        more = np.sort(rng.integers(0, count, size=(draws, count)), axis=1)
        kept = (more[:, 0] < block.controls) & (more[:, -1] >= block.controls)
        table = np.vstack([table, more[kept]])[:draws]
    controls = (table < block.controls).sum(axis=1)
    estimates = np.empty(draws)
    # Samples with as many controls have one shape and are fitted together.
    for size in np.unique(controls).tolist():
        which = np.flatnonzero(controls == size)
        units = _normalised(found.unit_weights[0][table[which, :size]])
        times = np.tile(found.time_weights, (len(which), 1))
        estimates[which] = fit(block.outcome[table[which]], size, block.before, settings, units, times).att
    return estimates


def _jackknife(block: Block, found: Fit) -> float | None:
    """Leave out one unit at a time with the weights as they are."""
    if (found.unit_weights[0] > 0).sum() < 2:
        return None
    count = len(block.units)
    estimates = np.empty(count)
    for out in range(count):
        kept = np.delete(np.arange(count), out)
        units = _normalised(found.unit_weights[:, kept[kept < block.controls]])
        estimates[out] = effect(block.outcome[kept][None], units, found.time_weights)[0]
    spread = float(np.sqrt((count - 1) / count * ((estimates - estimates.mean()) ** 2).sum()))
    return spread if spread > 0 else None
