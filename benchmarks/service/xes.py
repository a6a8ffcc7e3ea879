"""Reading XES beside pm4py's readers, on a generated file of 63 MB: ``python -m benchmarks.service.xes``."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.service.logs import tell

EVENTS = 262_200
TIMES_BEST, TIMES_DEFAULT, MEGABYTES = 2, 4, 250

_OURS = """
import json, resource, sys, time
from pathlib import Path
from saindege.service.event_log import read_event_log
begun = time.perf_counter()
log = read_event_log(Path(sys.argv[1]))
seconds = time.perf_counter() - begun
print(json.dumps({"seconds": seconds, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "events": log.n_events, "cases": log.n_cases}))
"""
_PEER = """
import json, resource, sys, time
import pm4py
begun = time.perf_counter()
log = pm4py.read_xes(sys.argv[1], variant=sys.argv[2])
seconds = time.perf_counter() - begun
print(json.dumps({"seconds": seconds, "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "events": len(log), "cases": int(log["case:concept:name"].nunique())}))
"""
#: pm4py's default, and the reader that was quickest when all were tried.
_READERS = {"chunk_regex": TIMES_DEFAULT, "line_by_line": TIMES_BEST}


def write(path: Path, events: int) -> None:
    """Write a log with four attributes an event, as business process logs have them."""
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0">\n')
        for case in range(events // 20):
            file.write(f'<trace>\n<string key="concept:name" value="{173688 + case}"/>\n')
            for step in range(20):
                minute, hour, day = (case * 7 + step * 13) % 60, step, case % 28 + 1
                file.write(
                    f'<event>\n<string key="org:resource" value="{112 + (case + step) % 60}"/>\n'
                    f'<string key="lifecycle:transition" value="COMPLETE"/>\n'
                    f'<string key="concept:name" value="Terima &amp; catat {step % 12}"/>\n'
                    f'<date key="time:timestamp" value="2026-03-{day:02d}T{hour:02d}:{minute:02d}:38.546+07:00"/>\n</event>\n'
                )
            file.write("</trace>\n")
        file.write("</log>\n")


def call(python: str, script: str, *words: str) -> dict[str, Any] | None:
    """Read the file in a process of its own; None where that side cannot run."""
    quiet = {**os.environ, "PYTHONWARNINGS": "ignore", "TQDM_DISABLE": "1"}
    done = subprocess.run(
        [python, "-c", script, *words], capture_output=True, text=True, env=quiet, check=False
    )
    if done.returncode:
        print(f"did not run: {(done.stderr.strip().splitlines() or ['no word'])[-1]}")
        return None
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def main() -> int:
    """Compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peer-python", default=sys.executable)
    parser.add_argument("--events", type=int, default=EVENTS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "log.xes")
        write(path, asked.events)
        print(f"{path.stat().st_size / 1e6:.0f} MB of XES")
        runs = [run for _ in range(2) if (run := call(sys.executable, _OURS, str(path)))]
        if not runs:
            return 1
        ours = min(runs, key=lambda run: run["seconds"])
        print(f"Saindege {ours['seconds']:.2f} s, {ours['megabytes']:.0f} MB, {ours['events']:,} events")
        good = tell("memory", ours["megabytes"], "MB", MEGABYTES)
        for reader, least in _READERS.items():
            peer = call(asked.peer_python, _PEER, str(path), reader)
            if peer is None:
                continue
            print(
                f"pm4py {reader} {peer['seconds']:.2f} s, {peer['megabytes']:.0f} MB, {peer['events']:,} events"
            )
            good &= tell(
                f"times faster than {reader}", peer["seconds"] / ours["seconds"], "x", least, more=True
            )
            good &= (peer["events"], peer["cases"]) == (ours["events"], ours["cases"])
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
