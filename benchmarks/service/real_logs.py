"""Real logs counted by Saindege and by pm4py: ``python -m benchmarks.service.real_logs --peer-python PYTHON``.

The logs are their publishers' (folder in SAINDEGE_DATA_FILES, else ``../shared/data`` beside the checkout); without
them nothing is compared. Prints the table of ``docs/methods/real-logs.md``.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

LOGS = (
    "receipt.xes.gz",
    "receipt.csv.gz",
    "T_BPIC15_2.xes.gz",
    "T_BPIC15_4.xes.gz",
    "roadtraffic100traces.xes.gz",
    "sepsis.csv.gz",
    "running-example.csv",
)
#: What is counted, in the order of the table.
COUNTS = ("events", "cases", "activities", "variants", "edges", "transitions", "reworked", "handovers")
#: (log, count) where the two must differ, and why.
EXPLAINED: dict[tuple[str, str], str] = {}

_OURS = """
import json, sys
from pathlib import Path
from saindege.service.accuracy import find_rework
from saindege.service.event_log import read_event_log
from saindege.service.handover import count_handovers
from saindege.service.lifecycle import find_instances
from saindege.service.log_files.choice import ReadingChoice
from saindege.service.process_map import draw_map
log = read_event_log(Path(sys.argv[1]), ReadingChoice(timezone="Europe/Amsterdam"))
instances = find_instances(log)
drawn = draw_map(log, instances)
print(json.dumps({"events": len(instances.case), "cases": log.n_cases, "activities": len(set(instances.activity.tolist())),
    "variants": len(drawn.variants), "edges": len(drawn.edges), "transitions": sum(one.count for one in drawn.edges),
    "reworked": int(find_rework(instances, log.n_cases).sum()), "handovers": count_handovers(instances)}))
"""
_PEER = """
import json, sys
import pandas, pm4py
path, kind = sys.argv[1], sys.argv[2]
if kind == "xes":
    frame = pm4py.read_xes(path)
else:
    found = pandas.read_csv(path, sep=None, engine="python", dtype=str, keep_default_na=False, na_values=[""])
    names = {name.lower(): name for name in found.columns}
    def pick(*words):
        return next((names[word] for word in words if word in names), None)
    case = pick("case:concept:name", "case_id", "case id", "case")
    activity = pick("concept:name", "activity")
    time = pick("time:timestamp", "timestamp", "time", "complete timestamp")
    who = pick("org:resource", "resource")
    frame = pandas.DataFrame({"case:concept:name": found[case], "concept:name": found[activity],
        "time:timestamp": pandas.to_datetime(found[time], format="mixed", utc=True)})
    if who:
        frame["org:resource"] = found[who]
if "lifecycle:transition" in frame and (frame["lifecycle:transition"].str.lower() == "complete").any():
    frame = frame[frame["lifecycle:transition"].str.lower() == "complete"]
frame = frame.reset_index(drop=True)
frame["n"] = frame.index
first = frame.groupby("case:concept:name")["n"].transform("min")
frame = frame.assign(first=first).sort_values(["first", "time:timestamp", "n"], kind="stable")
dfg, _, _ = pm4py.discover_dfg(frame)
grouped = frame.groupby("case:concept:name", sort=False)
repeated = grouped["concept:name"].apply(lambda names: names.duplicated().any())
handovers = None
if "org:resource" in frame:
    before = grouped["org:resource"].shift()
    handovers = int(((before != frame["org:resource"]) & before.notna() & frame["org:resource"].notna()).sum())
print(json.dumps({"events": len(frame), "cases": int(frame["case:concept:name"].nunique()),
    "activities": int(frame["concept:name"].nunique()), "variants": len(pm4py.get_variants(frame)),
    "edges": len(dfg), "transitions": sum(dfg.values()), "reworked": int(repeated.sum()), "handovers": handovers}))
"""


def call(python: str, script: str, *words: str) -> dict[str, Any] | None:
    """Count in a process of its own; None where that side cannot run."""
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
    """Count every log that is there and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peer-python", default=sys.executable)
    asked = parser.parse_args()
    default = Path(__file__).resolve().parents[2].parent / "shared" / "data"
    folder = Path(os.environ.get("SAINDEGE_DATA_FILES") or default)
    good = True
    print("| log | " + " | ".join(COUNTS) + " | pm4py |\n|" + " --- |" * (len(COUNTS) + 2))
    for name in LOGS:
        path = folder / name
        if not path.exists():
            print(f"{name} is not here")
            continue
        ours = call(sys.executable, _OURS, str(path))
        peer = call(asked.peer_python, _PEER, str(path), "xes" if ".xes" in name else "csv")
        if ours is None or peer is None:
            good = False
            continue
        apart = [count for count in COUNTS if ours[count] != peer[count]]
        unexplained = [count for count in apart if (name, count) not in EXPLAINED]
        good &= not unexplained
        told = "the same" if not apart else ", ".join(f"{count} {peer[count]}" for count in apart)
        print(
            f"| `{name}` | " + " | ".join(str(ours[count]) for count in COUNTS) + f" | {told} |", flush=True
        )
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
