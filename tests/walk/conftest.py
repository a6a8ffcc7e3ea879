"""A running demonstration, started once as its command starts it, and signing in to it with a real browser."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

PEOPLE = "700"
COMMAND = str(Path(sys.executable).with_name("saindege"))


@dataclass(frozen=True)
class House:
    """A running demonstration."""

    address: str
    files: Path


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Start ``saindege demo`` in a folder of its own and stop it at the end."""
    folder = tmp_path_factory.mktemp("walk") / "data"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SAINDEGE_")}
    said = folder.with_name("said.txt").open("w")
    running = subprocess.Popen(
        [COMMAND, "demo", "--no-browser", "--port", str(port), "--people", PEOPLE],
        env={**kept, "SAINDEGE_DATA": str(folder)},
        stdout=said,
        stderr=said,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until(lambda: _answers(f"{address}/masuk/") or running.poll() is not None, seconds=400)
        assert running.poll() is None, folder.with_name("said.txt").read_text()
        yield House(address, folder / "contoh")
    finally:
        running.send_signal(signal.SIGINT if os.name != "nt" else signal.SIGTERM)
        running.wait(timeout=60)
        said.close()


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _wait_until(holds: Callable[[], bool], *, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "the demonstration did not answer in time"
        time.sleep(0.3)


@pytest.fixture
def as_role(browser: Any, house: House) -> Iterator[Callable[..., Any]]:
    """Sign in as a demonstration account: ``as_role("bkpsdm")`` at a desk, ``as_role("peserta", width=360)``."""
    contexts = []

    def sign_in(role: str, width: int = 1440) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 860}, locale="id-ID")
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{house.address}/masuk/")
        page.fill("input[autocomplete=username]", role)
        page.fill("input[type=password]", "saindege")
        page.press("input[type=password]", "Enter")
        page.wait_for_url(f"{house.address}/")
        return page

    yield sign_in
    for context in contexts:
        context.close()
