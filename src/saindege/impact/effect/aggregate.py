"""Averages of group-time effects: over all, by time since treatment, by group, by calendar time.

The weights are the groups' shares of all units; that they are estimated adds to the influence of each unit what
`Combination.membership` holds: for a sum over cells S with shares p, ``(effect of its own cells - average) / sum p``.

Source: Callaway and Sant'Anna, Difference-in-Differences with multiple time periods, Journal of Econometrics 225
(2021), section 3; R `did`, `aggte`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from saindege.impact.effect.design import Cells
from saindege.impact.effect.influence import Combination
from saindege.impact.panel import Floats


@dataclass(frozen=True, slots=True)
class Averages:
    """Estimates of one kind of average and how each is summed from the cells.

    Attributes
    ----------
    labels : event times, groups or periods, shape (q,)
    effects : shape (q,)
    combination : of the cells, q rows
    """

    labels: Floats
    effects: Floats
    combination: Combination


@dataclass(frozen=True, slots=True)
class Sizes:
    """Cohorts and their shares.

    Attributes
    ----------
    cohorts : first-treated periods, shape (K,), infinity for never
    shares : weighted share of all units, shape (K,)
    """

    cohorts: Floats
    shares: Floats

    def share_of(self, group: Floats) -> Floats:
        """Return the share of each group named, same shape."""
        return self.shares[np.searchsorted(self.cohorts, group)]


def average(
    effects: Floats, cells: Cells, sizes: Sizes, members: NDArray[np.bool_], labels: Floats
) -> Averages:
    """Average the effects of `members`, shape (q, m), weighing each cell by the share of its group."""
    share = members * sizes.share_of(cells.group)
    total = share.sum(axis=1, keepdims=True)
    weights = share / total
    mean = weights @ effects
    apart = np.where(members, effects - mean[:, None], 0.0) / total
    own = cells.group[:, None] == sizes.cohorts[None, :]
    return Averages(labels, mean, Combination(weights, apart @ own))


def simple(effects: Floats, cells: Cells, sizes: Sizes) -> Averages:
    """Average over all cells from the treatment on."""
    return average(effects, cells, sizes, cells.post[None, :], np.zeros(1))


def by_event_time(effects: Floats, cells: Cells, sizes: Sizes) -> Averages:
    """Average over groups at each time since treatment, before it included."""
    labels = np.unique(cells.event_time)
    return average(effects, cells, sizes, cells.event_time == labels[:, None], labels)


def by_group(effects: Floats, cells: Cells, sizes: Sizes) -> Averages:
    """Average over time within each group, from the treatment on."""
    labels = np.unique(cells.group[cells.post])
    members = (cells.group == labels[:, None]) & cells.post
    found = average(effects, cells, sizes, members, labels)
    # Within one group all shares are equal, so their estimation adds nothing.
    return Averages(
        labels,
        found.effects,
        Combination(found.combination.weights, np.zeros_like(found.combination.membership)),
    )


def by_period(effects: Floats, cells: Cells, sizes: Sizes) -> Averages:
    """Average over the groups treated by then, at each period (labels are period indices)."""
    labels = np.unique(cells.time[cells.post])
    members = (cells.time == labels[:, None]) & cells.post
    return average(effects, cells, sizes, members, labels.astype(np.float64))


def overall_mean(averages: Averages, chosen: NDArray[np.bool_]) -> Averages:
    """Plain mean of the chosen averages."""
    rows = (chosen / chosen.sum())[None, :]
    return Averages(np.zeros(1), rows @ averages.effects, averages.combination.summed(rows))


def overall_of_groups(groups: Averages, sizes: Sizes) -> Averages:
    """Mean of the group effects, weighing each group by its share."""
    share = sizes.share_of(groups.labels)
    total = share.sum()
    rows = (share / total)[None, :]
    mean = rows @ groups.effects
    combined = groups.combination.summed(rows)
    own = groups.labels[:, None] == sizes.cohorts[None, :]
    membership = combined.membership + ((groups.effects - mean) / total) @ own
    return Averages(np.zeros(1), mean, Combination(combined.weights, membership))
