"""Synthetic difference-in-differences with 200 placebos against diff-diff: 39 units by 31 periods, 6 treated.

python -m benchmarks.impact.synthetic [--peer-python PYTHON] [--repeats 3]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time

import numpy as np

from saindege.impact.synthetic import Block, build_block, estimate_synthetic

UNITS, PERIODS, TREATED, BEFORE = 39, 31, 6, 19
LONGEST, AGREE = 1.0, 1e-6
PEER = """
import json, sys, time, warnings
import pandas as pd
from diff_diff import SyntheticDiD
warnings.simplefilter("ignore")
frame = pd.DataFrame(json.loads(sys.stdin.read()))
after = sorted(frame.loc[frame.on == 1, "t"].unique().tolist())
frame["ever"] = frame.groupby("unit").on.transform("max")
shortest = float("inf")
for _ in range(int(sys.argv[1])):
    began = time.perf_counter()
    found = SyntheticDiD(variance_method="placebo", n_bootstrap=200, seed=1).fit(
        frame, "y", "ever", "unit", "t", after
    )
    shortest = min(shortest, time.perf_counter() - began)
print(json.dumps({"seconds": shortest, "att": float(found.att), "se": float(found.se)}))
"""


def make_columns(seed: int) -> dict[str, list[float]]:
    """Units on two common trends; an effect on the last ones."""
    rng = np.random.default_rng(seed)
    trends = np.vstack([np.linspace(0, 1, PERIODS), np.sin(np.arange(PERIODS) / 3)])
    outcome = rng.normal(100, 20, (UNITS, 1)) + rng.normal(0, 15, (UNITS, 2)) @ trends
    outcome += rng.normal(0, 5, outcome.shape)
    units, times = np.indices(outcome.shape)
    on = (units >= UNITS - TREATED) & (times >= BEFORE)
    return {
        "unit": units.ravel().tolist(),
        "t": times.ravel().tolist(),
        "y": (outcome - 10 * on).ravel().tolist(),
        "on": on.ravel().astype(int).tolist(),
    }


def block_of(columns: dict[str, list[float]]) -> Block:
    """Arrange the columns."""
    names = [f"U{int(unit):02d}" for unit in columns["unit"]]
    return build_block(names, columns["t"], columns["y"], [bool(on) for on in columns["on"]])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peer-python", default=sys.executable)
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    columns, shortest = make_columns(1), np.inf
    for _ in range(options.repeats):
        began = time.perf_counter()
        found = estimate_synthetic(block_of(columns), draws=200)
        shortest = min(shortest, time.perf_counter() - began)
    print(f"ours      {shortest:.2f} s (at most {LONGEST:g} s), effect {found.att:.6f}, error {found.se:.3f}")
    done = subprocess.run(
        [options.peer_python, "-c", PEER, str(options.repeats)],
        input=json.dumps(columns),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        print(f"no diff-diff in {options.peer_python}")
        return int(shortest > LONGEST)
    theirs = json.loads(done.stdout)
    apart = abs(theirs["att"] - found.att)
    print(
        f"diff-diff {theirs['seconds']:.2f} s, {theirs['seconds'] / shortest:.1f} x; effect {apart:.1e} apart, "
        f"error {theirs['se']:.3f} of other draws"
    )
    return int(shortest > LONGEST or apart > AGREE)


if __name__ == "__main__":
    sys.exit(main())
