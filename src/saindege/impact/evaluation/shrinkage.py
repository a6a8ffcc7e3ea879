"""Groups side by side, fairly: a mean of few is drawn towards the mean of all as far as chance may have moved it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Group:
    """One group before shrinking.

    Attributes
    ----------
    name : as shown
    n : answers
    mean : of them
    variance : of the mean, that is squared standard error; above 0
    """

    name: str
    n: int
    mean: float
    variance: float


@dataclass(frozen=True, slots=True)
class ShrunkGroup:
    """One group after shrinking.

    Attributes
    ----------
    mean : raw; shrunk : drawn towards the mean of all; ci95 : of the shrunk mean
    weight : share of the group's own mean in it, 0 to 1
    is_hidden : fewer answers than may be shown; mean, shrunk and ci95 are then None
    """

    name: str
    n: int
    mean: float | None
    shrunk: float | None
    ci95: tuple[float, float] | None
    weight: float
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Shrunk:
    """All groups.

    Attributes
    ----------
    mean, error : of all groups, and its standard error
    between : variance between groups beyond chance, 0 where chance explains everything
    groups : in the order given
    """

    mean: float
    error: float
    between: float
    groups: tuple[ShrunkGroup, ...]


def groups_of(values: Mapping[str, Sequence[float]]) -> list[Group]:
    """Return groups with the variance within all of them pooled: two answers say little of their own spread."""
    squares = sum(
        sum((value - sum(group) / len(group)) ** 2 for value in group) for group in values.values() if group
    )
    freedom = sum(len(group) - 1 for group in values.values() if group)
    within = squares / freedom if freedom > 0 else 0.0
    return [group_of(name, group, within) for name, group in values.items() if group]


def group_of(name: str, values: Sequence[float], within: float) -> Group:
    """Return one group, its variance from the variance within that all groups share."""
    n = len(values)
    return Group(name, n, sum(values) / n, within / n)


def shrink(groups: Sequence[Group], *, smallest: int = 0) -> Shrunk:
    """Shrink the means of groups towards their common mean.

    Parameters
    ----------
    groups : at least one
    smallest : a group with fewer answers helps to find the common mean, and is not shown itself

    Source
    ------
    Empirical Bayes for normal means; variance between groups as in R. DerSimonian and N. Laird (1986), Meta-analysis in
    clinical trials, Controlled Clinical Trials 7, 177-188. The interval adds the error of the common mean as in C. Morris
    (1983), Parametric empirical Bayes inference, JASA 78, 47-55.

    Assumes: means are about normal, groups are of one kind; not known is who chose which course or speaker.
    """
    # Groups without any spread within would weigh without end.
    variances = [max(group.variance, 1e-12) for group in groups]
    between = _between([group.mean for group in groups], variances)
    weights = [1 / (variance + between) for variance in variances]
    whole = sum(weights)
    mean = sum(weight * group.mean for weight, group in zip(weights, groups, strict=True)) / whole
    rows = []
    for group, variance in zip(groups, variances, strict=True):
        own = between / (between + variance)
        spread = math.sqrt(own * variance + (1 - own) ** 2 / whole)
        shrunk = own * group.mean + (1 - own) * mean
        is_hidden = group.n < smallest
        rows.append(
            ShrunkGroup(
                group.name,
                group.n,
                None if is_hidden else group.mean,
                None if is_hidden else shrunk,
                None if is_hidden else (shrunk - Z95 * spread, shrunk + Z95 * spread),
                own,
                is_hidden,
            )
        )
    return Shrunk(mean, math.sqrt(1 / whole), between, tuple(rows))


def _between(means: Sequence[float], variances: Sequence[float]) -> float:
    weights = [1 / variance for variance in variances]
    whole = sum(weights)
    mean = sum(weight * value for weight, value in zip(weights, means, strict=True)) / whole
    q = sum(weight * (value - mean) ** 2 for weight, value in zip(weights, means, strict=True))
    scale = whole - sum(weight**2 for weight in weights) / whole
    return max(0.0, (q - (len(means) - 1)) / scale) if scale > 0 else 0.0
