"""Where cases wait: for each step, how long it is worked on and how long a case lies before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from saindege.base import period
from saindege.service.event_log import EventLog
from saindege.service.lifecycle import Instances
from saindege.service.log_files.columns import NO_MOMENT, Moments
from saindege.service.variants import name_variants

HOUR = 3_600_000_000

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Step:
    """One activity.

    Attributes
    ----------
    activity : its name
    cases : cases in which it occurs
    times : how often it occurs
    work_minutes : median time worked on it; None where the log tells no start
    wait_hours : median time from the step before to its start (to its end where no start is told); None for a
        step that always comes first
    wait_share : share of all time of all cases that is spent waiting for it, 0 to 1; None where nothing is timed
    waits : waits that are known
    """

    activity: str
    cases: int
    times: int
    work_minutes: float | None
    wait_hours: float | None
    wait_share: float | None
    waits: int

    def as_json(self) -> dict[str, object]:
        """Return plain values."""
        return {
            "activity": self.activity,
            "cases": self.cases,
            "times": self.times,
            "work_minutes": self.work_minutes,
            "wait_hours": self.wait_hours,
            "wait_share": self.wait_share,
            "waits": self.waits,
        }


def measure_steps(
    log: EventLog, instances: Instances, clock: period.WorkClock | None, order: Sequence[int] | None = None
) -> tuple[tuple[Step, ...], float | None]:
    """Return the steps in their usual order, and the share of all time that is worked, 0 to 1.

    Times are working time where a clock is given, else time by the clock on the wall.
    """
    ends = _elapsed(instances.at, clock)
    known = instances.started_at != NO_MOMENT
    begins = _elapsed(np.where(known, instances.started_at, instances.at), clock)
    follows = np.zeros(len(ends), dtype=bool)
    follows[1:] = instances.case[1:] == instances.case[:-1]
    wait = np.zeros(len(ends))
    # Work that overlaps the step before waits for nothing.
    wait[1:] = np.maximum(begins[1:] - ends[:-1], 0.0)
    wait = np.where(follows, wait, 0.0)
    work = np.where(known, ends - begins, 0.0)
    total = float(wait.sum() + work.sum())
    found = []
    for code in usual_order(log, instances) if order is None else order:
        rows = instances.activity == code
        waits, works = wait[rows & follows], work[rows & known]
        found.append(
            Step(
                activity=log.activity_names[code],
                cases=len(np.unique(instances.case[rows])),
                times=int(np.count_nonzero(rows)),
                work_minutes=float(np.median(works)) * 60 if len(works) else None,
                wait_hours=float(np.median(waits)) if len(waits) else None,
                wait_share=float(waits.sum()) / total if total else None,
                waits=len(waits),
            )
        )
    return tuple(found), float(work.sum()) / total if total and known.any() else None


def _elapsed(at: Moments, clock: period.WorkClock | None) -> Floats:
    """Return hours of open time at each moment."""
    return np.asarray((at if clock is None else clock.working_microseconds(at)) / HOUR, dtype=np.float64)


def usual_order(log: EventLog, instances: Instances) -> list[int]:
    """Return codes of activities: those of the most frequent variant first, others where they mostly stand."""
    variants = name_variants(instances, log.activity_names)
    usual = list(dict.fromkeys(variants[0].activities)) if variants else []
    first = np.flatnonzero(np.concatenate(([True], instances.case[1:] != instances.case[:-1])))
    length = np.diff(np.append(first, len(instances.case)))
    position = (np.arange(len(instances.case)) - np.repeat(first, length)) / np.repeat(length, length)
    place = {}
    for code in np.unique(instances.activity).tolist():
        place[code] = float(np.mean(position[instances.activity == code]))
    known = [code for name in usual for code in place if log.activity_names[code] == name]
    for code in sorted(set(place) - set(known), key=lambda code: (place[code], log.activity_names[code])):
        before = [at for at, other in enumerate(known) if place[other] <= place[code]]
        known.insert(before[-1] + 1 if before else 0, code)
    return known
