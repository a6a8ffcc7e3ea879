"""How many certificates a second: printed, and printed and signed, on one core and on all.

    python -m benchmarks.delivery.certificates [--count 600] [--peer-python PYTHON]

WeasyPrint sets the same words on one A4 page where the peer's interpreter has it; it is not part of our locks
because it needs the library Pango from the system.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from saindege.base.app import paper as setting
from saindege.delivery import signing
from saindege.delivery.app import paper

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
WORDS = {
    "title": "Sertifikat", "register_number": "800.2/0001/BKPSDM/2026", "government": "Pemerintah Kota Contoh",
    "organisation": "Badan Kepegawaian", "number_words": "Nomor", "given_to": "diberikan kepada",
    "person_line": "NIP 19900315 201504 1 001, Kelurahan Contoh", "has_finished": "telah menyelesaikan",
    "course": "Bimtek Layanan Digital", "span": "3 sampai 12 November 2026", "hours": "20 jam pelajaran",
    "check_words": "Periksa di:", "address": "contoh.go.id/sertifikat", "code_words": "Kode:", "stamp": "DATA CONTOH",
    "revoked": "", "qr_words": "QR", "place_and_day": "Contoh, 24 November 2026", "signatory_title": "Kepala",
    "signatory": "Nama Contoh", "content_json": "{}",
}  # fmt: skip
PEER = """
import json, sys, time
from weasyprint import HTML
pages = json.load(sys.stdin)
HTML(string=pages[0]).write_pdf()
begun = time.perf_counter()
for page in pages:
    HTML(string=page).write_pdf()
print(len(pages) / (time.perf_counter() - begun))
"""


def order(number: int, folder: Path) -> paper.Order:
    code = f"PSP-{number:04d}-AAAA"
    return paper.Order(
        number=code,
        data={**WORDS, "name": f"Peserta Nomor {number}", "code": code},
        address=f"https://contoh.go.id/sertifikat/{code}/",
        made_at=NOW.isoformat(),
        signed_at=NOW.isoformat(),
        place="Contoh",
        folder=str(folder),
    )


def print_one(one: paper.Order) -> int:
    return len(paper.print_unsigned(one.data, one.address, NOW))


def peer_rate(python: str, count: int) -> float | None:
    """Return WeasyPrint's certificates a second with the same words and picture; None where it is not there."""
    pages = []
    for number in range(count):
        one = order(number, Path())
        body = "".join(f"<p>{word}</p>" for word in [*WORDS.values(), one.data["name"], one.number])
        picture = setting.qr_svg(one.address, label="QR")
        pages.append(f"<style>@page{{size:A4 landscape}}</style><h1>Sertifikat</h1>{body}{picture}")
    done = subprocess.run(
        [python, "-c", PEER], input=json.dumps(pages), capture_output=True, text=True, check=False
    )
    return float(done.stdout) if done.returncode == 0 else None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=600)
    parser.add_argument("--peer-python", default=sys.executable)
    options = parser.parse_args()
    fell_short: list[str] = []

    def tell(what: str, rate: float, target: float | None) -> None:
        verdict = "" if target is None else f"target {target:g} {'reached' if rate >= target else 'MISSED'}"
        if target is not None and rate < target:
            fell_short.append(what)
        print(f"{what:52} {rate:8.1f} /s  {verdict}", flush=True)

    cores = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as text:
        folder = Path(text)
        orders = [order(number, folder) for number in range(options.count)]
        print_one(orders[0])
        begun = time.perf_counter()
        for one in orders:
            print_one(one)
        single = options.count / (time.perf_counter() - begun)
        tell("printed, one core", single, None)
        # A forked child of a process that has printed would wait for threads that it does not have.
        with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
            list(pool.map(print_one, orders[: 4 * cores]))
            begun = time.perf_counter()
            list(pool.map(print_one, orders, chunksize=8))
            both = options.count / (time.perf_counter() - begun)
        tell(f"printed, {cores} cores", both, 350)
        keys = folder / "keys"
        authority = signing.keep_authority(keys, "Badan Kepegawaian", made_at=NOW)
        paper.print_signed(orders[0], authority)
        begun = time.perf_counter()
        for one in orders[:100]:
            paper.print_signed(one, authority)
        tell("printed, signed and stored, one core", 100 / (time.perf_counter() - begun), None)
        begun = time.perf_counter()
        done = list(paper.print_all(orders, keys, "Badan Kepegawaian", now=NOW))
        seconds = time.perf_counter() - begun
        tell(f"printed, signed and stored, {cores} cores, start included", len(done) / seconds, 90)
        found = signing.check_pdf(Path(done[-1].target).read_bytes())
        assert len(done) == options.count, "certificates are missing"
        assert "broken_signature" not in found.problems
    peer = peer_rate(options.peer_python, 40)
    if peer is None:
        print("WeasyPrint is not in the peer's environment (it needs Pango from the system): no ratio")
    else:
        tell("WeasyPrint, one core", peer, None)
        tell("printed on one core, times WeasyPrint", single / peer, 10)
    return 1 if fell_short else 0


if __name__ == "__main__":
    sys.exit(main())
