"""The ways that cases take: cases with the same activities in the same order are one variant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saindege.service.lifecycle import Instances

_MIX = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)


@dataclass(frozen=True, slots=True)
class Variant:
    """One way.

    Attributes
    ----------
    activities : names in their order
    count : cases that went this way
    """

    activities: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class VariantOfCases:
    """The variant of each case.

    Attributes
    ----------
    first, length : where the activities of a variant's first case stand in the instances, shape (n_variants,)
    count : cases of the variant, shape (n_variants,)
    """

    first: npt.NDArray[np.int64]
    length: npt.NDArray[np.int64]
    count: npt.NDArray[np.int64]


def group_cases(instances: Instances) -> VariantOfCases:
    """Group the cases that have at least one activity by their order of activities."""
    nothing = np.zeros(0, dtype=np.int64)
    if not len(instances.case):
        return VariantOfCases(nothing, nothing, nothing)
    first = np.flatnonzero(np.concatenate(([True], instances.case[1:] != instances.case[:-1])))
    length = np.diff(np.append(first, len(instances.case)))
    fingerprint = _fingerprints(instances.activity, first, length)
    _, representative, variant = np.unique(fingerprint, return_index=True, return_inverse=True)
    if not _all_alike(instances.activity, first, length, representative[variant]):
        return _group_exactly(instances.activity, first, length)
    return VariantOfCases(first[representative], length[representative], np.bincount(variant))


def name_variants(instances: Instances, names: Sequence[str]) -> list[Variant]:
    """Return all variants, most frequent first, equal ones by their activities."""
    grouped = group_cases(instances)
    activity = instances.activity.tolist()
    found = [
        Variant(tuple(names[code] for code in activity[first : first + length]), count)
        for first, length, count in zip(
            grouped.first.tolist(), grouped.length.tolist(), grouped.count.tolist(), strict=True
        )
    ]
    return sorted(found, key=lambda variant: (-variant.count, variant.activities))


def _fingerprints(
    activity: npt.NDArray[np.int32], first: npt.NDArray[np.int64], length: npt.NDArray[np.int64]
) -> npt.NDArray[np.uint64]:
    """Return one 64-bit number per case: a polynomial of its activities that wraps around."""
    power = np.cumprod(np.full(int(length.max()), _MIX, dtype=np.uint64), dtype=np.uint64)
    place = np.arange(len(activity)) - np.repeat(first, length)
    mixed = (activity.astype(np.uint64) + np.uint64(1)) * _MIX
    mixed ^= mixed >> _SHIFT
    return np.add.reduceat(mixed * power[place], first)


def _all_alike(
    activity: npt.NDArray[np.int32],
    first: npt.NDArray[np.int64],
    length: npt.NDArray[np.int64],
    representative: npt.NDArray[np.int64],
) -> bool:
    """Check that each case really has the activities of the case that stands for its variant."""
    if not np.array_equal(length, length[representative]):
        return False
    shift = np.repeat(first[representative] - first, length)
    return bool(np.array_equal(activity, activity[np.arange(len(activity)) + shift]))


def _group_exactly(
    activity: npt.NDArray[np.int32], first: npt.NDArray[np.int64], length: npt.NDArray[np.int64]
) -> VariantOfCases:
    """Group by the activities themselves; needed only if two fingerprints ever fall together."""
    position: dict[bytes, int] = {}
    starts: list[int] = []
    lengths: list[int] = []
    counts: list[int] = []
    for begin, size in zip(first.tolist(), length.tolist(), strict=True):
        at = position.setdefault(activity[begin : begin + size].tobytes(), len(starts))
        if at == len(starts):
            starts.append(begin)
            lengths.append(size)
            counts.append(0)
        counts[at] += 1
    return VariantOfCases(
        np.array(starts, dtype=np.int64), np.array(lengths, dtype=np.int64), np.array(counts, dtype=np.int64)
    )
