"""The map of a process: which activity follows which, how often, and how long it takes to get there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saindege.service.event_log import EventLog
from saindege.service.lifecycle import Instances, find_instances
from saindege.service.variants import Variant, name_variants

HOUR = 3_600_000_000


@dataclass(frozen=True, slots=True)
class Edge:
    """One activity directly after another.

    Attributes
    ----------
    source, target : names of activities
    count : times that the target came directly after the source in a case
    median_hours, mean_hours : from the completion of the source to that of the target
    """

    source: str
    target: str
    count: int
    median_hours: float
    mean_hours: float


@dataclass(frozen=True, slots=True)
class ActivityCount:
    """One activity and how many cases begin, or end, with it."""

    activity: str
    count: int


@dataclass(frozen=True, slots=True)
class ProcessMap:
    """Edges, ends and variants; each list by count, then by name.

    Attributes
    ----------
    edges : source to target
    start, end : activities that cases begin and end with
    variants : all of them
    """

    edges: tuple[Edge, ...]
    start: tuple[ActivityCount, ...]
    end: tuple[ActivityCount, ...]
    variants: tuple[Variant, ...]

    def as_json(self) -> dict[str, object]:
        """Return the promised JSON."""
        return {
            "edges": [
                {
                    "source": edge.source,
                    "target": edge.target,
                    "count": edge.count,
                    "median_hours": edge.median_hours,
                    "mean_hours": edge.mean_hours,
                }
                for edge in self.edges
            ],
            "start": [{"activity": one.activity, "count": one.count} for one in self.start],
            "end": [{"activity": one.activity, "count": one.count} for one in self.end],
            "variants": [{"activities": list(one.activities), "count": one.count} for one in self.variants],
            "variant_count": len(self.variants),
        }


def draw_map(log: EventLog, instances: Instances | None = None) -> ProcessMap:
    """Return the map of a log."""
    instances = instances or find_instances(log)
    names = log.activity_names
    new_case = np.concatenate(([True], instances.case[1:] != instances.case[:-1]))
    starts = instances.activity[new_case] if len(instances.case) else instances.activity
    ends = instances.activity[np.roll(new_case, -1)] if len(instances.case) else instances.activity
    return ProcessMap(
        edges=tuple(_edges(instances, names)),
        start=tuple(_counts(starts, names)),
        end=tuple(_counts(ends, names)),
        variants=tuple(name_variants(instances, names)),
    )


def _counts(activity: npt.NDArray[np.int32], names: Sequence[str]) -> list[ActivityCount]:
    counts = np.bincount(activity, minlength=len(names)).tolist()
    found = [ActivityCount(name, count) for name, count in zip(names, counts, strict=True) if count]
    return sorted(found, key=lambda one: (-one.count, one.activity))


def _edges(instances: Instances, names: Sequence[str]) -> list[Edge]:
    inside = np.flatnonzero(instances.case[1:] == instances.case[:-1])
    pair = instances.activity[inside].astype(np.int64) * len(names) + instances.activity[inside + 1]
    if len(names) < 256:
        # Numbers of 16 bits are sorted by radix, an order faster.
        pair = pair.astype(np.uint16)
    order = np.argsort(pair, kind="stable")
    gap = (instances.at[inside + 1] - instances.at[inside])[order]
    pair = pair[order]
    if not len(pair):
        return []
    begins = np.flatnonzero(np.concatenate(([True], pair[1:] != pair[:-1])))
    found = []
    for begin, end in zip(begins.tolist(), [*begins[1:].tolist(), len(pair)], strict=True):
        source, target = divmod(int(pair[begin]), len(names))
        gaps = gap[begin:end]
        found.append(
            Edge(
                names[source],
                names[target],
                end - begin,
                float(np.median(gaps)) / HOUR,
                float(gaps.mean()) / HOUR,
            )
        )
    return sorted(found, key=lambda edge: (-edge.count, edge.source, edge.target))
