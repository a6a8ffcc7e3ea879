"""Effect of one cell adjusted for covariates, for many assignments of treatment at once.

Source: Sant'Anna and Zhao, Doubly robust difference-in-differences estimators, Journal of Econometrics 219 (2020),
101-122; the outcome regression of Heckman, Ichimura and Todd (1997); the normalised weights of Hajek (1971).
Assumes that the change of the untreated, given the covariates, would have been that of the controls.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from saindege.impact.effect.design import Method
from saindege.impact.panel import Floats

SINGULAR, NO_OVERLAP = 3, 4
# As in R `did`: a unit that is as good as certain to be treated has no counterpart.
LARGEST_PROPENSITY = 0.999
# As in R `DRDID`: controls above this propensity are left out of the weights.
TRIM_PROPENSITY = 0.995


@dataclass(frozen=True, slots=True)
class Sample:
    """One cell under B assignments.

    Attributes
    ----------
    change : change of the outcome, shape (n,), 0 where missing
    treated, control : weights of the members, shape (B, n), 0 for who is not in the cell
    design : intercept and covariates, shape (n, k)
    products : of each unit's row of the design with itself, shape (n, k * k)
    """

    change: Floats
    treated: Floats
    control: Floats
    design: Floats
    products: Floats


@dataclass(frozen=True, slots=True)
class Propensity:
    """Fitted chance of being treated.

    Attributes
    ----------
    share : shape (B, n)
    inverse_information : shape (B, k, k)
    reason : 0 where it could be fitted, else a reason code, shape (B,)
    """

    share: Floats
    inverse_information: Floats
    reason: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class CellEstimate:
    """Effects of shape (B,), influence of shape (B, n) (before the factor n), reasons of shape (B,)."""

    effect: Floats
    influence: Floats
    reason: NDArray[np.int8]


def products_of(design: Floats) -> Floats:
    """Return the product of each row with itself, flat."""
    return (design[:, :, None] * design[:, None, :]).reshape(len(design), -1)


def _inverse(matrices: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """Invert symmetric matrices, shape (B, k, k); the second part says which could not be."""
    size = matrices.shape[-1]
    roots = np.linalg.eigvalsh(matrices)
    bad = ~(roots[:, 0] > np.finfo(float).eps * size * roots[:, -1])
    usable = np.where(bad[:, None, None], np.eye(size), matrices)
    return np.linalg.inv(usable), bad


def fit_propensity(sample: Sample) -> Propensity:
    """Fit the logit of being treated by Newton's method until the mean gradient is at most 1e-12."""
    weight = sample.treated + sample.control
    design, products = sample.design, sample.products
    size = design.shape[1]
    total = weight.sum(axis=1)
    coefficients = np.zeros((len(weight), size))
    reason = np.zeros(len(weight), dtype=np.int8)
    share = np.full(weight.shape, 0.5)
    inverse = np.zeros((len(weight), size, size))
    for _ in range(60):
        share = 1.0 / (1.0 + np.exp(-np.clip(coefficients @ design.T, -35.0, 35.0)))
        slope = (sample.treated - weight * share) @ design
        spread = weight * share * (1.0 - share)
        inverse, singular = _inverse((spread @ products).reshape(-1, size, size))
        certain = (share * (weight > 0)).max(axis=1) > 1.0 - 1e-9
        reason[singular & (reason == 0) & ~certain] = SINGULAR
        reason[certain & (reason == 0)] = NO_OVERLAP
        open_ones = (reason == 0) & (np.abs(slope).max(axis=1) > 1e-12 * total)
        if not open_ones.any():
            break
        step = np.einsum("bij,bj->bi", inverse, slope)
        coefficients[open_ones] += step[open_ones]
    largest = (share * (weight > 0)).max(axis=1)
    reason[(largest >= LARGEST_PROPENSITY) & (reason == 0)] = NO_OVERLAP
    return Propensity(share, inverse, reason)


def estimate_cell(sample: Sample, method: Method, propensity: Propensity | None) -> CellEstimate:
    """Estimate one cell by regression (`reg`), weighting (`ipw`) or both (`dr`)."""
    reason = np.zeros(len(sample.treated), dtype=np.int8)
    controls = None if propensity is None else _odds(sample, propensity)
    residual = np.broadcast_to(sample.change, sample.treated.shape)
    lever = np.zeros_like(sample.treated)
    treated_mass = sample.treated.sum(axis=1, keepdims=True)
    if method != "ipw":
        size = sample.design.shape[1]
        inverse, singular = _inverse((sample.control @ sample.products).reshape(-1, size, size))
        reason[singular] = SINGULAR
        slopes = np.einsum("bij,bj->bi", inverse, (sample.control * sample.change) @ sample.design)
        residual = sample.change - slopes @ sample.design.T
        target = (sample.treated @ sample.design) / treated_mass
        if controls is not None:
            odds, mass = controls
            target = target - (odds @ sample.design) / mass
        # Influence of the fitted regression: each control's pull on the predicted change of the treated.
        lever = sample.control * residual * (np.einsum("bij,bj->bi", inverse, target) @ sample.design.T)
    treated_mean = (sample.treated * residual).sum(axis=1, keepdims=True) / treated_mass
    influence = sample.treated * (residual - treated_mean) / treated_mass - lever
    effect = treated_mean[:, 0]
    if propensity is not None and controls is not None:
        odds, mass = controls
        reason = np.where(propensity.reason > 0, propensity.reason, reason)
        control_mean = (odds * residual).sum(axis=1, keepdims=True) / mass
        apart = odds * (residual - control_mean)
        pull = np.einsum("bij,bj->bi", propensity.inverse_information, apart @ sample.design)
        score = sample.treated - (sample.treated + sample.control) * propensity.share
        influence = influence - (apart + score * (pull @ sample.design.T)) / mass
        effect = effect - control_mean[:, 0]
    return CellEstimate(effect, influence, reason)


def _odds(sample: Sample, propensity: Propensity) -> tuple[Floats, Floats]:
    share = np.minimum(propensity.share, 1.0 - 1e-6)
    odds = sample.control * share / (1.0 - share) * (propensity.share < TRIM_PROPENSITY)
    mass = odds.sum(axis=1, keepdims=True)
    return odds, np.where(mass > 0, mass, 1.0)
