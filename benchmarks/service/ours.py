"""One reading, measuring and mapping of a log by Saindege, in a process of its own: ``ours.py LOG CALENDAR``."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path


def run(log_path: Path, calendar_path: Path) -> dict[str, object]:
    """Return seconds of each step, peak memory, and the figures to be compared."""
    seconds: dict[str, float] = {}
    begun = time.perf_counter()
    from saindege.base import period
    from saindege.service.event_log import read_event_log
    from saindege.service.measure import Standard, measure_log
    from saindege.service.process_map import draw_map

    standard = Standard(period.read_calendar(calendar_path), period.parse_promise("3 working days"))
    seconds["start"] = time.perf_counter() - begun

    begun = time.perf_counter()
    log = read_event_log(log_path)
    seconds["read"] = time.perf_counter() - begun
    begun = time.perf_counter()
    figures = measure_log(log, standard)
    seconds["measure, working hours included"] = time.perf_counter() - begun
    begun = time.perf_counter()
    drawn = draw_map(log)
    seconds["map, times of edges and variants"] = time.perf_counter() - begun
    return {
        "seconds": seconds,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "figures": {
            "events": figures.events,
            "cases": figures.cases,
            "mean hours": figures.turnaround.mean_hours,
            "mean working hours": figures.turnaround.mean_working_hours,
            "edges": len(drawn.edges),
            "transitions": sum(edge.count for edge in drawn.edges),
            "variants": len(drawn.variants),
            "most frequent variant": drawn.variants[0].count,
        },
    }


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]), Path(sys.argv[2]))))
