"""Other ways in which the same dates could have fallen on the same units."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from saindege.base import chance
from saindege.impact.panel import Floats, Integers


@dataclass(frozen=True, slots=True)
class Assignments:
    """Permuted dates.

    Attributes
    ----------
    cohorts : shape (B, n); with `exact` all distinct assignments, the real one among them
    exact : whether every possible assignment is listed
    """

    cohorts: Floats
    exact: bool


def count_assignments(cohorts: Floats, strata: Integers) -> int:
    """Number of distinct ways to hand out the dates within the strata."""
    total = 1
    for stratum in np.unique(strata):
        dates, sizes = np.unique(cohorts[strata == stratum], return_counts=True)
        left = int(sizes.sum())
        for size in sizes.tolist()[: len(dates) - 1]:
            total *= math.comb(left, size)
            left -= size
    return total


def draw_assignments(
    cohorts: Floats, *, strata: Integers | None, cluster: Integers | None, limit: int, seed: int
) -> Assignments:
    """Permute the dates, shape (n,), within strata; all assignments where there are no more than `limit`.

    Where all units of every cluster share one date, whole clusters change places.
    """
    unit_strata = np.zeros(len(cohorts), dtype=np.int64) if strata is None else strata
    holder = _holders(cohorts, unit_strata, cluster)
    entry = np.unique(holder, return_index=True)[1]
    dates, groups = cohorts[entry], unit_strata[entry]
    if count_assignments(dates, groups) <= limit:
        table = np.array(list(_enumerate(dates, groups)))
        return Assignments(table[:, holder], exact=True)
    rng = chance.stream(seed, "permutations")
    table = np.tile(dates, (limit, 1))
    for stratum in np.unique(groups):
        places = np.flatnonzero(groups == stratum)
        table[:, places] = rng.permuted(table[:, places], axis=1)
    return Assignments(table[:, holder], exact=False)


def _holders(cohorts: Floats, strata: Integers, cluster: Integers | None) -> Integers:
    """Code of what holds a date: the cluster where its units share date and stratum, else the unit."""
    alone = np.arange(len(cohorts))
    if cluster is None:
        return alone
    first = np.unique(cluster, return_index=True)[1][cluster]
    together = (cohorts == cohorts[first]).all() and (strata == strata[first]).all()
    return cluster if together else alone


def _enumerate(dates: Floats, groups: Integers) -> Iterator[Floats]:
    places = [np.flatnonzero(groups == stratum) for stratum in np.unique(groups)]
    for parts in itertools.product(*(_arrangements(dates[place]) for place in places)):
        row = np.empty(len(dates))
        for place, part in zip(places, parts, strict=True):
            row[place] = part
        yield row


def _arrangements(dates: Floats) -> list[Floats]:
    """All distinct orders of a list of dates with repetitions."""
    values, sizes = np.unique(dates, return_counts=True)
    found = [np.full(len(dates), np.nan)]
    for value, size in zip(values, sizes, strict=True):
        grown = []
        for row in found:
            for chosen in itertools.combinations(np.flatnonzero(np.isnan(row)), int(size)):
                filled = row.copy()
                filled[list(chosen)] = value
                grown.append(filled)
        found = grown
    return found
