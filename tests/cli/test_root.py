"""The command itself: quick to start, nothing heavy before a verb asks for it."""

from __future__ import annotations

import json
import subprocess
import sys

HEAVY = ("numpy", "scipy", "duckdb", "django", "holidays", "typst", "python_calamine", "granian")


def run_python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8"
    )


def test_help_loads_nothing_heavy() -> None:
    done = run_python(
        "import json, sys\nfrom saindege.cli import main\nassert main(['--help']) == 0\n"
        "sys.stderr.write(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    )

    loaded = set(json.loads(done.stderr))
    assert loaded.isdisjoint(HEAVY)
    assert "service" in done.stdout and "demo" in done.stdout


def test_version_is_told() -> None:
    from saindege import __version__

    assert (
        run_python("from saindege.cli import main\nmain(['--version'])").stdout == f"saindege {__version__}\n"
    )


def test_every_word_of_the_help_is_there() -> None:
    from saindege.cli.root import ELSEWHERE, saindege

    context = saindege.make_context("saindege", [], resilient_parsing=True)
    commands = {name: saindege.get_command(context, name) for name in ELSEWHERE}

    assert {name: command.name for name, command in commands.items() if command} == {
        name: name for name in ELSEWHERE
    }
