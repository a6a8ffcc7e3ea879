"""Whole numbers out of shares: the same total whatever the rounding, and exact quotas instead of luck."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np


def apportion(parts: Sequence[float], total: int, *, least: Sequence[int] | None = None) -> list[int]:
    """Split a total in proportion to parts, by the largest remainder; ties go to the earlier part.

    Parameters
    ----------
    parts : 0 or more each, not all 0
    total : 0 or more, at least the sum of ``least``
    least : what each gets at the least

    Returns whole numbers that add up to ``total``.
    """
    floor = list(least) if least is not None else [0] * len(parts)
    rest = total - sum(floor)
    if rest < 0:
        raise ValueError(f"{total} is less than the least sum {sum(floor)}")
    whole = sum(parts)
    exact = [part / whole * total for part in parts]
    # What stands above the floor is shared out again, so that a floor for one lowers the others evenly.
    above = [max(0.0, want - given) for want, given in zip(exact, floor, strict=True)]
    scale = rest / sum(above) if sum(above) else 0.0
    wanted = [more * scale for more in above] if sum(above) else [rest / len(parts)] * len(parts)
    counts = [given + int(more) for given, more in zip(floor, wanted, strict=True)]
    left = total - sum(counts)
    by_remainder = sorted(range(len(parts)), key=lambda i: (int(wanted[i]) - wanted[i], i))
    for i in by_remainder[:left]:
        counts[i] += 1
    return counts


def deal(shares: Mapping[str, float], total: int, rng: np.random.Generator) -> list[str]:
    """Return ``total`` values in random order, each as often as its share says."""
    names = list(shares)
    counts = apportion([shares[name] for name in names], total)
    cards = [name for name, count in zip(names, counts, strict=True) for _ in range(count)]
    return [cards[i] for i in rng.permutation(total)]
