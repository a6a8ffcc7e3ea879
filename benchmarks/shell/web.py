"""Start of the demonstration city, memory at rest, time of pages, weight of the first load, command line.

    python -m benchmarks.shell.web [--people 4000] [--seconds 30]

Asks pages over HTTP at ten requests a second, spread over the roles, from a client on the same machine.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import psutil

COMMAND = [str(Path(sys.executable).with_name("saindege"))]
PAGES = {
    "bkpsdm": ["/", "/pegawai/", "/kursus/"],
    "organisasi": ["/", "/layanan/"],
    "analis": ["/", "/dampak/"],
    "walikota": ["/", "/laporan/"],
    "peserta": ["/", "/akun/"],
}


@dataclass
class Visitor:
    """One browser: keeps its cookies and its connection."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, bytes, dict[str, str]]:
        headers = {
            "Accept-Encoding": "br, gzip",
            "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
        }
        body = None
        if form is not None:
            body = urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request("POST" if form is not None else "GET", path, body=body, headers=headers)
        answer = self.connection.getresponse()
        content = answer.read()
        for value in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(value).items():
                self.cookies[name] = morsel.value
        return answer.status, content, dict(answer.headers)

    def plain(self, path: str) -> str:
        """Fetch a page without compression, as text."""
        cookies = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        self.connection.request("GET", path, headers={"Cookie": cookies})
        answer = self.connection.getresponse()
        for value in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(value).items():
                self.cookies[name] = morsel.value
        return answer.read().decode()

    def sign_in(self, username: str) -> None:
        page = self.plain("/masuk/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        name = re.search(r'<input[^>]*autocomplete="username"[^>]*>', page)
        assert token and name, "the sign-in page has no form"
        user_field = re.search(r'name="([^"]+)"', name.group())
        secret = re.search(r'<input[^>]*type="password"[^>]*>', page)
        assert user_field and secret
        secret_field = re.search(r'name="([^"]+)"', secret.group())
        assert secret_field
        form = {
            "csrfmiddlewaretoken": token.group(1),
            user_field.group(1): username,
            secret_field.group(1): "saindege",
        }
        status, _, _ = self.ask("/masuk/", form)
        assert status in (302, 303), f"sign-in as {username} answered {status}"


class Linked(HTMLParser):
    """Collects what a browser fetches with a page."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "link" and values.get("rel") in ("stylesheet", "icon", "preload"):
            self.addresses.append(values.get("href") or "")
        if tag in ("script", "img"):
            self.addresses.append(values.get("src") or "")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def weight_of_first_load(port: int) -> dict[str, int]:
    """Bytes on the wire of the sign-in page and all that it fetches, style sheets' own imports included."""
    visitor, weights, seen = Visitor(port), {}, set()
    _, content, _ = visitor.ask("/masuk/")
    weights["/masuk/"] = len(content)
    reader = Linked()
    reader.feed(Visitor(port).plain("/masuk/"))
    waiting = [urlsplit(address).path for address in reader.addresses if address]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        weights[path] = len(visitor.ask(path)[1])
        if path.endswith(".css"):
            folder = path.rsplit("/", 1)[0]
            style = Visitor(port).plain(path)
            found = re.findall(r'(?:@import\s+url|src:\s*url)\("?([^")]+)"?\)', style)
            waiting += [
                os.path.normpath(f"{folder}/{urlsplit(name).path}")
                for name in found
                if not name.startswith("data:")
            ]
    return weights


def resident_megabytes(process: subprocess.Popen[bytes]) -> float:
    """Memory of the whole tree; what its processes share is counted once (PSS) where the system tells."""
    family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
    total = 0
    for member in family:
        memory = member.memory_full_info()
        total += getattr(memory, "pss", 0) or memory.rss
    return total / 1e6


def page_times(port: int, seconds: int) -> dict[str, list[float]]:
    """Milliseconds per page, asked ten times a second whatever the answers take."""
    visitors = {}
    for role in PAGES:
        visitors[role] = Visitor(port)
        visitors[role].sign_in(role)
    plan = [(role, page) for role, pages in PAGES.items() for page in pages]
    times: dict[str, list[float]] = {page: [] for _, page in plan}
    locks = {role: threading.Lock() for role in PAGES}

    def visit(role: str, page: str, due: float) -> None:
        with locks[role]:
            status, _, _ = visitors[role].ask(page)
        assert status == 200, f"{page} answered {status} to {role}"
        times[page].append((time.perf_counter() - due) * 1000)

    threads, started = [], time.perf_counter()
    for number in range(seconds * 10):
        due = started + number / 10
        time.sleep(max(0.0, due - time.perf_counter()))
        role, page = plan[number % len(plan)]
        thread = threading.Thread(target=visit, args=(role, page, due))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    return times


def help_seconds() -> float:
    runs = []
    for _ in range(7):
        begun = time.perf_counter()
        subprocess.run([*COMMAND, "--help"], check=True, stdout=subprocess.DEVNULL)
        runs.append(time.perf_counter() - begun)
    return statistics.median(runs)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=4000)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--peer-python", help="not used here: no peer starts with one command")
    options = parser.parse_args()
    port, fell_short = free_port(), []

    def tell(what: str, value: float, unit: str, target: float) -> None:
        verdict = "reached" if value <= target else "MISSED"
        if value > target:
            fell_short.append(what)
        print(f"{what:58} {value:10.2f} {unit:4} target {target:g} {verdict}", flush=True)

    tell("saindege --help, median of 7", help_seconds(), "s", 0.3)
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "SAINDEGE_DATA": str(Path(folder) / "data")}
        begun = time.perf_counter()
        command = [
            *COMMAND,
            "demo",
            "--fresh",
            "--no-browser",
            "--people",
            str(options.people),
            "--port",
            str(port),
        ]
        said = (Path(folder) / "said").open("w+b")
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=said)
        try:
            while True:
                try:
                    if Visitor(port).ask("/masuk/")[0] == 200:
                        break
                except OSError:
                    if process.poll() is not None:
                        print("saindege demo ended before a page was served")
                        said.seek(0)
                        print(said.read().decode("utf-8", errors="replace"))
                        return 1
                    time.sleep(0.1)
            tell("saindege demo --fresh to first page served", time.perf_counter() - begun, "s", 60)
            weights = weight_of_first_load(port)
            tell("first load, compressed, all files", sum(weights.values()) / 1000, "KB", 60)
            for path, weight in sorted(weights.items(), key=lambda pair: -pair[1]):
                print(f"    {weight / 1000:8.1f} KB {path}")
            time.sleep(20)
            times = page_times(port, options.seconds)
            everything = sorted(value for values in times.values() for value in values)
            tell("signed-in pages, 95 % within", everything[int(len(everything) * 0.95)], "ms", 100)
            for page, values in times.items():
                if not values:
                    fell_short.append(page)
                    print(f"    {page:14} was never answered as it should be")
                    continue
                middle, slowest = statistics.median(values), max(values)
                print(f"    {page:14} median {middle:7.1f} ms, slowest {slowest:7.1f} ms, n {len(values)}")
            time.sleep(10)
            tell("web and worker at rest, resident", resident_megabytes(process), "MB", 300)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
                process.wait(timeout=30)
            said.close()
    return 1 if fell_short else 0


if __name__ == "__main__":
    sys.exit(main())
