"""Words of the system on the command line: the same manners as every verb, the work in a program of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def saindege(folder: Path, *words: str, said: str = "") -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SAINDEGE_")}
    return subprocess.run(
        [sys.executable, "-m", "saindege.cli", *words],
        env={**kept, "SAINDEGE_DATA": str(folder)},
        input=said,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def test_a_city_is_set_up_from_the_command_line(tmp_path: Path) -> None:
    folder = tmp_path / "data"

    made = saindege(folder, "migrate", "--json")
    add = ("user", "add", "--name", "--Rahma", "--role", "admin", "--", "-rahma")
    added = saindege(folder, *add, said="kuda-benar-9\n")
    audited = saindege(folder, "audit", "--lang", "en")
    kept = saindege(folder, "backup", str(tmp_path / "b.zip"), "--json")

    assert made.returncode == 0 and json.loads(made.stdout)["folder"] == str(folder)
    assert (added.returncode, added.stdout) == (0, "-rahma  --Rahma  [admin]\n")
    assert audited.returncode == 0 and audited.stdout.startswith("All as written. Rows: 1.\n")
    assert json.loads(kept.stdout)["files"] == 2


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["demo", "--people", "3"], "600<=x<=60000"),
        (["serve", "--port", "70000"], "1<=x<=65535"),
        (["restore"], "FILE"),
        (["user", "add", "rahma"], "--name"),
        (["worker", "now"], "now"),
    ],
)
def test_bad_use_is_refused_before_anything_is_started(tmp_path: Path, words: list[str], part: str) -> None:
    done = saindege(tmp_path / "data", *words, "--json")

    assert done.returncode == 2
    error = json.loads(done.stdout)["error"]
    assert error["code"] == "bad_use" and part in error["message"]
    assert not (tmp_path / "data").exists()


def test_a_refusal_of_the_started_program_keeps_its_status_and_document(tmp_path: Path) -> None:
    done = saindege(tmp_path / "data", "restore", str(tmp_path / "none.zip"), "--json", "--lang", "en")

    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["code"] == "missing_file"
