"""Each measure alone by Saindege, in a process of its own: ``ours_parts.py LOG CALENDAR``."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path


def run(log_path: Path, calendar_path: Path) -> dict[str, object]:
    """Return seconds of each part, peak memory, and figures to be compared."""
    from saindege.base import period
    from saindege.service import accuracy, handover, turnaround
    from saindege.service.event_log import read_event_log
    from saindege.service.lifecycle import find_instances
    from saindege.service.process_map import draw_map
    from saindege.service.variants import name_variants

    calendar = period.read_calendar(calendar_path)
    seconds: dict[str, float] = {}
    begun = time.perf_counter()

    def step(name: str) -> None:
        nonlocal begun
        seconds[name] = time.perf_counter() - begun
        begun = time.perf_counter()

    log = read_event_log(log_path)
    step("read")
    instances = find_instances(log)
    times = turnaround.time_cases(log, (), instances)
    figures = turnaround.summarise(times.hours)
    step("case durations")
    clock = turnaround.clock_for(times, calendar)
    assert clock is not None
    working = turnaround.working_hours(times, clock)
    step("case durations in working hours")
    reworked = accuracy.find_rework(instances, log.n_cases)
    step("rework")
    handovers = handover.count_handovers(instances)
    step("handovers")
    variants = name_variants(instances, log.activity_names)
    step("variants")
    drawn = draw_map(log, instances)
    step("map with times of edges")
    return {
        "seconds": seconds,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "figures": {
            "events": log.n_events,
            "cases": log.n_cases,
            "mean hours": figures.mean_hours,
            "mean working hours": float(working.mean()),
            "edges": len(drawn.edges),
            "transitions": sum(edge.count for edge in drawn.edges),
            "variants": len(variants),
            "most frequent variant": variants[0].count,
        },
        "reworked": int(reworked.sum()),
        "handovers": handovers,
    }


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]), Path(sys.argv[2]))))
