"""The analysis that a study hands out runs again to the same digits."""

from __future__ import annotations

import csv
import io
import json
import shlex
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from saindege.base.app.models import Account
from saindege.impact.app import actions
from saindege.impact.app.models import Study, StudyResult
from saindege.service.app.models import Measurement
from tests.impact.app.conftest import AT


@pytest.fixture
def unpacked(
    tmp_path: Path,
    client_for: Callable[..., Client],
    trained: Study,
    analyst: Account,
    measure: Callable[[float], Measurement],
) -> Path:
    measure(-0.25)
    actions.estimate_study(analyst, trained.pk, at=AT, tell=lambda done, total, message: None)
    answer = client_for("analis").get(reverse("impact:study_analysis", args=[trained.pk]))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        archive.extractall(tmp_path)
    return tmp_path


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False, cwd=folder)


def test_its_script_gives_the_same_digits(unpacked: Path) -> None:
    done = run(unpacked, "ulangi.py")

    assert (done.returncode, done.stderr) == (0, "")
    assert "sampai angka terakhir" in done.stdout
    seal = json.loads((unpacked / "setelan.json").read_text("utf-8"))["data_hash"]
    assert seal == StudyResult.objects.get().data_hash


def test_its_command_gives_the_same_main_figures(unpacked: Path) -> None:
    words = shlex.split((unpacked / "ulangi.txt").read_text("utf-8"))

    done = run(unpacked, "-m", "saindege.cli", *words[1:], "--json")

    made, kept = json.loads(done.stdout), json.loads((unpacked / "hasil.json").read_text("utf-8"))["main"]
    assert made["simple"] == kept["simple"] and made["verdict"] == kept["verdict"] == "terbukti_membaik"
    assert made["checks"] == kept["checks"]


def test_nobody_is_named_in_it(unpacked: Path) -> None:
    with (unpacked / "catatan.csv").open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))

    assert header == ["outcome", "office", "month", "value", "cases", "open_share"]
    assert {path.name for path in unpacked.iterdir()} == {
        "BACA-SAYA.txt", "catatan.csv", "hasil.json", "kantor.csv", "panel.csv", "rancangan.json", "setelan.json",
        "ulangi.py", "ulangi.txt",
    }  # fmt: skip
