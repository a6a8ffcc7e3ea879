"""What benchmarks of a whole class share: a house, signed-in people, phones with connections of their own, a killed server."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import psutil

from benchmarks.shell.web import free_port

COMMAND = [sys.executable, "-m", "saindege.web", "serve", "--port"]
# The same server and the same phones with a program that answers without doing anything: what this machine gives at most.
BARE = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "1",
        "--log-level", "error", "benchmarks.delivery.crowd:do_nothing", "--port"]  # fmt: skip
TOKEN = "t" * 32
FORM = "application/x-www-form-urlencoded"


def do_nothing(environ: dict, start_response: Callable) -> list[bytes]:
    """Read what was sent and answer with an empty page."""
    environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    start_response("302 Found", [("Location", "/"), ("Content-Length", "0")])
    return [b""]


def set_up(folder: Path) -> None:
    """Prepare a house in a folder and load Django in this process."""
    # Ended from outside, it takes its servers along.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    os.environ |= {"SAINDEGE_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "saindege.web.settings"}
    subprocess.run([sys.executable, "-m", "saindege.web", "migrate"], check=True, stdout=subprocess.DEVNULL)
    import django

    django.setup()


def make_people(office, count: int, *, first: int = 0) -> list[tuple[object, str]]:
    """Make people with accounts, numbered from the first; returns each with the cookie of a real sign-in."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session as SignIn
    from django.utils import timezone
    from django.utils.crypto import get_random_string

    from saindege.base.app.models import Account
    from saindege.people.app.models import Person

    accounts = Account.objects.bulk_create(
        Account(username=f"p{number}", display_name=f"Orang {number}", roles=["peserta"], password="!")
        for number in range(first, first + count)
    )
    people = Person.objects.bulk_create(
        Person(name=account.display_name, status="pns", office=office, account=account)
        for account in accounts
    )
    until, signed_in = timezone.now() + timedelta(hours=12), []
    for account in accounts:
        told = {
            SESSION_KEY: str(account.pk),
            BACKEND_SESSION_KEY: "saindege.web.sign_in.ByNameOrNip",
            HASH_SESSION_KEY: account.get_session_auth_hash(),
        }
        key = get_random_string(32, "abcdefghijklmnopqrstuvwxyz0123456789")
        signed_in.append(SignIn(session_key=key, session_data=SessionStore().encode(told), expire_date=until))
    SignIn.objects.bulk_create(signed_in)
    return [(person, one.session_key) for person, one in zip(people, signed_in, strict=True)]


def start(command: list[str], port: int, folder: Path | None = None) -> subprocess.Popen[bytes]:
    """Start a server and wait for its first answer."""
    environment = {**os.environ, **({"SAINDEGE_DATA": str(folder)} if folder else {})}
    server = subprocess.Popen(
        [*command, str(port)], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    for _ in range(600):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/masuk/")
            if connection.getresponse().status in (200, 302):
                return server
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


def kill(server: subprocess.Popen[bytes]) -> None:
    """Kill a server and its workers with SIGKILL."""
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()


class Phone:
    """One connection that is kept open and sends for one person after another; it reads no more than it must."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.renew()

    def renew(self) -> None:
        """Open the connection anew."""
        self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def post(self, path: str, body: str, sign_in: str, kind: str = FORM) -> tuple[int, bytes]:
        """Send a form, return status and content."""
        head = (
            f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {kind}\r\nX-CSRFToken: {TOKEN}\r\n"
            f"Cookie: masuk={sign_in}; csrf={TOKEN}\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        )
        return self._send(head)

    def get(self, path: str, sign_in: str) -> tuple[int, bytes]:
        """Ask for a page."""
        return self._send(
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nCookie: masuk={sign_in}\r\n\r\n"
        )

    def _send(self, words: str) -> tuple[int, bytes]:
        self.socket.sendall(words.encode())
        told = b""
        while b"\r\n\r\n" not in told:
            told += self._more()
        head, _, content = told.partition(b"\r\n\r\n")
        low = head.lower()
        if b"transfer-encoding: chunked" in low:
            while not content.endswith(b"0\r\n\r\n"):
                content += self._more()
        elif b"content-length:" in low:
            length = int(low.split(b"content-length:")[1].split(b"\r\n")[0])
            while len(content) < length:
                content += self._more()
        return int(head[9:12]), content

    def _more(self) -> bytes:
        told = self.socket.recv(65536)
        if not told:
            raise ConnectionResetError("the server closed the connection")
        return told


def in_threads(count: int, work: Callable[[int], None]) -> float:
    """Do something in so many threads; returns the seconds until the last has ended."""
    threads = [threading.Thread(target=work, args=(number,)) for number in range(count)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - begun


@dataclass(frozen=True, slots=True)
class Serving:
    """A server that runs."""

    port: int
    family: tuple[psutil.Process, ...]

    def spent(self) -> float:
        """Return the seconds of a core that it has taken so far: the one figure that other work hardly moves."""
        return sum(sum(one.cpu_times()[:2]) for one in self.family)


@contextmanager
def server_of(command: list[str], folder: Path | None = None) -> Iterator[Serving]:
    """Run a server for a while."""
    port = free_port()
    server = start(command, port, folder)
    try:
        program = psutil.Process(server.pid)
        yield Serving(port, (program, *program.children(recursive=True)))
    finally:
        kill(server)


def bare_rate(phones: int, count: int = 6000) -> tuple[float, float]:
    """Return requests a second that server and phones reach without any work, and the phones' own share of it."""
    with server_of(BARE) as server:
        spent = time.process_time()

        def work(number: int) -> None:
            phone = Phone(server.port)
            for _ in range(number, count, phones):
                phone.post("/hadir/BENCH1/", "kode=123456", "a" * 32)

        seconds = in_threads(phones, work)
        return count / seconds, (time.process_time() - spent) / count * 1e6


def share(times: list[float], part: float) -> float:
    """Return the value below which a part of the times lies."""
    return sorted(times)[min(len(times) - 1, int(len(times) * part))]


@dataclass
class Verdict:
    """Prints each figure beside its target and remembers what fell short."""

    fell_short: list[str] = field(default_factory=list)

    def tell(
        self,
        what: str,
        value: float,
        unit: str = "",
        *,
        least: float | None = None,
        most: float | None = None,
    ) -> None:
        reached = (least is None or value >= least) and (most is None or value <= most)
        if not reached:
            self.fell_short.append(what)
        aim = (
            ""
            if least is most is None
            else f"target {least or most or 0:g} {'reached' if reached else 'MISSED'}"
        )
        print(f"{what:58} {value:9.1f} {unit:3} {aim}", flush=True)
