"""Web and worker as a person starts them."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import stat
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import psutil
import pytest

from .running_house import House, wait_for

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of other processes are POSIX")
SAINDEGE = [sys.executable, "-m", "saindege.cli"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def health(port: int) -> tuple[int, dict[str, bool]]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, json.load(refused)
    except OSError:
        return 0, {}


def start_server(house: House, port: int) -> subprocess.Popen[bytes]:
    words = ["serve", "--port", str(port), "--with-worker", "--workers", "1"]
    server = house.start("-m", "saindege.cli", *words)
    wait_for(lambda: health(port)[0] == 200, 90)
    return server


def static_file(house: House, port: int) -> http.client.HTTPMessage:
    """Ask for a style sheet as a browser does; returns the headers of the answer."""
    manifest = json.loads(next((house.folder / "static").glob("*/staticfiles.json")).read_text())
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    path = f"/static/{manifest['paths']['saindege/tokens.css']}"
    asked.request("GET", path, headers={"Accept-Encoding": "br"})
    answer = asked.getresponse()
    answer.read()
    asked.close()
    assert answer.status == 200
    return answer.headers


def worker_of(server: subprocess.Popen[bytes]) -> int | None:
    for one in psutil.Process(server.pid).children():
        # Somebody who was just killed has no words left.
        with contextlib.suppress(psutil.Error):
            if "worker" in one.cmdline():
                return one.pid
    return None


def test_serve_makes_the_house_and_runs_web_and_worker_until_it_is_stopped(empty_house: House) -> None:
    port = free_port()
    server = start_server(empty_house, port)

    headers = static_file(empty_house, port)
    family = psutil.Process(server.pid).children(recursive=True)
    server.send_signal(signal.SIGTERM)

    assert server.wait(timeout=30) == 0
    assert len(family) >= 3 and psutil.wait_procs(family, timeout=10)[1] == []
    assert stat.S_IMODE((empty_house.folder / "secret-key").stat().st_mode) == 0o600
    assert stat.S_IMODE(empty_house.folder.stat().st_mode) == 0o700
    assert headers["Content-Encoding"] == "br" and "immutable" in headers["Cache-Control"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of their parent's death")
def test_a_worker_that_fell_is_started_again_and_nothing_outlives_the_supervisor(house: House) -> None:
    server = start_server(house, free_port())
    first = worker_of(server)
    assert first is not None

    os.kill(first, signal.SIGKILL)
    wait_for(lambda: worker_of(server) not in (None, first))
    family = psutil.Process(server.pid).children(recursive=True)
    server.kill()

    assert len(family) >= 3 and psutil.wait_procs(family, timeout=20)[1] == []


def test_a_taken_port_is_told_with_what_to_do(empty_house: House) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = empty_house.run("serve", "--port", str(port), "--lang", "en")

    assert done.returncode == 2
    assert f"Port {port} on 127.0.0.1 cannot be used" in done.stderr and f"--port {port + 1}" in done.stderr
    assert not empty_house.folder.exists()


def test_a_house_that_cannot_be_made_is_told(empty_house: House) -> None:
    empty_house.folder.write_text("a file where the folder should be")

    done = empty_house.run("serve", "--port", str(free_port()))

    assert done.returncode == 1
    assert "tidak dapat ditulis" in done.stderr and "Traceback" not in done.stderr


def test_demo_shows_address_and_accounts_and_serves_the_city(tmp_path: Path) -> None:
    port = free_port()
    words = ["demo", "--no-browser", "--people", "700", "--port", str(port), "--lang", "en"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SAINDEGE_")}
    with (tmp_path / "said").open("wb") as said, (tmp_path / "steps").open("wb") as steps:
        demo = subprocess.Popen([*SAINDEGE, *words], env=kept, cwd=tmp_path, stdout=said, stderr=steps)

    page = ""
    try:
        wait_for(lambda: health(port)[0] == 200 or demo.poll() is not None, 120)
        assert demo.poll() is None, (tmp_path / "steps").read_text("utf-8")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/masuk/", timeout=10) as answer:
            page = answer.read().decode()
    finally:
        demo.send_signal(signal.SIGINT)
        assert demo.wait(timeout=30) == 0

    greeting = (tmp_path / "said").read_text("utf-8")
    assert f"Open  http://127.0.0.1:{port}/" in greeting and "password on all: saindege" in greeting
    assert all(
        name in greeting for name in ("admin", "bkpsdm", "atasan", "peserta", "organisasi", "walikota")
    )
    assert "contoh" in page.lower()
    assert (tmp_path / "saindege-demo" / "data-contoh.json").exists()
