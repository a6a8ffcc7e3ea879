"""Each measure alone beside pm4py on the same file: ``python -m benchmarks.service.parts [--events N]``.

The whole at ten million events: ``--events 10000000 --whole-seconds 12 --whole-megabytes 3600``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.service.generated import write_log
from benchmarks.service.logs import CALENDAR, call, differing, show, tell

#: Part to how many times faster than pm4py it must be.
TIMES = {"case durations in working hours": 300, "handovers": 50, "rework": 1}
WITHOUT_WORKING_HOURS = 6


def main() -> int:
    """Run both sides once and compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peer-python", default=sys.executable)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--whole-seconds", type=float)
    parser.add_argument("--whole-megabytes", type=float)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        log, calendar = Path(folder, "log.csv"), Path(folder, "kantor.toml")
        write_log(log, asked.events)
        calendar.write_text(CALENDAR, encoding="utf-8")
        # The best of three for each part: others use the machine too.
        runs = [run for _ in range(3) if (run := call(sys.executable, "ours_parts.py", log, calendar))]
        peer = call(asked.peer_python, "peer_pm4py.py", log, calendar)
    if not runs:
        return 1
    ours = runs[0]
    ours["seconds"] = {part: min(run["seconds"][part] for run in runs) for part in ours["seconds"]}
    total = show("Saindege, best of three", ours)
    good = True
    if asked.whole_seconds:
        good &= tell("the whole", total, "s", asked.whole_seconds)
    if asked.whole_megabytes:
        good &= tell("memory", ours["megabytes"], "MB", asked.whole_megabytes)
    if peer is None:
        return 0 if good else 1
    show(f"pm4py {peer['version']}", peer)
    apart = differing(ours["figures"], peer["figures"])
    print("they differ on " + ", ".join(apart) if apart else "both give the same figures")
    for part, least in TIMES.items():
        good &= tell(part, peer["seconds"][part] / ours["seconds"][part], "x", least, more=True)
    slow = "case durations in working hours"
    without = [
        sum(seconds for part, seconds in side["seconds"].items() if part != slow) for side in (peer, ours)
    ]
    good &= tell("all but working hours", without[0] / without[1], "x", WITHOUT_WORKING_HOURS, more=True)
    return 0 if good and not apart else 1


if __name__ == "__main__":
    sys.exit(main())
