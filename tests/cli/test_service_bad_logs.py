"""Odd logs through the command line: each is measured, and what is odd is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from saindege.cli import main
from tests.service.bad_logs import BAD_LOGS, COLUMNS, HEADER, BadLog

ROLES = ",".join(f"{role}={header}" for role, header in COLUMNS.items())


def measure(log: str, folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    path = folder / "log.csv"
    path.write_text(log, encoding="utf-8")
    status = main(["service", "measure", str(path), "--columns", ROLES, *words])
    seen = capsys.readouterr()
    return status, seen.out + seen.err


@pytest.mark.parametrize("bad", BAD_LOGS, ids=lambda bad: bad.name)
def test_it_is_measured_and_told(bad: BadLog, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out = measure(bad.text, tmp_path, capsys, "--json", "--timezone", bad.timezone)
    document = json.loads(out)
    _, words = measure(bad.text, tmp_path, capsys, "--timezone", bad.timezone)

    assert status == 0
    told = [one["code"] for one in (*document["marks"], *document["refused"])]
    assert told == ([bad.told] if bad.told else [])
    assert bad.words in words


def test_more_than_a_tenth_refused_measures_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = ["A,Terima,2026-01-05 08:00,,P1"] * 8 + ["A,Terima,kemarin,,P1"]

    status, out = measure("\n".join([HEADER, *rows]) + "\n", tmp_path, capsys, "--json")

    assert status == 2
    error = json.loads(out)["error"]
    assert error["code"] == "too_many_refused" and error["problems"][0]["row"] == 10
