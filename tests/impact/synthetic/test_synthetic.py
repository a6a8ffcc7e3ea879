"""Synthetic difference-in-differences: by hand, against others, and what is no block."""

from __future__ import annotations

import numpy as np
import pytest

from saindege.base.errors import BadInput
from saindege.impact.synthetic import build_block, estimate_synthetic
from saindege.impact.synthetic.block import NoBlock
from saindege.impact.synthetic.fit import Settings, fit
from saindege.impact.synthetic.reading import read_block
from saindege.impact.synthetic.weights import Penalty, fit_weights

PROP99 = {"unit": "State", "time": "Year", "outcome": "PacksPerCapita", "treated": "treated"}


def block_of(outcome: np.ndarray, treated: int, before: int):
    units, times = np.indices(outcome.shape)
    on = (units >= len(outcome) - treated) & (times >= before)
    names = [f"U{k:02d}" for k in units.ravel()]
    return build_block(names, times.ravel() + 1, outcome.ravel().tolist(), on.ravel().tolist())


def made(seed: int = 1, *, effect: float = 0.0, treated: int = 4) -> np.ndarray:
    """Twenty units that follow two common trends, and an effect from period 9 of 12 on."""
    rng = np.random.default_rng(seed)
    trends = np.vstack([np.linspace(0, 1, 12), np.sin(np.arange(12))])
    outcome = rng.normal(5, 1, (20, 1)) + rng.normal(1, 0.5, (20, 2)) @ trends + rng.normal(0, 0.1, (20, 12))
    outcome[20 - treated :, 8:] += effect
    return outcome


def test_alike_controls_give_the_plain_difference_of_differences():
    # Both controls move alike in every period: any weights give the same comparison, 0 before and 1 after.
    outcome = np.array([[1.0, 1, 1, 2], [4, 4, 4, 5], [2, 2, 2, 9]])

    found = estimate_synthetic(block_of(outcome, 1, 3))

    assert found.att == pytest.approx(7 - 1)
    assert sum(found.unit_weights) == pytest.approx(1) and sum(found.time_weights) == pytest.approx(1)


def test_weights_find_the_one_part_that_equals_the_target():
    parts = np.random.default_rng(3).normal(size=(1, 40, 5))
    penalty = Penalty(np.array([1e-9]), np.array([1e-9]))

    weights = fit_weights(parts, parts[:, :, 2] + 7.0, penalty, np.full((1, 5), 0.2))

    assert weights[0] == pytest.approx([0, 0, 1, 0, 0], abs=1e-6)


def test_planted_effect_is_recovered_where_controls_follow_other_trends():
    found = estimate_synthetic(block_of(made(effect=-0.5), 4, 8))

    assert found.low < -0.5 < found.high
    assert found.att == pytest.approx(-0.5, abs=0.15)


@pytest.fixture(scope="module")
def spread() -> float:
    """Standard deviation of the estimate over fifty panels of the same make."""
    panels = np.stack([made(seed) for seed in range(50)])
    return float(fit(panels, 16, 8, Settings.of(block_of(panels[0], 4, 8))).att.std())


@pytest.mark.parametrize("kind", ["placebo", "jackknife", "bootstrap"])
def test_error_of_every_kind_is_near_the_spread_of_repeated_panels(spread, kind):
    found = estimate_synthetic(block_of(made(), 4, 8), error_kind=kind, draws=50)

    assert 0.5 < found.se / spread < 2.0


def test_adding_levels_and_common_moves_changes_nothing_and_a_factor_scales():
    outcome = made(effect=-0.5)
    plain = estimate_synthetic(block_of(outcome, 4, 8), draws=30)

    moved = estimate_synthetic(block_of(outcome + 100 + np.arange(12), 4, 8), draws=30)
    scaled = estimate_synthetic(block_of(outcome * 60, 4, 8), draws=30)

    assert (moved.att, moved.se) == (pytest.approx(plain.att, abs=1e-6), pytest.approx(plain.se, abs=1e-6))
    assert (scaled.att, scaled.se) == (pytest.approx(60 * plain.att), pytest.approx(60 * plain.se))


