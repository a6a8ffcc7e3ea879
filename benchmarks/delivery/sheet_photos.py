"""How well a photographed attendance sheet is read back: rows read right, handed to a person, read wrong.

    python -m benchmarks.delivery.sheet_photos [--count 200] [--first 0]

Each photograph is made from the printed PDF by its seed: another pen and hand for each row, turned, tilted, bent,
shaded, unsharp, grainy and compressed. A row that was read wrong fails the benchmark.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import django

SESSION, KEY, PEOPLE = "K7M2PQ", b"kunci patokan", 30
MARKS = ("cross", "cross", "tick", "scribble")
TARGET_SHARE_RIGHT = 0.97


def print_pages() -> list[object]:
    """Return both pages of a printed sheet as pictures."""
    from saindege.delivery.app.queries.sheet import print_sheet
    from saindege.delivery.sheet.drawing import Line
    from saindege.demo import photograph

    lines = [
        Line(str(number), f"Peserta Nomor {number}, S.E.", ("NIP 19900315 201504 1 001", "Kelurahan Wek V"))
        for number in range(PEOPLE)
    ]
    facts = [["Kursus", "Arsip surat"], ["Tanggal", "Selasa, 24 November 2026"]]
    pdf = print_sheet(SESSION, lines, {"session": "Arsip", "facts": facts}, KEY)
    return [photograph.draw_sheet(pdf, page) for page in (0, 1)]


def measure(first: int, count: int) -> tuple[Counter[str], list[str], list[float]]:
    """Return counts of rows and photos, what was wrong, and seconds for each photo."""
    from saindege.delivery.sheet import code, machine
    from saindege.delivery.sheet.reading import judge
    from saindege.demo import photograph
    from saindege.demo.photograph import Filled

    pages = print_pages()
    people = code.people_by_tag(SESSION, [str(number) for number in range(PEOPLE)], KEY)
    tally, wrong, seconds = Counter[str](), [], []
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "foto.jpg"
        for seed in range(first, first + count):
            chance = random.Random(seed)
            page, rows, truth = seed % 2, [], []
            for row in range(16):
                person = page * 16 + row
                share, mark = chance.random(), chance.choice(MARKS)
                if person >= PEOPLE:
                    filled, means = Filled(None, False), (None, "spare")
                elif share < 0.75:
                    filled, means = Filled(0, True, mark), (str(person), "present")
                elif share < 0.9:
                    filled, means = Filled(1, False, mark), (str(person), "absent")
                else:
                    filled, means = Filled(None, False), (str(person), "blank")
                rows.append(filled)
                truth.append(means)
            paper = pages[page].copy()  # type: ignore[attr-defined]
            photograph.fill_in(paper, rows, chance)
            where.write_bytes(photograph.photograph(paper, photograph.conditions(seed), chance))
            begin = time.perf_counter()
            (read,) = machine.read_here(where, session=SESSION, key=KEY)
            seconds.append(time.perf_counter() - begin)
            tally["photos"] += 1
            if read.fault is not None:
                tally["photos refused"] += 1
                continue
            for row, means in zip(read.rows, truth, strict=True):
                said = judge(row, people)
                tally["rows"] += 1
                if not said.is_sure:
                    tally["handed"] += 1
                elif (people.get(row.tag or 0), said.verdict) == means:
                    tally["right"] += 1
                else:
                    tally["wrong"] += 1
                    wrong.append(f"seed {seed} row {row.row}: {said.verdict}, was {means}")
    return tally, wrong, seconds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--first", type=int, default=0, help="seed of the first photograph")
    parser.add_argument("--peer-python", help="not used: no peer reads its own sheet back")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saindege.web.settings")
    django.setup()
    tally, wrong, seconds = measure(options.first, options.count)
    rows = tally["rows"]
    print(f"photographs {tally['photos']}, refused {tally['photos refused']}, rows {rows}")
    for kind in ("right", "handed", "wrong"):
        print(f"  {kind:6} {tally[kind]:6}  {tally[kind] / rows:.2%}")
    print(f"  seconds a photo: median {sorted(seconds)[len(seconds) // 2]:.2f}, most {max(seconds):.2f}")
    print(
        f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB, with the making of photos"
    )
    print("\n".join(wrong))
    return 0 if not wrong and tally["right"] / rows >= TARGET_SHARE_RIGHT else 1


if __name__ == "__main__":
    sys.exit(main())
