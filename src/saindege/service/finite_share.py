"""A share of a finite number of cases, told from a sample of them: the fewer were left unseen, the surer."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from saindege.base.errors import BadInput, Sentence
from saindege.base.interval import Interval

_Z = 1.959963984540054
_TAIL = 0.025


class NotASample(BadInput):
    """The numbers cannot be those of a sample."""

    code = "out_of_range"


@dataclass(frozen=True, slots=True)
class FiniteShare:
    """A share estimated from a sample without repetition.

    Attributes
    ----------
    count, n, population : right cases, checked cases, all cases
    value : count / n
    exact : every population that the sample does not contradict at 95 %; never too short
    wilson : Wilson's interval with the finite-population correction; shorter, on average 95 %
    """

    count: int
    n: int
    population: int
    value: float
    exact: Interval
    wilson: Interval


def estimate_share_of(count: int, n: int, population: int) -> FiniteShare:
    """Estimate the share of right cases in a population from a simple random sample.

    Raises
    ------
    NotASample : not 0 <= count <= n <= population, or n is 0

    Source
    ------
    Exact: inversion of the hypergeometric tails, the Clopper-Pearson interval of a finite population; H. S. Konijn
    (1973), Statistical Theory of Sample Survey Design and Analysis, and T. Wright (1991), Exact Confidence Bounds when
    Sampling from Small Finite Universes. Wilson: the sample counts as n (N - 1) / (N - n) cases (E. L. Korn and
    B. I. Graubard 1998, effective sample size).
    """
    if not 0 <= count <= n <= population or n == 0:
        raise NotASample(
            Sentence(
                id=f"Contoh {count} dari {n} berkas di antara {population} tidak mungkin. Periksa angkanya.",
                en=f"A sample of {count} out of {n} among {population} is not possible. Check the numbers.",
            )
        )
    return FiniteShare(
        count, n, population, count / n, _exact(count, n, population), _wilson(count, n, population)
    )


def _wilson(count: int, n: int, population: int) -> Interval:
    share = count / n
    if n == population:
        return Interval(share, share)
    seen = n * (population - 1) / (population - n)
    centre = (share + _Z**2 / (2 * seen)) / (1 + _Z**2 / seen)
    half = _Z * math.sqrt(share * (1 - share) / seen + _Z**2 / (4 * seen**2)) / (1 + _Z**2 / seen)
    # What was seen is known: the share cannot leave the sample's own cases behind.
    low = max(count / population, 0.0 if count == 0 else centre - half)
    high = min(1 - (n - count) / population, 1.0 if count == n else centre + half)
    return Interval(low, high)


def _exact(count: int, n: int, population: int) -> Interval:
    """Return the smallest and the largest number of right cases whose tail reaches 2.5 %, as shares."""
    least, most = count, population - (n - count)
    low = _first(least, most, lambda right: 1 - _at_most(count - 1, n, right, population) > _TAIL)
    high = most - _first(0, most - least, lambda left: _at_most(count, n, most - left, population) > _TAIL)
    return Interval(low / population, high / population)


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """Return the first whole number from which on a condition holds; it holds at ``high``."""
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low


def _at_most(count: int, n: int, right: int, population: int) -> float:
    """Return the chance of at most ``count`` right cases in a sample, where ``right`` are in the population."""
    if count < 0:
        return 0.0
    whole = _log_ways(population, n)
    return min(
        1.0,
        math.fsum(
            math.exp(_log_ways(right, got) + _log_ways(population - right, n - got) - whole)
            for got in range(max(0, n - (population - right)), min(count, right, n) + 1)
        ),
    )


def _log_ways(things: int, chosen: int) -> float:
    return math.lgamma(things + 1) - math.lgamma(chosen + 1) - math.lgamma(things - chosen + 1)
