"""A log of 30 million rows on a small machine: ``python -m benchmarks.service.small_machine [--rows N] [--gigabytes G]``.

The command runs in a process of its own that may use so much memory and no more. It must end with figures or with a
sentence that says what to do, within its limit, and never be killed or end in a traceback.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROWS, GIGABYTES = 30_000_000, 4.0

_EVENTS = """
COPY (
    SELECT 'B-' || (i // 6) AS "Nomor", 'Langkah ' || (i % 6) AS "Tahapan",
        TIMESTAMP '2020-01-01 08:00:00' + INTERVAL (i // 6 * 25 + (i % 6) * 3600) SECOND AS "Selesai",
        'P' || (hash(i) % 200) AS "Petugas"
    FROM range({rows}) AS t(i)
) TO '{path}' ({format})
"""


def write(path: Path, rows: int) -> None:
    """Write a log of so many rows, as Parquet or as CSV by its name."""
    import duckdb

    kind = "FORMAT csv, HEADER" if path.suffix == ".csv" else "FORMAT parquet, COMPRESSION zstd"
    with duckdb.connect() as connection:
        connection.execute("SET memory_limit='1GB'; SET preserve_insertion_order=true")
        connection.execute(_EVENTS.format(rows=rows, path=path, format=kind))


def run(path: Path, gigabytes: float) -> tuple[int, str, float]:
    """Measure a log within a limit of memory; returns status, what was said, seconds."""
    limit = int(gigabytes * (1 << 30))
    words = [sys.executable, "-m", "saindege.cli", "service", "measure", str(path), "--json"]
    words += ["--columns", "case=Nomor,activity=Tahapan,time=Selesai,resource=Petugas"]
    begun = time.perf_counter()
    done = subprocess.run(
        words,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
    )
    return done.returncode, done.stdout + done.stderr, time.perf_counter() - begun


def judge(status: int, said: str) -> str:
    """Say whether a run ended as it must; empty where it did."""
    if status < 0:
        return f"killed by signal {-status}"
    if "Traceback" in said:
        return "a traceback"
    try:
        document = json.loads(said[said.index("{") : said.rindex("}") + 1])
    except ValueError:
        return f"status {status} without a document: {said[-300:]}"
    if status == 0:
        print(f"    {document['events']:,} events, {document['cases']:,} cases")
        return ""
    print(f"    {document['error']['code']}: {document['error']['message']}")
    return "" if status in (1, 2) else f"status {status}"


def main() -> int:
    """Try both kinds of file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--gigabytes", type=float, default=GIGABYTES)
    parser.add_argument("--peer-python", default=sys.executable, help="not used: no peer promises this")
    asked = parser.parse_args()
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        for name in ("log.parquet", "log.csv"):
            path = Path(folder, name)
            write(path, asked.rows)
            print(
                f"{name}: {asked.rows:,} rows, {path.stat().st_size / 1e6:.0f} MB, limit {asked.gigabytes:g} GB"
            )
            status, said, seconds = run(path, asked.gigabytes)
            fault = judge(status, said)
            print(f"    {seconds:.0f} s, status {status}: {fault or 'ok'}")
            faults += [f"{name}: {fault}"] if fault else []
            path.unlink()
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
