"""Offices to which nothing happened, from real logs where the folder of published data is at hand."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from datetime import datetime
from pathlib import Path

import numpy as np

from saindege.impact.panel import LongColumns, Panel, build_panel
from saindege.impact.panel_columns import PanelColumns
from saindege.impact.panel_file import read_panel

FULL = float(np.log(0.8))


def hospital(folder: str | None) -> np.ndarray:
    """Log days of 45 units by 10 quarters, the planted effect taken out; generated without the folder."""
    if folder and (path := Path(folder) / "panel_hosp45_const20.csv").exists():
        columns = PanelColumns("unit", "period", "y", "first_treated")
        panel = read_panel(path, columns).panel
        return panel.outcome - FULL * (panel.periods >= panel.first_treated[:, None])
    rng = np.random.default_rng(45)
    drift = np.cumsum(rng.normal(0, 0.05, 10))
    return rng.normal(5, 0.3, (45, 1)) + drift + rng.normal(0, 0.13, (45, 10))


def officers(folder: str | None) -> np.ndarray | None:
    """Mean log days by the officer who receives a case, eight times two months, NaN where one had no case.

    The receipt phase of a Dutch municipality; officers with cases in at least six of the eight. None without the folder.
    """
    if not folder or not (path := Path(folder) / "receipt.csv.gz").exists():
        return None
    events: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            moment = datetime.fromisoformat(row["time:timestamp"])
            events[row["case:concept:name"]].append((moment, row["org:resource"]))
    cells: dict[tuple[str, int], list[float]] = defaultdict(list)
    began = min(min(each)[0] for each in events.values())
    for each in events.values():
        start, who = min(each)
        days = (max(each)[0] - start).total_seconds() / 86400
        period = ((start.year - began.year) * 12 + start.month - began.month) // 2
        cells[who, period].append(float(np.log(days + 0.05)))
    names = sorted({who for who, _ in cells})
    periods = max(period for _, period in cells) + 1
    wide = np.array(
        [[np.mean(cells[who, t]) if (who, t) in cells else np.nan for t in range(periods)] for who in names]
    )
    return wide[np.isfinite(wide).sum(axis=1) >= periods - 2]


def panel_of(outcome: np.ndarray, first: np.ndarray) -> Panel:
    """Arrange outcomes and dates; a gap is a missing row."""
    units, times = np.indices(outcome.shape)
    known = np.isfinite(outcome).ravel()
    return build_panel(
        LongColumns(
            units.ravel()[known],
            times.ravel()[known] + 1,
            outcome.ravel()[known],
            np.repeat(first, outcome.shape[1])[known],
        )
    )
