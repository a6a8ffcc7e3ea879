"""The same by pm4py, each measure by its own call: ``peer_pm4py.py LOG CALENDAR``."""

from __future__ import annotations

import json
import resource
import sys
import time
import tomllib
from pathlib import Path

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CASE, ACTIVITY, TIME = "case:concept:name", "concept:name", "time:timestamp"


def run(log_path: Path, calendar_path: Path) -> dict[str, object]:
    """Return seconds of each step, peak memory, and the figures to be compared."""
    import pandas
    import pm4py

    seconds: dict[str, float] = {}
    begun = time.perf_counter()

    def step(name: str) -> None:
        nonlocal begun
        seconds[name] = time.perf_counter() - begun
        begun = time.perf_counter()

    frame = pandas.read_csv(log_path)
    # Office hours are meant in local time; pm4py takes the clock as it stands.
    frame[TIME] = pandas.to_datetime(frame[TIME], format="ISO8601").dt.tz_localize(None)
    frame = pm4py.format_dataframe(frame, case_id=CASE, activity_key=ACTIVITY, timestamp_key=TIME)
    step("read")
    durations = pm4py.get_all_case_durations(frame)
    step("case durations")
    working = pm4py.get_all_case_durations(
        frame, business_hours=True, business_hour_slots=_slots(calendar_path)
    )
    step("case durations in working hours")
    pm4py.get_rework_cases_per_activity(frame)
    step("rework")
    pm4py.discover_handover_of_work_network(frame)
    step("handovers")
    variants = pm4py.get_variants(frame)
    step("variants")
    edges, _, _ = pm4py.discover_dfg(frame)
    pm4py.discover_performance_dfg(frame)
    step("map with times of edges")
    counts = [count if isinstance(count, int) else len(count) for count in variants.values()]
    return {
        "seconds": seconds,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "version": pm4py.__version__,
        "figures": {
            "events": len(frame),
            "cases": len(durations),
            "mean hours": sum(durations) / len(durations) / 3600,
            "mean working hours": sum(working) / len(working) / 3600,
            "edges": len(edges),
            "transitions": sum(edges.values()),
            "variants": len(counts),
            "most frequent variant": max(counts),
        },
    }


def _slots(calendar_path: Path) -> list[tuple[int, int]]:
    """Return the office's windows as seconds from Monday midnight."""
    hours = tomllib.loads(calendar_path.read_text(encoding="utf-8"))["hours"]
    return [
        (day * 86_400 + _seconds(opens), day * 86_400 + _seconds(closes))
        for day, name in enumerate(DAYS)
        for opens, closes in (window.split("-") for window in hours.get(name, []))
    ]


def _seconds(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 3600 + int(minute) * 60


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]), Path(sys.argv[2]))))
