"""A made panel of thirty offices over six months, and ways to make others."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from saindege.impact.panel import LongColumns, Panel, build_panel

HERE = Path(__file__).resolve().parent


def _long(changes: dict[str, list[float]], first: dict[str, float]) -> LongColumns:
    """Outcomes by unit at periods 1, 2, ...; units without a date are never treated."""
    rows = [(unit, t, y) for unit, values in changes.items() for t, y in enumerate(values, start=1)]
    return LongColumns(
        unit=[row[0] for row in rows],
        time=[row[1] for row in rows],
        outcome=[row[2] for row in rows],
        first_treated=[first.get(row[0], 0) for row in rows],
    )


def _noisy(
    seed: int, *, effect: float = 0.0, dates: tuple[int, ...] = (0,) * 12 + (4,) * 6 + (6,) * 6
) -> Panel:
    """Offices with a level, a common drift and noise; dates by lot; a constant effect."""
    rng = np.random.default_rng(seed)
    first = rng.permutation(np.array(dates))
    periods = np.arange(1, 9)
    outcome = rng.normal(3, 0.4, (len(first), 1)) + 0.05 * periods + rng.normal(0, 0.1, (len(first), 8))
    outcome += effect * ((first[:, None] > 0) & (periods >= first[:, None]))
    units, times = np.indices(outcome.shape)
    return build_panel(
        LongColumns(units.ravel(), times.ravel() + 1, outcome.ravel(), np.repeat(first, len(periods)))
    )


@pytest.fixture(scope="session")
def offices() -> Callable[..., LongColumns]:
    """The made panel of ``offices.csv`` with the columns asked for."""
    with (HERE / "offices.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    def numbers(name: str) -> list[float]:
        return [float(row[name]) for row in rows]

    def make(*, weight: bool = False, covariates: bool = False, cluster: bool = False) -> LongColumns:
        return LongColumns(
            unit=[row["unit"] for row in rows],
            time=numbers("period"),
            outcome=numbers("log_hours"),
            first_treated=numbers("first_treated"),
            weight=numbers("weight") if weight else None,
            cluster=[row["district"] for row in rows] if cluster else None,
            covariates={"size": numbers("size")} if covariates else {},
        )

    return make


@pytest.fixture(scope="session")
def long_panel() -> Callable[..., LongColumns]:
    """``long_panel({"A": [10, 8]}, {"A": 2})``."""
    return _long


@pytest.fixture(scope="session")
def noisy_panel() -> Callable[..., Panel]:
    """``noisy_panel(seed, effect=-0.2)``: 24 offices over 8 periods, dates drawn by lot."""
    return _noisy
