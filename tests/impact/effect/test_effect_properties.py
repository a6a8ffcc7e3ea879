"""What must not matter does not matter, and no NaN leaves."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saindege.impact.effect import Options, as_json, estimate_effect
from saindege.impact.panel import LongColumns, NothingToEstimate, build_panel


def answer(long: LongColumns, **options) -> dict:
    chosen = Options(**{"draws": 19, "permutations": 19, **options})
    return as_json(estimate_effect(build_panel(long, anticipation=chosen.anticipation), chosen))


def numbers_of(value: object) -> list[float]:
    if isinstance(value, dict):
        return [number for one in value.values() for number in numbers_of(one)]
    if isinstance(value, list):
        return [number for one in value for number in numbers_of(one)]
    return [float(value)] if isinstance(value, int | float) and not isinstance(value, bool) else []


def test_order_of_rows_does_not_matter(offices):
    long = offices(weight=True)
    order = np.random.default_rng(7).permutation(len(long.unit))
    shuffled = replace(
        long,
        **{
            name: np.asarray(getattr(long, name))[order]
            for name in ("unit", "time", "outcome", "first_treated", "weight")
        },
    )

    assert json.dumps(answer(shuffled)) == json.dumps(answer(long))


def test_names_of_units_do_not_matter(offices):
    long = offices()
    renamed = replace(long, unit=[f"{97 * int(str(unit)[1:]) % 101:03d}" for unit in long.unit])

    plain, other = (answer(each, permutations=0, draws=0) for each in (long, renamed))

    assert numbers_of(other) == pytest.approx(numbers_of(plain), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("covariates", [False, True])
def test_adding_a_constant_changes_nothing_and_a_factor_scales(offices, covariates):
    long = offices(covariates=covariates)
    words = {"covariates": ("size",)} if covariates else {}
    plain = answer(long, **words)

    shifted = answer(replace(long, outcome=np.asarray(long.outcome) + 1000), **words)
    scaled = answer(replace(long, outcome=np.asarray(long.outcome) * -50), **words)

    assert shifted["simple"]["att"] == pytest.approx(plain["simple"]["att"], abs=1e-10)
    assert shifted["simple"]["se"] == pytest.approx(plain["simple"]["se"], abs=1e-10)
    assert shifted["randomisation"]["p_value"] == plain["randomisation"]["p_value"]
    assert scaled["simple"]["att"] == pytest.approx(-50 * plain["simple"]["att"])
    assert scaled["simple"]["se"] == pytest.approx(50 * plain["simple"]["se"])
    assert scaled["randomisation"]["p_value"] == plain["randomisation"]["p_value"]


def test_effect_of_units_and_of_periods_leaves_the_answer(offices):
    long = offices()
    level = np.array([hash_of(str(unit)) for unit in long.unit])
    drift = np.array([math.sin(t) for t in np.asarray(long.time)])

    moved = answer(replace(long, outcome=np.asarray(long.outcome) + level + drift))

    assert moved["simple"]["att"] == pytest.approx(answer(long)["simple"]["att"], abs=1e-12)


def test_weights_that_are_all_alike_are_no_weights(offices):
    long = offices()

    weighted = answer(replace(long, weight=np.full(len(long.unit), 2.5)))

    assert weighted["simple"]["att"] == pytest.approx(answer(long)["simple"]["att"], abs=1e-12)
    assert weighted["simple"]["se"] == pytest.approx(answer(long)["simple"]["se"], abs=1e-12)


def test_same_seed_gives_the_same_bytes_and_another_seed_other_bands(offices):
    first, again, other = (json.dumps(answer(offices(), seed=seed)) for seed in (4, 4, 5))

    assert first == again != other


def test_gaps_take_the_longer_way_to_the_same_figures(offices):
    long = offices()
    extra = replace(
        long,
        unit=[*long.unit, "K99"],
        time=[*long.time, 1.0],
        outcome=[*long.outcome, 3.0],
        first_treated=[*long.first_treated, 0.0],
    )

    with_a_gap = answer(extra, permutations=0)

    # A never-treated unit seen once takes part in no cell.
    assert with_a_gap["group_time"][0]["att"] == pytest.approx(
        answer(long)["group_time"][0]["att"], abs=1e-12
    )
    assert with_a_gap["incomplete_units"] == 1
    assert "incomplete_units" in {warning["code"] for warning in with_a_gap["warnings"]}


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_answer_holds_a_number_that_is_none(data):
    units, periods = data.draw(st.integers(1, 9)), data.draw(st.integers(1, 5))
    first = data.draw(st.lists(st.sampled_from([0, 1, 2, 3, 4, 9]), min_size=units, max_size=units))
    cells = units * periods
    outcome = st.one_of(st.sampled_from([0.0, 1.0, math.nan]), st.floats(-1e6, 1e6))
    long = LongColumns(
        unit=np.repeat(np.arange(units), periods),
        time=np.tile(np.arange(1, periods + 1), units),
        outcome=data.draw(st.lists(outcome, min_size=cells, max_size=cells)),
        first_treated=np.repeat(first, periods),
        weight=data.draw(
            st.one_of(st.none(), st.lists(st.sampled_from([0, 1, 2.5]), min_size=cells, max_size=cells))
        ),
        covariates={
            "x": data.draw(st.lists(st.sampled_from([0.0, 1.0, 2.0]), min_size=cells, max_size=cells))
        },
    )
    options = {
        "control": data.draw(st.sampled_from(["never", "notyet"])),
        "method": data.draw(st.sampled_from(["dr", "reg", "ipw"])),
        "covariates": data.draw(st.sampled_from([(), ("x",)])),
        "anticipation": data.draw(st.integers(0, 1)),
    }

    try:
        found = answer(long, **options)
    except NothingToEstimate:
        return
    json.dumps(found, allow_nan=False)
    assert all(math.isfinite(number) for number in numbers_of(found))


def hash_of(text: str) -> float:
    return sum(ord(letter) * 7**place for place, letter in enumerate(text)) % 23 / 3
