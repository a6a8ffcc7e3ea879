"""How many certificates a second: printed, and printed and signed, on one core and on all.

    python -m benchmarks.delivery.certificates [--count 1000] [--peer-python PYTHON]

WeasyPrint sets the same certificate (``certificate_peer.py``) in the peer's environment; it needs the library Pango
from the system. Beside the clock stands what the processor's own time would give on cores that do nothing else.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from saindege.base.app import paper as setting
from saindege.base.app.paper.compiling import FONTS
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
PEER = Path(__file__).with_name("certificate_peer.py")
PEER_PAPERS = 40


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


_press: list[setting.Press] = []


def open_press() -> None:
    _press.append(setting.Press(paper.TEMPLATE))


def print_one(one: paper.Order) -> int:
    picture = setting.qr_svg(one.address, label="QR")
    return len(_press[0].print({**one.data, "qr": picture}, made_at=NOW))


def peer_rates(python: str) -> dict[str, float] | None:
    """Return WeasyPrint's certificates a second by the clock and by processor time; None where it is not there."""
    papers = []
    for number in range(PEER_PAPERS):
        one = order(number, Path())
        papers.append({**one.data, "qr": setting.qr_svg(one.address, label="QR")})
    told = {"fonts": str(FONTS), "band": str(paper.TEMPLATE.with_name("weaving-band.svg")), "papers": papers}
    done = subprocess.run(
        [python, str(PEER)], input=json.dumps(told), capture_output=True, text=True, check=False
    )
    return json.loads(done.stdout) if done.returncode == 0 else None


def processor_seconds() -> float:
    both = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in both)


def rate_of(count: int, work: Callable[[], object]) -> tuple[float, float]:
    """Return how many a second by the clock, and by the processor time of one core."""
    wall, used = time.perf_counter(), processor_seconds()
    work()
    return count / (time.perf_counter() - wall), count / (processor_seconds() - used)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--peer-python", default=sys.executable)
    options = parser.parse_args()
    fell_short: list[str] = []

    def tell(what: str, rate: float, ideal: float | None, target: float | None = None) -> None:
        verdict = "" if target is None else f"target {target:g} {'reached' if rate >= target else 'MISSED'}"
        if target is not None and rate < target:
            fell_short.append(what)
        beside = "" if ideal is None else f"(processor {ideal:.0f} /s)"
        print(f"{what:52} {rate:8.1f} /s  {beside:20} {verdict}", flush=True)

    cores = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as text:
        folder = Path(text)
        orders = [order(number, folder) for number in range(options.count)]
        open_press()
        print_one(orders[0])
        single = rate_of(len(orders), lambda: [print_one(one) for one in orders])
        tell("printed, one core", *single)
        os.environ["RAYON_NUM_THREADS"] = "1"
        # A forked child of a process that has printed would wait for threads that it does not have.
        with ProcessPoolExecutor(cores, mp_context=get_context("spawn"), initializer=open_press) as pool:
            list(pool.map(print_one, orders[: 4 * cores]))
            both, _ = rate_of(len(orders), lambda: list(pool.map(print_one, orders, chunksize=8)))
        tell(f"printed, {cores} cores", both, single[1] * cores, 350)
        keys = folder / "keys"
        authority = signing.keep_authority(keys, "Badan Kepegawaian", made_at=NOW)
        paper.print_signed(orders[0], authority, _press[0])
        some = orders[:200]
        alone = rate_of(len(some), lambda: [paper.print_signed(one, authority, _press[0]) for one in some])
        tell("printed, signed and stored, one core", *alone)
        done: list[paper.Printed] = []
        signed = rate_of(
            len(orders), lambda: done.extend(paper.print_all(orders, keys, "Badan Kepegawaian", now=NOW))
        )
        what = f"printed, signed and stored, {cores} cores, start included"
        tell(what, signed[0], signed[1] * cores, 90)
        found = signing.check_pdf(Path(done[-1].target).read_bytes())
        assert len(done) == options.count, "certificates are missing"
        assert "broken_signature" not in found.problems
    peer = peer_rates(options.peer_python)
    if peer is None:
        print("WeasyPrint is not in the peer's environment (it needs Pango from the system): no ratio")
    else:
        tell("WeasyPrint, one core", peer["wall"], peer["cpu"])
        ratio = single[1] / peer["cpu"]
        verdict = "reached" if ratio >= 10 else "MISSED"
        print(f"{'one core by processor time, times WeasyPrint':52} {ratio:8.1f}     target 10 {verdict}")
        fell_short += [] if ratio >= 10 else ["ratio"]
    return 1 if fell_short else 0


if __name__ == "__main__":
    sys.exit(main())
