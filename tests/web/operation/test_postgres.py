"""The same house on PostgreSQL: one setting, several workers, one record."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .running_house import House, wait_for

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(sys.platform == "win32", reason="the server program is started the POSIX way"),
]


def find_programs() -> Path | None:
    """Return the folder of PostgreSQL's server programs."""
    on_path = shutil.which("initdb")
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = ([Path(on_path).parent] if on_path else []) + places
    return next((place for place in found if (place / "initdb").exists()), None)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A PostgreSQL server of our own; yields the address of its first database."""
    programs = find_programs()
    if programs is None:
        pytest.skip("there is no PostgreSQL server program on this machine")
    # Not below pytest's own folder, which is closed to the server's account.
    folder = Path(tempfile.mkdtemp(prefix="saindege-postgres-"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    by: dict[str, object] = {}
    if os.geteuid() == 0:
        # The server refuses to be run by root.
        by = {"user": "postgres", "cwd": "/"}
        shutil.chown(folder, "postgres")

    def run(program: str, *words: str) -> None:
        # Not captured: the server would keep the pipe open.
        with (folder / "log").open("ab") as log:
            subprocess.run([programs / program, *words], stdout=log, stderr=log, check=True, timeout=60, **by)

    data = str(folder / "data")
    run("initdb", "-D", data, "-U", "saindege", "-A", "trust", "--no-sync")
    run(
        "pg_ctl",
        "-D",
        data,
        "-w",
        "-o",
        f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off",
        "start",
    )
    try:
        yield f"postgres://saindege@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder)


class PostgresHouse(House):
    """A house whose rows lie on a server."""

    address = ""

    @property
    def environment(self) -> dict[str, str]:
        return super().environment | {"SAINDEGE_DATABASE": self.address}

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        import psycopg

        with psycopg.connect(self.address) as opened:
            return opened.execute(query.replace("?", "%s"), values or None).fetchall()


@pytest.fixture
def house(server: str, tmp_path: Path, house_of: Callable[[House], Iterator[House]]) -> Iterator[House]:
    made = PostgresHouse(tmp_path / "data")
    made.address = server
    yield from house_of(made)


def test_workers_share_jobs_and_the_record_stays_one_chain(house: House, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    keys = [f"job-{number}" for number in range(40)]
    assert house.run("migrate").returncode == 0
    house.ask(keys, "trial.note", notes)

    for _ in range(2):
        house.start_trial_worker()
    writers = [house.start("-c", WRITE_RECORD) for _ in range(3)]
    wait_for(lambda: set(house.rows("SELECT state, attempts FROM saindege_job")) == {("done", 1)}, 60)

    assert sorted(line.split()[0] for line in notes.read_text().splitlines()) == sorted(keys)
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0, 0]
    status, audited = house.answer("audit")
    assert (status, audited["valid"], audited["entries"]) == (0, True, 60)
    refused, said = house.answer("backup", str(tmp_path / "b.zip"))
    assert refused == 1 and "pg_dump" in said["error"]["message"]


WRITE_RECORD = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "saindege.web.settings"
import django
django.setup()
from django.utils import timezone
from saindege.base.app.actions import record
from saindege.base.app.models import Setting
subject = Setting(key="city.name", value="x")
for number in range(20):
    record(by=None, action="city.named", subject=subject, at=timezone.now(), detail={"n": number})
"""
