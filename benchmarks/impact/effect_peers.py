"""The peers' half of ``effect.py``: runs in an environment that holds diff-diff, csdid and moderndid, not ours."""

from __future__ import annotations

import contextlib
import io
import json
import sys
import time
import warnings
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

Result = dict[str, float]
CASES = {"no covariate": (False, 0), "999 draws": (False, 999), "covariate": (True, 0)}


def timed(work: Callable[[], tuple[float, float]], repeats: int) -> Result:
    """Return the shortest time in seconds, and effect and error."""
    shortest = float("inf")
    for _ in range(repeats):
        began = time.perf_counter()
        with contextlib.redirect_stdout(io.StringIO()):
            att, se = work()
        shortest = min(shortest, time.perf_counter() - began)
    return {"seconds": shortest, "att": float(np.ravel(att)[0]), "se": float(np.ravel(se)[0])}


def diff_diff(frame: pd.DataFrame, covariate: bool, draws: int) -> tuple[float, float]:
    """Group-time effects with event study, groups and the overall effect."""
    from diff_diff import CallawaySantAnna

    estimator = CallawaySantAnna(control_group="never_treated", n_bootstrap=draws, seed=1)
    found = estimator.fit(
        frame, "y", "id", "t", "g", covariates=["x"] if covariate else None, aggregate="all"
    )
    return found.overall_att, found.overall_se


def csdid(frame: pd.DataFrame, covariate: bool, draws: int) -> tuple[float, float]:
    """Group-time effects, event study and the overall effect."""
    from csdid.att_gt import ATTgt

    cells = ATTgt(
        yname="y",
        gname="g",
        idname="id",
        tname="t",
        data=frame.copy(),
        control_group="nevertreated",
        xformla="y~x" if covariate else "y~1",
        biters=draws or 999,
        cband=draws > 0,
    ).fit(est_method="dr", bstrap=draws > 0)
    cells.aggte(typec="dynamic", bstrap=draws > 0)
    cells.aggte(typec="simple", bstrap=draws > 0)
    return cells.atte["overall_att"], cells.atte["overall_se"]


def moderndid(frame: pd.DataFrame, covariate: bool, draws: int) -> tuple[float, float]:
    """Group-time effects, event study and the overall effect."""
    from moderndid import aggte, att_gt

    options = {"boot": draws > 0, "biters": draws or 999, "cband": draws > 0}
    cells = att_gt(frame, "y", "t", "id", "g", xformla="~ x" if covariate else None, **options)
    aggte(cells, type="dynamic", **options)
    simple = aggte(cells, type="simple", **options)
    return simple.overall_att, simple.overall_se


PEERS = {"diff-diff": diff_diff, "csdid": csdid, "moderndid": moderndid}


def results(frame: pd.DataFrame, repeats: int) -> Iterator[tuple[str, dict[str, Result]]]:
    """Yield each peer that is installed with its results by case."""
    for name, run in PEERS.items():
        found = {}
        for case, (covariate, draws) in CASES.items():
            try:
                found[case] = timed(lambda run=run, c=covariate, d=draws: run(frame, c, d), repeats)
            except Exception as fault:  # a peer that fails is a finding, not the end of the run
                print(f"{name}, {case}: {fault!r}", file=sys.stderr)
        yield name, found


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    columns = np.load(sys.argv[1])
    panel = pd.DataFrame({name: columns[name] for name in columns.files})
    print(json.dumps(dict(results(panel, int(sys.argv[2])))))
