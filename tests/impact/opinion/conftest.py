"""Figures of other programs (see ``make_references.py``) and the offices that they were made from."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from saindege.impact.panel import LongColumns, Panel, build_panel

HERE = Path(__file__).resolve().parent


@pytest.fixture(scope="session")
def references() -> dict[str, Any]:
    return json.loads((HERE / "references.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def rows() -> list[dict[str, str]]:
    with (HERE.parent / "effect" / "offices.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def panel(rows: list[dict[str, str]]) -> Panel:
    return build_panel(
        LongColumns(
            unit=[row["unit"] for row in rows],
            time=[float(row["period"]) for row in rows],
            outcome=[float(row["log_hours"]) for row in rows],
            first_treated=[float(row["first_treated"]) for row in rows],
        )
    )
