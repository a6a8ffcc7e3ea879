"""Weights that make one series out of many, found by Frank and Wolfe's steps for many problems at once.

Source: Arkhangelsky, Athey, Hirshberg, Imbens and Wager, Synthetic difference-in-differences, American Economic
Review 111 (2021), 4088-4118; the steps, the stopping rule and the second round from sparse weights are those of the
authors' R package `synthdid`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
FIRST_ROUND, SECOND_ROUND = 100, 10_000
# Sums kept up step by step are made afresh so often.
AFRESH = 200


@dataclass(frozen=True, slots=True)
class Penalty:
    """How much even weights are preferred, and the decrease below which the search stops; shape (B,) each."""

    size: Floats
    least_decrease: Floats


def fit_weights(parts: Floats, target: Floats, penalty: Penalty, start: Floats) -> Floats:
    """Find weights whose sum of parts, up to a constant, comes near the target; shape (B, m), each summing to 1.

    Parameters
    ----------
    parts : shape (B, n, m)
    target : shape (B, n)
    start : first weights, shape (B, m)
    """
    rough = _descend(parts, target, penalty, start, FIRST_ROUND)
    sparse = np.where(rough > rough.max(axis=1, keepdims=True) / 4, rough, 0.0)
    return _descend(parts, target, penalty, sparse / sparse.sum(axis=1, keepdims=True), SECOND_ROUND)


def _descend(parts: Floats, target: Floats, penalty: Penalty, start: Floats, most: int) -> Floats:
    centred = parts - parts.mean(axis=1, keepdims=True)
    aim = target - target.mean(axis=1, keepdims=True)
    count, size = parts.shape[1], parts.shape[2]
    form = np.matmul(centred.transpose(0, 2, 1), centred)
    form += (count * penalty.size**2)[:, None, None] * np.eye(size)
    pull = np.einsum("bnm,bn->bm", centred, aim)
    weights = start.copy()
    running, x, aims, least = np.arange(len(weights)), start.copy(), pull, penalty.least_decrease**2
    product = np.einsum("bij,bj->bi", form, weights)
    for step in range(1, most + 1):
        gradient = product - aims
        row, best = np.arange(len(running)), gradient.argmin(axis=1)
        moved = form[running, best] - product
        # Along d = e_best - x: slope g'd and curvature d'Fd.
        slope = gradient[row, best] - np.einsum("bm,bm->b", gradient, x)
        curvature = moved[row, best] - np.einsum("bm,bm->b", moved, x)
        length = np.clip(
            np.divide(-slope, curvature, out=np.zeros_like(slope), where=curvature > 0), 0.0, 1.0
        )
        x *= (1.0 - length)[:, None]
        x[row, best] += length
        product += moved * length[:, None]
        going = (-2 * length * slope - length**2 * curvature > count * least) | (step < 2)
        if not going.all():
            weights[running] = x
            running, x, product, aims, least = (one[going] for one in (running, x, product, aims, least))
            if not len(running):
                break
        if step % AFRESH == 0:
            product = np.einsum("bij,bj->bi", form[running], x)
    weights[running] = x
    return weights