def test_few_choices_of_placebos_are_all_made_whatever_the_seed():
    block = block_of(made(treated=1), 1, 8)

    first, other = (estimate_synthetic(block, seed=seed) for seed in (1, 2))

    assert first.se == other.se


@pytest.mark.parametrize("kind", ["jackknife", "bootstrap"])
def test_one_treated_unit_has_no_such_error(kind):
    found = estimate_synthetic(block_of(made(treated=1), 1, 8), error_kind=kind)

    assert (found.se, found.low, found.high) == (None, None, None)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda on, y: on * 0, "0 unit dilatih"),
        (lambda on, y: on | (np.arange(12) >= 8), "0 pembanding"),
        (lambda on, y: on & (np.arange(12) != 10), "mulai bersama"),
        (lambda on, y: on & ~((np.arange(20)[:, None] == 19) & (np.arange(12) == 8)), "mulai bersama"),
    ],
)
def test_what_is_no_block_is_refused_with_what_to_do(change, word):
    outcome = made()
    units, times = np.indices(outcome.shape)
    on = change((units >= 16) & (times >= 8), outcome).astype(bool)

    with pytest.raises(NoBlock, match=word):
        build_block(
            [str(k) for k in units.ravel()], times.ravel(), outcome.ravel().tolist(), on.ravel().tolist()
        )


def test_gaps_and_a_single_period_before_are_refused():
    outcome = made()
    with pytest.raises(NoBlock, match="dua periode"):
        block_of(outcome, 4, 1)

    outcome[3, 4] = np.nan
    with pytest.raises(NoBlock, match="1 unit tidak punya angka"):
        block_of(outcome, 4, 8)


def test_faults_of_a_file_are_named_at_once(tmp_path):
    path = tmp_path / "block.csv"
    path.write_text(
        "unit,bulan,y,dilatih\nA,2026-01,1,tidak\nA,entah,2,ya\n,2026-01,x,mungkin\n", encoding="utf-8"
    )

    with pytest.raises(BadInput) as refusal:
        read_block(path, {})

    found = [(problem.row, problem.column, problem.code) for problem in refusal.value.problems]
    assert sorted(found, key=str) == [
        (3, "time", "not_a_date"),
        (4, "outcome", "not_a_number"),
        (4, "treated", "unknown_value"),
        (4, "unit", "unknown_value"),
    ]


def test_months_are_shown_as_they_are_written(tmp_path):
    path = tmp_path / "block.csv"
    rows = "".join(
        f"{unit},2026-{month:02d},{unit_at + month * (unit_at + 1)},{int(unit == 'C' and month > 2)}\n"
        for unit_at, unit in enumerate("ABC")
        for month in (1, 2, 3)
    )
    path.write_text("unit,period,y,treated\n" + rows, encoding="utf-8")

    block = read_block(path, {})

    assert (block.units, block.periods) == (("A", "B", "C"), ("2026-01", "2026-02", "2026-03"))
    assert (block.controls, block.before) == (2, 2)


@pytest.mark.data
def test_proposition_99_gives_the_published_figure(data_files):
    found = estimate_synthetic(read_block(data_files / "california_prop99.csv", PROP99))

    # synthdid -15.60383, diff-diff -15.60382787; their placebo errors, of 200 draws, are 10.4 and 10.9.
    assert found.att == pytest.approx(-15.60382787, abs=1e-6)
    assert 8.0 < found.se < 11.5
    heaviest = max(zip(found.unit_weights, found.block.units, strict=False))
    assert heaviest == (pytest.approx(0.1245, abs=1e-3), "Nevada")


@pytest.mark.data
def test_six_treated_states_have_the_jackknife_error_of_diff_diff(data_files):
    block = read_block(data_files / "california_prop99.csv", PROP99)
    treated = {"California", "Nevada", "Utah", "Texas", "Ohio", "Iowa"}
    units = [unit for unit in block.units for _ in block.periods]
    years = list(block.periods) * len(block.units)
    on = [unit in treated and year >= 1989 for unit, year in zip(units, years, strict=True)]

    found = estimate_synthetic(
        build_block(units, years, block.outcome.ravel().tolist(), on), error_kind="jackknife"
    )

    assert found.att == pytest.approx(-5.732984857579324, abs=1e-6)
    assert found.se == pytest.approx(5.724260801390429, abs=1e-6)
