"""A data folder and the real programs that run on it."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TRIAL_WORKER = Path(__file__).with_name("trial_worker.py")


@dataclass
class House:
    """A data folder and the programs that were started on it."""

    folder: Path
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SAINDEGE_")}
        return {**kept, "SAINDEGE_DATA": str(self.folder), "PYTHONUTF8": "1"}

    def run(self, *words: str, said: str | None = None, **more: Any) -> subprocess.CompletedProcess[str]:
        """Run one word of the operation to its end."""
        return subprocess.run(
            [sys.executable, "-m", "saindege.web", *words],
            env=self.environment | more.pop("environment", {}),
            input=said if said is not None else "",
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=120,
            **more,
        )

    def answer(self, *words: str, **more: Any) -> tuple[int, dict[str, Any]]:
        """Run one word with --json; returns its status and document."""
        done = self.run(*words, "--json", **more)
        return done.returncode, json.loads(done.stdout)

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        # A session of its own, so that all that it has started can be ended with it.
        process = subprocess.Popen(
            [sys.executable, *command],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.started.append(process)
        return process

    def start_trial_worker(self, lease: float = 30, due: Path | None = None) -> subprocess.Popen[bytes]:
        return self.start(str(TRIAL_WORKER), str(lease), *([str(due)] if due else []))

    def ask(self, keys: list[str], kind: str, file: Path) -> None:
        """Ask for jobs as an area's action does, in a process of its own."""
        code = (
            "import sys, json, django; django.setup()\n"
            "from saindege.base.app.actions import enqueue\n"
            "keys, kind, file = json.loads(sys.argv[1])\n"
            "for key in keys: enqueue(kind=kind, key=key, title=key, by=None, arguments={'file': file})\n"
        )
        self.python(code, json.dumps([keys, kind, str(file)]))

    def python(self, code: str, *words: str) -> None:
        """Run some lines in the house, in a process of their own."""
        subprocess.run(
            [sys.executable, "-c", code, *words],
            env={**self.environment, "DJANGO_SETTINGS_MODULE": "saindege.web.settings"},
            check=True,
        )

    def bytes_of_database(self) -> bytes:
        """Return the database with the files that lie beside it."""
        return b"".join(path.read_bytes() for path in sorted(self.folder.glob("saindege.sqlite3*")))

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        opened = sqlite3.connect(self.folder / "saindege.sqlite3", timeout=20)
        try:
            with opened:
                return opened.execute(query, values).fetchall()
        finally:
            opened.close()


def wait_for(condition: Callable[[], Any], seconds: float = 30) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come to pass"
        time.sleep(0.05)
