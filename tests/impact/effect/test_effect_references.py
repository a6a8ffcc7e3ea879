"""The same figures as other programs on the same data.

``csdid.json`` holds what csdid 0.4.3 (a port of R ``did``) gives for ``offices.csv`` with analytic errors.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from saindege.impact.effect import Options, as_json, estimate_effect
from saindege.impact.panel import build_panel
from saindege.impact.panel_columns import PanelColumns
from saindege.impact.panel_file import read_panel

CSDID = json.loads((Path(__file__).resolve().parent / "csdid.json").read_text(encoding="utf-8"))
KINDS = {
    "dynamic": ("dynamic", "by_event_time", "event_time"),
    "group": ("by_group", "groups", "group"),
    "calendar": ("by_time", "times", "time"),
}
# Both solve the same logit; what is left is its last step and the order of additions.
TOLERANCE = 1e-9


def assert_same(found: dict, att: float, se: float) -> None:
    assert found["att"] == pytest.approx(att, abs=TOLERANCE)
    assert found["se"] == pytest.approx(se, abs=TOLERANCE)


@pytest.mark.parametrize("case", CSDID)
def test_every_cell_and_average_equals_that_of_csdid(offices, case):
    control, method, *words = case.split()
    anticipation = 1 if "anticipation" in words else 0
    long = offices(weight="weight" in words, covariates="size" in words)
    options = Options(
        control=control,
        method=method,
        covariates=("size",) if "size" in words else (),
        anticipation=anticipation,
        draws=0,
        permutations=0,
    )

    found = as_json(estimate_effect(build_panel(long, anticipation=anticipation), options))

    cells = {(cell["group"], cell["time"]): cell for cell in found["group_time"]}
    assert len(cells) == len(CSDID[case]["cells"])
    for group, time, att, se in CSDID[case]["cells"]:
        assert_same(cells[group, time], att, se)
    assert_same(found["simple"], CSDID[case]["simple"]["att"], CSDID[case]["simple"]["se"])
    for kind, (name, entries, label) in KINDS.items():
        assert_same(found[name]["overall"], CSDID[case][kind]["att"], CSDID[case][kind]["se"])
        mine = {entry[label]: entry for entry in found[name][entries]}
        for at, att, se in CSDID[case][kind]["by"]:
            assert_same(mine[at], att, se)


@pytest.mark.data
@pytest.mark.parametrize(("control", "scenario"), [("never", "mpdta_nev_dr")])
def test_minimum_wage_panel_gives_the_figures_of_r_did(data_files, control, scenario):
    columns = PanelColumns("countyreal", "year", "lemp", "first.treat")

    read = read_panel(data_files / "mpdta.csv", columns)
    found = as_json(estimate_effect(read.panel, Options(control=control, draws=0, better="higher")))

    cells = {(cell["group"], cell["time"]): cell for cell in found["group_time"]}
    rows = [row for row in _rows(data_files / "mpdta_r_did_group_time.csv") if row["scenario"] == scenario]
    assert len(rows) == len(cells) == 12
    for row in rows:
        assert_same(cells[int(row["group"]), int(row["t"])], float(row["att"]), float(row["se"]))
    for row in _rows(data_files / "mpdta_r_did_aggregates.csv"):
        if row["scenario"] == scenario:
            _compare_average(found, row)
    test = next(row for row in _rows(data_files / "mpdta_r_did_pretest.csv") if row["scenario"] == scenario)
    assert found["pretrend"]["statistic"] == pytest.approx(float(test["W"]), abs=1e-9)
    assert found["pretrend"]["p_value"] == pytest.approx(float(test["Wpval"]), abs=1e-5)
    # 500 units: the permutation test does not run unless asked for.
    assert (found["randomisation"], found["verdict"]) == (None, "terbukti_memburuk")


@pytest.mark.data
@pytest.mark.parametrize(
    ("control", "att", "se"),
    [
        ("never", -0.04175177205861638, 0.01150283815154),
        ("notyet", -0.04135162929923674, 0.01142783908219),
    ],
)
def test_minimum_wage_panel_adjusted_for_population(data_files, control, att, se):
    columns = PanelColumns("countyreal", "year", "lemp", "first.treat", covariates=("lpop",))

    read = read_panel(data_files / "mpdta.csv", columns)
    found = as_json(estimate_effect(read.panel, Options(control=control, covariates=("lpop",), draws=0)))

    assert_same(found["simple"], att, se)


@pytest.mark.data
def test_real_panel_with_a_planted_effect_is_proven_better(data_files):
    columns = PanelColumns("unit", "period", "y", "first_treated")

    read = read_panel(data_files / "panel_hosp45_const20.csv", columns)
    found = as_json(estimate_effect(read.panel, Options()))

    assert_same(found["simple"], -0.18198617743476794, 0.03657206464398887)
    # The Wald test cries wolf with 45 units and 14 cells; the permutation test decides.
    assert found["pretrend"]["p_value"] < 1e-5 and found["pretrend"]["randomisation_p"] > 0.5
    assert found["verdict"] == "terbukti_membaik"


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _compare_average(found: dict, row: dict[str, str]) -> None:
    if row["type"] == "simple":
        assert_same(found["simple"], float(row["overall_att"]), float(row["overall_se"]))
        return
    name, entries, label = KINDS[row["type"]]
    assert_same(found[name]["overall"], float(row["overall_att"]), float(row["overall_se"]))
    mine = {entry[label]: entry for entry in found[name][entries]}
    assert_same(mine[int(row["egt"])], float(row["att_egt"]), float(row["se_egt"]))
