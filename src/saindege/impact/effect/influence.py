"""Influence functions of the cells and of any weighted sum of them.

Each estimate here is an average over units of an influence value, so that the variance of any weighted sum of
cells follows from the units' values. `Combination` says which sum; both forms of influence answer alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from saindege.impact.panel import Floats, Integers


@dataclass(frozen=True, slots=True)
class Combination:
    """Weighted sums of cells whose weights were estimated too.

    Attributes
    ----------
    weights : shape (q, m), of the cells
    membership : shape (q, K): what belonging to cohort k adds, because the weights are estimated shares
    """

    weights: Floats
    membership: Floats

    def summed(self, rows: Floats) -> Combination:
        """Combine combinations: `rows` of shape (r, q)."""
        return Combination(rows @ self.weights, rows @ self.membership)


class Influence(Protocol):
    """Influence of every unit on every cell."""

    def covariance(self, combination: Combination) -> Floats:
        """Covariance of the combined estimates, shape (q, q)."""

    def values(self, combination: Combination) -> Floats:
        """Influence summed per cluster, shape (G, q); the estimate's error is their sum over n."""


@dataclass(frozen=True, slots=True)
class UnitInfluence:
    """Influence written out: one row a unit, one column a cell.

    Attributes
    ----------
    cells : shape (n, m)
    cohort : code of each unit's cohort, shape (n,)
    weight : shape (n,)
    cluster : code of each unit's cluster, shape (n,), or None
    """

    cells: Floats
    cohort: Integers
    weight: Floats
    cluster: Integers | None = None

    def _members(self, kinds: int) -> Floats:
        """Influence on each cell and weight in each cohort, summed per cluster: shape (G, m + K)."""
        own = np.zeros((len(self.weight), kinds))
        own[np.arange(len(own)), self.cohort] = self.weight
        unit = np.hstack([self.cells, own])
        if self.cluster is None:
            return unit
        sums = np.zeros((int(self.cluster.max()) + 1, unit.shape[1]))
        np.add.at(sums, self.cluster, unit)
        return sums

    def values(self, combination: Combination) -> Floats:
        members = self._members(combination.membership.shape[1])
        return np.asarray(members @ np.hstack([combination.weights, combination.membership]).T)

    def covariance(self, combination: Combination) -> Floats:
        rows = np.hstack([combination.weights, combination.membership])
        members = self._members(combination.membership.shape[1])
        # Through the cells' own products, which are fewer than the combinations'.
        return np.asarray(rows @ (members.T @ members) @ rows.T / len(self.weight) ** 2)


@dataclass(frozen=True, slots=True)
class CohortInfluence:
    """Influence as a linear form in each cohort's outcomes; its variance needs only their Gram matrices.

    The influence of unit i of cohort k on cell c is ``forms[k, c] @ basis[i]``, where the basis of a unit is
    its weighted outcomes and its weight.

    Attributes
    ----------
    forms : shape (K, m, T + 1)
    basis : shape (n, T + 1), units sorted by cohort
    bounds : where each cohort begins in the basis, shape (K + 1,)
    order : the unit behind each row of the basis, shape (n,)
    """

    forms: Floats
    basis: Floats
    bounds: Integers
    order: Integers

    def _combined(self, combination: Combination) -> Floats:
        forms = np.matmul(combination.weights[None], self.forms)
        forms[:, :, -1] += combination.membership.T
        return np.asarray(forms)

    def values(self, combination: Combination) -> Floats:
        forms = self._combined(combination)
        out = np.empty((len(self.basis), forms.shape[1]))
        for k in range(len(forms)):
            rows = slice(self.bounds[k], self.bounds[k + 1])
            out[self.order[rows]] = self.basis[rows] @ forms[k].T
        return out

    def covariance(self, combination: Combination) -> Floats:
        forms = self._combined(combination)
        total = np.zeros((forms.shape[1], forms.shape[1]))
        for k in range(len(forms)):
            rows = self.basis[self.bounds[k] : self.bounds[k + 1]]
            total += forms[k] @ (rows.T @ rows) @ forms[k].T
        return total / len(self.basis) ** 2
