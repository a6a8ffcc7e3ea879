"""A command line for trying the frame, made of the same parts as the real one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
import pytest

from saindege.base.errors import BadInput, Problem, SaindegeError, Sentence
from saindege.cli import frame
from saindege.cli.frame.run import run


class Outcome:
    """What one command line left behind."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err


def make_group() -> frame.Group:
    group = frame.Group(Sentence(id="Percobaan", en="Trials"), name="saindege")

    @frame.verb(group, "weigh", Sentence(id="Timbang berkas", en="Weigh a file"))
    @frame.argument("file", type=frame.EXISTING)
    @frame.option("--count", id="berapa kali", en="how often", type=click.IntRange(1, 9), default=1)
    @frame.option("--kind", id="jenis", en="kind", type=click.Choice(["a", "b"]))
    def weigh(file: Path, count: int, kind: str | None) -> frame.Answer:
        size = file.stat().st_size
        return frame.Answer(
            {"size": size, "mean": float("nan"), "kind": kind},
            lambda language: [f"{count} x {frame.number(1234.5, 1, lang=language)}"],
            status=3 if count == 9 else 0,
        )

    @frame.verb(group, "refuse", Sentence(id="Tolak", en="Refuse"))
    def refuse() -> frame.Answer:
        problem = Problem(
            "not_a_date", Sentence(id="Bukan tanggal.", en="No date."), "a.csv", 7, "birth_date"
        )
        raise BadInput(Sentence(id="Ada baris keliru.", en="Rows are wrong."), problems=[problem] * 60)

    @frame.verb(group, "fail", Sentence(id="Gagal", en="Fail"))
    @frame.option("--known", id="gagal yang dikenal", en="a known failure", is_flag=True)
    def fail(known: bool) -> frame.Answer:
        if known:
            raise SaindegeError(Sentence(id="Tidak bisa.", en="Not possible."))
        raise ZeroDivisionError("division by zero")

    return group


@pytest.fixture
def trial(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run one command line of the trial group."""
    group = make_group()

    def call(*words: str) -> Outcome:
        status = run(group, list(words))
        seen = capsys.readouterr()
        return Outcome(status, seen.out, seen.err)

    return call
