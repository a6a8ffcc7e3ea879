"""Second opinions against diff-diff and statsmodels: imputation, drift, an interrupted series; the same figures, the same run.

    python -m benchmarks.impact.opinions [--peer-python PYTHON] [--units 200] [--repeats 5]

The panel is that of ``effect.py``, as large as a city. Drift is bounded from estimates that both have made before; its
interval is wider than the peer's by design, so only the range without chance is compared.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable

import numpy as np

from benchmarks.impact.effect import make_columns
from saindege.impact.effect import Options
from saindege.impact.effect.numbers import estimate_numbers
from saindege.impact.opinion.imputation import impute_effect
from saindege.impact.opinion.interrupted import fit_interrupted
from saindege.impact.opinion.sensitivity import bound_effect, question_of
from saindege.impact.panel import LongColumns, build_panel

# How many times faster than the peer, how far apart at most, how long at most, in seconds.
FASTER = {"imputation": 10.0, "drift": 10.0, "interrupted": 0.5}
AGREE, LONGEST = 1e-9, 0.1
SERIES, CHANGED_AT, LAGS = 48, 30, 3
PEER = """
import json, sys, time, warnings
import numpy as np, pandas as pd
warnings.simplefilter("ignore")
asked = json.loads(sys.stdin.read())
frame = pd.DataFrame(asked["panel"])
repeats = int(sys.argv[1])
def timed(work):
    shortest = float("inf")
    for _ in range(repeats):
        began = time.perf_counter()
        found = work()
        shortest = min(shortest, time.perf_counter() - began)
    return shortest, found
found = {}
try:
    from diff_diff import CallawaySantAnna, HonestDiD, ImputationDiD
    seconds, made = timed(lambda: ImputationDiD().fit(frame, "y", "id", "t", "g", aggregate="event_study"))
    found["imputation"] = [seconds, float(made.overall_att), float(made.overall_se)]
    cells = CallawaySantAnna(control_group="never_treated", base_period="universal").fit(
        frame, "y", "id", "t", "g", aggregate="event_study"
    )
    seconds, _ = timed(lambda: [HonestDiD(method="relative_magnitude", M=m).fit(cells) for m in (0, 0.5, 1, 1.5, 2)])
    found["drift"] = [seconds]
except ImportError:
    pass
try:
    import statsmodels.api as sm
    y = np.array(asked["series"]); t = np.arange(len(y), dtype=float); at = asked["changed_at"]
    def fit():
        after = (t >= at).astype(float)
        design = np.column_stack([np.ones_like(t), t, after, after * (t - at)])
        return sm.OLS(y, design).fit(cov_type="HAC", cov_kwds={"maxlags": asked["lags"], "use_correction": True})
    seconds, fitted = timed(fit)
    found["interrupted"] = [seconds, float(fitted.params[2]), float(fitted.bse[2])]
except ImportError:
    pass
print(json.dumps(found))
"""


def best(work: Callable[[], object], repeats: int) -> float:
    """Run a few times and return the shortest time in seconds."""
    shortest = np.inf
    for _ in range(repeats):
        began = time.perf_counter()
        work()
        shortest = min(shortest, time.perf_counter() - began)
    return float(shortest)


def ours(columns: dict[str, np.ndarray], series: list[float], repeats: int) -> dict[str, list[float]]:
    """Time our own; opinion to seconds, effect and error."""

    def impute() -> object:
        return impute_effect(
            build_panel(LongColumns(columns["id"], columns["t"], columns["y"], columns["g"]))
        )

    panel = build_panel(LongColumns(columns["id"], columns["t"], columns["y"], columns["g"]))
    imputed = impute_effect(panel)
    question = question_of(estimate_numbers(panel, Options(control="never", draws=0, permutations=0)))
    fitted = fit_interrupted(series, CHANGED_AT, lags=LAGS)
    assert imputed is not None and question is not None
    assert imputed.simple.att is not None and imputed.simple.se is not None
    assert fitted.level.att is not None and fitted.level.se is not None
    return {
        "imputation": [best(impute, repeats), imputed.simple.att, imputed.simple.se],
        "drift": [best(lambda: bound_effect(question), repeats)],
        "interrupted": [
            best(lambda: fit_interrupted(series, CHANGED_AT, lags=LAGS), repeats),
            fitted.level.att,
            fitted.level.se,
        ],
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--peer-python", default=sys.executable)
    parser.add_argument("--units", type=int, default=200)
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    columns, rng = make_columns(options.units, seed=1), np.random.default_rng(2)
    series = (
        5 - 0.01 * np.arange(SERIES) - (np.arange(SERIES) >= CHANGED_AT) + rng.normal(0, 0.2, SERIES)
    ).tolist()
    mine = ours(columns, series, options.repeats)
    panel = {name: column.tolist() for name, column in columns.items()}
    asked = {"panel": panel, "series": series, "changed_at": CHANGED_AT, "lags": LAGS}
    done = subprocess.run(
        [options.peer_python, "-c", PEER, str(options.repeats)],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
    )
    theirs = json.loads(done.stdout) if done.returncode == 0 and done.stdout else {}
    short = 0
    for name, (seconds, *figures) in mine.items():
        said, fine = f"{name:12} ours {seconds * 1000:8.2f} ms", seconds <= LONGEST
        if name in theirs:
            their_seconds, *their_figures = theirs[name]
            ratio = their_seconds / seconds
            apart = max((abs(a - b) for a, b in zip(figures, their_figures, strict=True)), default=0.0)
            fine = fine and ratio >= FASTER[name] and apart <= AGREE
            said += f"   peer {their_seconds * 1000:8.2f} ms  {ratio:6.1f} x (at least {FASTER[name]:g})  apart {apart:.1e}"
        else:
            said += f"   no peer in {options.peer_python}"
        short += not fine
        print(said + ("" if fine else "  SHORT"))
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
