"""Group-time effects against diff-diff, csdid and moderndid: the same panel, the same run, the same figures.

    python -m benchmarks.impact.effect [--peer-python PYTHON] [--units 5000] [--repeats 5]

Ours starts from columns, the peers from a DataFrame, both in memory; the best of the repeats counts. Without an
interpreter that holds the peers only our own times are taken.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from saindege.impact.effect import Options, estimate_effect
from saindege.impact.effect.numbers import Numbers, estimate_numbers
from saindege.impact.panel import LongColumns, build_panel

PERIODS, COHORTS = 24, (8, 11, 14, 17, 20)
# How many times faster than each peer, and how long at most, in seconds.
FASTER = {
    "no covariate": {"diff-diff": 3.0, "csdid": 20.0, "moderndid": 50.0},
    "999 draws": {"diff-diff": 1.0, "csdid": 13.0},
    "covariate": {"diff-diff": 1.5, "csdid": 1.5},
}
LONGEST = {"999 permutations of 45 units": 0.5}
# diff-diff stops its logit early; the others agree to the last digits.
AGREE = {"csdid": 1e-9, "moderndid": 1e-9, "diff-diff": 1e-6}
PEERS = Path(__file__).with_name("effect_peers.py")


def make_columns(units: int, seed: int) -> dict[str, np.ndarray]:
    """A long panel with a level per unit, a covariate, a common drift, noise and a ramping effect."""
    rng = np.random.default_rng(seed)
    first = rng.choice([0, *COHORTS], size=units)
    size = rng.normal(0, 1, units)
    t = np.arange(1, PERIODS + 1)
    since = np.where(first[:, None] > 0, t - first[:, None], -1)
    y = rng.normal(3, 0.5, (units, 1)) + 0.02 * t * (1 + 0.2 * size[:, None])
    y += rng.normal(0, 0.3, (units, PERIODS)) - 0.02 * np.clip(since + 1, 0, 10)
    return {
        "id": np.repeat(np.arange(1, units + 1), PERIODS),
        "t": np.tile(t, units),
        "y": y.ravel(),
        "g": np.repeat(first, PERIODS),
        "x": np.repeat(size, PERIODS),
    }


def best(work: Callable[[], Numbers], repeats: int) -> tuple[float, Numbers]:
    """Run a few times; return the shortest time in seconds and the last result."""
    shortest = np.inf
    for _ in range(repeats):
        began = time.perf_counter()
        result = work()
        shortest = min(shortest, time.perf_counter() - began)
    return shortest, result


def ours(columns: dict[str, np.ndarray], repeats: int) -> dict[str, dict[str, float]]:
    """Time our own estimates, long columns to all figures."""
    cases = {
        "no covariate": Options(control="never", draws=0, permutations=0),
        "999 draws": Options(control="never", draws=999, permutations=0),
        "covariate": Options(control="never", covariates=("x",), draws=0, permutations=0),
    }
    found = {}
    for case, options in cases.items():

        def work(options: Options = options) -> Numbers:
            chosen = {name: columns[name] for name in options.covariates}
            long = LongColumns(columns["id"], columns["t"], columns["y"], columns["g"], covariates=chosen)
            return estimate_numbers(build_panel(long), options)

        seconds, numbers = best(work, repeats)
        found[case] = {"seconds": seconds, "att": numbers.simple.att, "se": numbers.simple.se}
    return found


def permute(repeats: int) -> float:
    """Time 999 permutations of 45 units by 10 periods, the rest of the estimate included."""
    rng = np.random.default_rng(3)
    first = np.repeat([0, 4, 5, 6, 7], 9)
    y = rng.normal(3, 0.3, (45, 1)) + rng.normal(0, 0.1, (45, 10))
    units, times = np.indices(y.shape)
    panel = build_panel(LongColumns(units.ravel(), times.ravel() + 1, y.ravel(), np.repeat(first, 10)))
    shortest = np.inf
    for _ in range(repeats):
        began = time.perf_counter()
        estimate_effect(panel, Options(draws=0, permutations=999))
        shortest = min(shortest, time.perf_counter() - began)
    return shortest


def ask_peers(columns: dict[str, np.ndarray], python: str, repeats: int) -> dict[str, dict[str, dict]]:
    """Let the peers work on the same columns in an environment of their own; peer to case to result."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "panel.npz"
        np.savez(path, **columns)
        done = subprocess.run(
            [python, str(PEERS), str(path), str(repeats)], capture_output=True, text=True, check=False
        )
    if done.returncode:
        print(f"no peers in {python}: {done.stderr.strip().splitlines()[-1:]}")
        return {}
    return json.loads(done.stdout.strip().splitlines()[-1])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peer-python", default=sys.executable)
    parser.add_argument("--units", type=int, default=5000)
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    columns = make_columns(options.units, seed=1)
    mine = ours(columns, options.repeats)
    peers = ask_peers(columns, options.peer_python, options.repeats)

    print(f"{options.units:,} units x {PERIODS} periods, {len(COHORTS)} groups and the never treated")
    short = 0
    for case, own in mine.items():
        print(f"{case:14} ours {own['seconds'] * 1000:9.1f} ms")
        for peer, results in peers.items():
            theirs = results.get(case)
            if theirs is None:
                continue
            apart = max(abs(own[key] - theirs[key]) for key in ("att", "se"))
            ratio, wanted = theirs["seconds"] / own["seconds"], FASTER[case].get(peer, 0.0)
            fine = ratio >= wanted and (case == "999 draws" or apart <= AGREE[peer])
            short += not fine
            print(
                f"{'':14} {peer:10} {theirs['seconds'] * 1000:8.1f} ms  {ratio:6.1f} x (at least {wanted:g})  "
                f"apart {apart:.1e}{'' if fine else '  SHORT'}"
            )
    seconds, most = permute(options.repeats), LONGEST["999 permutations of 45 units"]
    short += seconds > most
    print(f"999 permutations of 45 units x 10 periods {seconds:.3f} s (at most {most} s)")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
