"""The web server, alone or together with a worker, under one program that looks after both.

The server is always a program of its own: started in a process that has loaded Django, it would need twice the memory.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from saindege.base.errors import BadInput, Language, SaindegeError, Sentence
from saindege.web.operation import house

PYTHON = (sys.executable, "-P", "-m")
GRACE_SECONDS = 15.0
START_SECONDS = 60.0
# Each thread would otherwise keep a heap of its own, large after its largest page (glibc; others do not read it).
FRUGAL = {"MALLOC_ARENA_MAX": "2"}
_ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - an address to ask, not to listen on


class PortTaken(BadInput):
    """Another program listens there."""

    code = "conflict"


class DidNotStart(SaindegeError):
    """A part ended before it was ready."""

    code = "failed"


@dataclass(frozen=True, slots=True)
class Place:
    """Where pages are served.

    Attributes
    ----------
    host, port : to listen on
    workers : processes that answer; 2 answer while one is busy
    """

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2

    @property
    def asked_at(self) -> str:
        """The address at which a browser on this machine finds it."""
        host = _ANYWHERE.get(self.host, self.host)
        return f"http://{'[' + host + ']' if ':' in host else host}:{self.port}/"


def require_port(place: Place) -> None:
    """Refuse a port that another program has.

    Raises
    ------
    PortTaken : the port cannot be had
    """
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            if sys.platform != "win32":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((place.host, place.port))
    except OSError as fault:
        raise PortTaken(
            Sentence(
                id=f"Port {place.port} di {place.host} tidak dapat dipakai; mungkin Saindege atau program lain sudah "
                f"berjalan di sana. Hentikan program itu, atau pilih port lain: --port {place.port + 1}.",
                en=f"Port {place.port} on {place.host} cannot be used; Saindege or another program may be running "
                f"there. Stop it, or choose another port: --port {place.port + 1}.",
            )
        ) from fault


def server_command(place: Place) -> list[str]:
    """Return the command of the web server.

    More threads than cores: writes that wait for the one writer of the database share its next turn, and a thread that
    has nothing to do ends.
    """
    workers = 1 if sys.platform == "win32" else place.workers
    options = {
        "--interface": "wsgi",
        "--host": place.host,
        "--port": str(place.port),
        "--workers": str(workers),
        "--blocking-threads": "8",
        # An idle thread gives its connection, and the memory of it, back soon.
        "--blocking-threads-idle-timeout": "5",
        # Its warnings are advice about threads; that a worker fell is an error.
        "--log-level": "error",
        "--workers-kill-timeout": "10",
    }
    words = [word for pair in options.items() for word in pair]
    return [*PYTHON, "granian", *words, "--respawn-failed-workers", "saindege.web.wsgi:application"]


def serve(place: Place, *, with_worker: bool, language: Language) -> int:
    """Prepare everything and serve; returns the exit status of the server."""
    require_port(place)
    prepare()
    stop = "Ctrl-C menghentikannya" if language == "id" else "Ctrl-C stops it"
    sys.stderr.write(f"Saindege: {place.asked_at} ({stop})\n")
    held = house.hold(house.data_folder(), through_exec=True)
    if not with_worker and sys.platform != "win32":
        sys.stdout.flush()
        command = server_command(place)
        os.execve(command[0], command, {**FRUGAL, **os.environ})  # noqa: S606 - our own interpreter and words
    status = supervise(place, {}, with_worker=with_worker)
    if held is not None:
        held.close()
    return status


def prepare(environment: Mapping[str, str] | None = None) -> None:
    """Prepare folder, tables and files in a program of its own.

    Raises
    ------
    DidNotStart : it failed; it has said why
    """
    run_part(["saindege.web", "migrate"], environment or {}, quiet=True)


def run_part(words: Sequence[str], environment: Mapping[str, str], *, quiet: bool = False) -> None:
    """Run a part of Saindege to its end.

    Raises
    ------
    DidNotStart : it failed; it has said why on standard error
    """
    out = subprocess.DEVNULL if quiet else None
    done = subprocess.run(  # noqa: S603 - our own interpreter and words
        [*PYTHON, *words],
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=out,
        check=False,
    )
    if done.returncode:
        raise DidNotStart(
            Sentence(
                id="Persiapan gagal; alasannya tertulis di atas. Jalankan saindege doctor untuk saran.",
                en="The preparation failed; the reason stands above. Run saindege doctor for advice.",
            )
        )


def _end_with_parent() -> None:
    """Ask the kernel to stop a part whose supervisor was killed: it would keep the port, and nobody would know why."""
    import ctypes

    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


@dataclass(slots=True)
class Supervisor:
    """Starts parts, starts a worker again that ended, stops all when asked or when the server ends."""

    environment: Mapping[str, str]
    stop: threading.Event = field(default_factory=threading.Event)
    parts: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, command: Sequence[str]) -> None:
        """Start one part."""
        self.parts[name] = subprocess.Popen(  # noqa: S603 - our own interpreter and words
            command,
            env={**FRUGAL, **os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - no thread runs yet
        )

    def watch(self, worker: Sequence[str] | None) -> int:
        """Wait until the server ends or we are asked to stop; returns the exit status."""
        started_at = time.monotonic()
        while not self.stop.wait(0.5):
            status = self.parts["web"].poll()
            if status is not None:
                return status or 1
            fallen = self.parts.get("worker")
            if worker and fallen is not None and fallen.poll() is not None:
                # A worker that falls at once is not started in a tight circle.
                self.stop.wait(max(0.0, 5 - (time.monotonic() - started_at)))
                if not self.stop.is_set():
                    started_at = time.monotonic()
                    self.start("worker", worker)
        return 0

    def end(self) -> None:
        """Ask all parts to stop, and make them after a while."""
        for part in self.parts.values():
            if part.poll() is None:
                part.terminate()
        deadline = time.monotonic() + GRACE_SECONDS
        for part in self.parts.values():
            try:
                part.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                part.kill()
                part.wait()


def supervise(
    place: Place,
    environment: Mapping[str, str],
    *,
    with_worker: bool,
    when_ready: Callable[[Place], None] | None = None,
) -> int:
    """Run the server, and a worker beside it, until asked to stop; returns the exit status.

    Raises
    ------
    DidNotStart : the server ended before it answered
    """
    supervisor = Supervisor(environment)

    def stop(number: int, frame: object) -> None:
        supervisor.stop.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    worker = [*PYTHON, "saindege.web", "worker"] if with_worker else None
    try:
        supervisor.start("web", server_command(place))
        if worker:
            supervisor.start("worker", worker)
        if wait_until_ready(place, supervisor) and when_ready:
            when_ready(place)
        return supervisor.watch(worker)
    finally:
        supervisor.end()


def wait_until_ready(place: Place, supervisor: Supervisor) -> bool:
    """Wait until the server takes connections; False when we were asked to stop meanwhile.

    Raises
    ------
    DidNotStart : the server ended, or did not answer in a minute
    """
    deadline = time.monotonic() + START_SECONDS
    host = _ANYWHERE.get(place.host, place.host)
    while time.monotonic() < deadline and supervisor.parts["web"].poll() is None:
        try:
            socket.create_connection((host, place.port), timeout=2).close()
            return True
        except OSError:
            if supervisor.stop.wait(0.1):
                return False
    raise DidNotStart(
        Sentence(
            id="Server web tidak menjawab; alasannya tertulis di atas. Jalankan saindege doctor untuk saran.",
            en="The web server does not answer; the reason stands above. Run saindege doctor for advice.",
        )
    )
