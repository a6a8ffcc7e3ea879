"""Two-way fixed effects: as others compute it, and wrong where effects grow."""

from __future__ import annotations

import numpy as np
import pytest

from saindege.impact.effect import Options, estimate_effect
from saindege.impact.opinion.two_way import fit_two_way
from saindege.impact.panel import LongColumns, build_panel
from saindege.impact.panel_columns import PanelColumns
from saindege.impact.panel_file import read_panel


def test_figures_equal_those_of_statsmodels(panel, references):
    found = fit_two_way(panel)

    assert found.att == pytest.approx(references["two_way"]["att"], abs=1e-10)
    assert found.se == pytest.approx(references["two_way"]["se_without_correction"], abs=1e-10)


@pytest.mark.data
def test_minimum_wage_panel_gives_the_figure_of_pyfixest(data_files):
    read = read_panel(data_files / "mpdta.csv", PanelColumns("countyreal", "year", "lemp", "first.treat"))

    found = fit_two_way(read.panel)

    assert found.att == pytest.approx(-0.0365489, abs=1e-7)
    # pyfixest widens by its own counts of rows and columns.
    assert found.se == pytest.approx(0.0132546, rel=0.01)


def test_a_growing_effect_changes_its_sign_because_the_early_serve_as_comparison():
    first, t = np.repeat([3, 6, 9], 8), np.arange(1, 13)
    since = t - first[:, None]
    outcome = np.where(since >= 0, -0.1 * (since + 1.0), 0.0)
    units, times = np.indices(outcome.shape)
    panel = build_panel(LongColumns(units.ravel(), times.ravel() + 1, outcome.ravel(), np.repeat(first, 12)))

    wrong, right = fit_two_way(panel), estimate_effect(panel, Options(draws=0, permutations=0))

    assert right.numbers.simple.att < -0.2 < 0 < wrong.att


def test_offices_that_all_start_together_have_no_two_way_figure():
    outcome = np.arange(20.0).reshape(4, 5)
    units, times = np.indices(outcome.shape)
    panel = build_panel(LongColumns(units.ravel(), times.ravel() + 1, outcome.ravel(), np.full(20, 3)))

    assert fit_two_way(panel).att is None
