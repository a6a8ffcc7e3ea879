"""Panels that cannot be estimated from, or only with care: a refusal or a warning that says what can be done instead."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from saindege.cli import main

Row = tuple[object, ...]
HEAD = "unit,period,outcome,first_treated"


def panel(
    units: int = 14, periods: int = 8, first: Callable[[int], object] = lambda i: 5 if i < 7 else 0
) -> list[Row]:
    rng = np.random.default_rng(1)
    return [
        (f"K{i}", t, round(float(rng.normal(3, 0.1)), 4), first(i))
        for i in range(units)
        for t in range(1, periods + 1)
    ]


@pytest.fixture
def estimate(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Callable[[list[Row]], tuple[int, dict[str, Any]]]:
    def run(rows: list[Row]) -> tuple[int, dict[str, Any]]:
        path = tmp_path / "panel.csv"
        path.write_text(
            "\n".join([HEAD, *(",".join(map(str, row)) for row in rows)]) + "\n", encoding="utf-8"
        )
        status = main(["impact", "estimate", str(path), "--json"])
        return status, json.loads(capsys.readouterr().out, parse_constant=_refuse)

    return run


def _refuse(word: str) -> None:
    raise AssertionError(f"{word} is no JSON")


def numbers(document: object) -> Iterator[float]:
    if isinstance(document, dict):
        for value in document.values():
            yield from numbers(value)
    elif isinstance(document, list):
        for value in document:
            yield from numbers(value)
    elif isinstance(document, float):
        yield document


OPEN_ENDED = [
    ("units with gaps", [row for n, row in enumerate(panel()) if n % 5], "incomplete_units"),
    (
        "some treated from the first period on",
        panel(first=lambda i: (1, 5, 0)[i % 3]),
        "treated_first_period",
    ),
    ("nobody never treated", panel(first=lambda i: 4 if i < 7 else 6), "no_never_treated"),
    ("all start at once", panel(first=lambda i: 5), "no_never_treated"),
    ("one treated unit", panel(first=lambda i: 5 if i == 0 else 0), "single_unit_groups"),
    ("an outcome that never moves", [(*row[:2], 3, row[3]) for row in panel()], "constant_outcome"),
    ("three units", panel(units=3, first=lambda i: 5 if i == 0 else 0), "too_few_units"),
]


@pytest.mark.parametrize(
    ("rows", "warning"), [case[1:] for case in OPEN_ENDED], ids=[c[0] for c in OPEN_ENDED]
)
def test_it_is_estimated_with_a_warning_and_never_called_proven(estimate, rows, warning):
    status, answer = estimate(rows)

    assert status == 0 and answer["verdict"] == "belum_terbukti"
    assert warning in [each["code"] for each in answer["warnings"]]
    assert all(each["message"] for each in answer["warnings"])
    assert all(np.isfinite(value) for value in numbers(answer))


REFUSED = [
    ("all treated from the first period on", panel(first=lambda i: 1 if i < 7 else 0), "nothing_to_estimate",
     "Tambahkan periode sebelum pelatihan"),
    ("treatment that switches off", [(*row[:3], 5 if row[3] and row[1] < 7 else 0) for row in panel()], "conflict",
     "tulis kapan pertama kali dilatih"),
    ("a unit and period twice", [*panel(), ("K0", 1, 3.0, 5)], "duplicate", "Sisakan satu baris"),
    ("text where a number belongs", [*panel()[:-1], ("K13", 8, "tiga", 0)], "not_a_number", "bukan angka"),
    ("an endless number", [*panel()[:-1], ("K13", 8, "inf", 0)], "not_a_number", "bukan angka"),
    ("no outcome at all", [(*row[:2], "", row[3]) for row in panel()], "nothing_to_estimate", "Isi kolom hasil"),
    ("one period", [row for row in panel() if row[1] == 1], "nothing_to_estimate", "Tambahkan periode"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "code", "words"), [case[1:] for case in REFUSED], ids=[c[0] for c in REFUSED]
)
def test_it_is_refused_with_what_to_do(estimate, rows, code, words):
    status, answer = estimate(rows)

    error = answer["error"]
    assert (status, error["code"]) == (2, code)
    told = error["message"] + " ".join(problem["message"] for problem in error["problems"])
    assert words in told
