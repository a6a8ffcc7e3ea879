"""Makes ``references.json`` with other programs; run by hand where they are installed (``peers`` of pyproject).

    PYTHON_WITH_PEERS tests/impact/opinion/make_references.py

diff-diff 3.13.0 (imputation, sensitivity), csdid 0.4.3 (repeated cross-sections), statsmodels 0.15.0
(two-way fixed effects, interrupted series, survival, rates). The offices are those of ``../effect/offices.csv``; the series and the times are below.
"""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

HERE = Path(__file__).resolve().parent
PANEL = HERE.parent / "effect" / "offices.csv"
SERIES = [
    5.1, 4.8, 5.3, 5.6, 5.0, 4.9, 5.4, 5.5, 5.2, 5.7, 5.3, 5.1,
    4.2, 4.0, 4.3, 3.9, 4.1, 3.7, 3.8, 3.9, 3.5, 3.6,
]  # fmt: skip
CHANGED_AT = 12
DAYS = [1, 2, 2, 3, 4, 4, 5, 7, 9, 9, 12, 12]
DONE = [1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 0, 0]


def imputation(panel: pd.DataFrame) -> dict[str, object]:
    from diff_diff import ImputationDiD

    found = ImputationDiD().fit(
        panel, "log_hours", "unit", "period", "first_treated", aggregate="event_study"
    )
    events = {
        int(time): [float(one["effect"]), float(one["se"])]
        for time, one in found.event_study_effects.items()
        if time >= 0
    }
    return {"att": float(found.overall_att), "se": float(found.overall_se), "events": events}


def two_way(panel: pd.DataFrame) -> dict[str, float]:
    import statsmodels.formula.api as smf

    panel = panel.assign(on=(panel.first_treated > 0) & (panel.period >= panel.first_treated))
    fitted = smf.ols("log_hours ~ on + C(unit) + C(period)", panel.assign(on=panel.on.astype(float))).fit()
    codes = panel.unit.astype("category").cat.codes
    clustered = fitted.get_robustcov_results("cluster", groups=codes, use_correction=False)
    place = fitted.params.index.get_loc("on")
    return {"att": float(fitted.params["on"]), "se_without_correction": float(clustered.bse[place])}


def cross_sections(panel: pd.DataFrame) -> dict[str, object]:
    from csdid.att_gt import ATTgt

    rows = panel.assign(row=np.arange(len(panel)))
    found = {}
    for control, word in (("never", "nevertreated"), ("notyet", "notyettreated")):
        made = ATTgt(
            yname="log_hours", tname="period", idname="row", gname="first_treated", data=rows,
            control_group=word, panel=False, allow_unbalanced_panel=False,
        ).fit(est_method="dr", bstrap=False)  # fmt: skip
        simple = made.aggte("simple", bstrap=False).atte
        found[control] = {"att": float(simple["overall_att"]), "se": float(np.ravel(simple["overall_se"])[0])}
    return found


def honest(panel: pd.DataFrame) -> dict[str, object]:
    """Ranges under relative magnitudes; diff-diff averages the event times plainly, from a universal base period."""
    from diff_diff import CallawaySantAnna, HonestDiD

    made = CallawaySantAnna(control_group="not_yet_treated", base_period="universal").fit(
        panel, "log_hours", "unit", "period", "first_treated", aggregate="event_study"
    )
    effects = {int(time): float(one["effect"]) for time, one in made.event_study_effects.items()}
    ranges = {}
    for strength in (0.0, 0.5, 1.0, 2.0):
        found = HonestDiD(method="relative_magnitude", M=strength).fit(made)
        ranges[str(strength)] = [float(found.lb), float(found.ub)]
    return {"effects": effects, "ranges": ranges}


def interrupted() -> dict[str, object]:
    import statsmodels.api as sm

    y = np.array(SERIES)
    t = np.arange(len(y), dtype=float)
    after = (t >= CHANGED_AT).astype(float)
    design = np.column_stack([np.ones_like(t), t, after, after * (t - CHANGED_AT)])
    found = {}
    for lags in (1, 2, 3):
        fitted = sm.OLS(y, design).fit(cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": True})
        found[str(lags)] = {"params": fitted.params.tolist(), "bse": fitted.bse.tolist()}
    plain = sm.OLS(y, design).fit()
    from statsmodels.stats.stattools import durbin_watson

    return {
        "newey_west": found,
        "ols_bse": plain.bse.tolist(),
        "durbin_watson": float(durbin_watson(plain.resid)),
    }


def survival() -> dict[str, object]:
    from statsmodels.duration.survfunc import SurvfuncRight

    made = SurvfuncRight(DAYS, DONE)
    return {
        "times": np.asarray(made.surv_times).tolist(),
        "survival": np.asarray(made.surv_prob).tolist(),
        "se": np.asarray(made.surv_prob_se).tolist(),
    }


def rates() -> dict[str, float]:
    import statsmodels.api as sm

    counts, exposure = np.array([40, 22, 55, 51]), np.array([400, 410, 500, 520])
    design = np.array([[1, 1, 0, 0], [1, 1, 1, 1], [1, 0, 0, 0], [1, 0, 1, 0]])
    fitted = sm.GLM(counts, design, family=sm.families.Poisson(), offset=np.log(exposure)).fit()
    return {"log_ratio": float(fitted.params[3]), "se": float(fitted.bse[3])}


if __name__ == "__main__":
    import pandas as pd

    warnings.filterwarnings("ignore")
    offices = pd.read_csv(PANEL)
    made = {
        "imputation": imputation(offices),
        "two_way": two_way(offices),
        "cross_sections": cross_sections(offices),
        "honest": honest(offices),
        "interrupted": interrupted(),
        "survival": survival(),
        "rates": rates(),
    }
    (HERE / "references.json").write_text(json.dumps(made, indent=1) + "\n", encoding="utf-8")
