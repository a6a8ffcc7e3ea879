"""Run the benchmarks: ``python -m benchmarks [AREA ...] [--peer-python PYTHON]``.

Each module of ``benchmarks/<area>/`` that has a ``main`` is one benchmark, run in a process of its own so
that neither memory nor imports of one touch another. A peer runs on the same file, in the same run.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def benchmark_modules(areas: list[str]) -> list[str]:
    """Return the dotted names of all benchmarks of these areas, or of all areas."""
    return [
        f"benchmarks.{file.parent.name}.{file.stem}"
        for file in sorted(HERE.glob("*/*.py"))
        if (not areas or file.parent.name in areas) and "def main(" in file.read_text(encoding="utf-8")
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("areas", nargs="*", help="folders of benchmarks; all when none is named")
    parser.add_argument(
        "--peer-python", default=sys.executable, help="interpreter of an environment that holds the peers"
    )
    options = parser.parse_args()
    failed = []
    for name in benchmark_modules(options.areas):
        print(f"\n== {name}", flush=True)
        done = subprocess.run(
            [sys.executable, "-m", name, "--peer-python", options.peer_python], cwd=HERE.parent, check=False
        )
        if done.returncode:
            failed.append(name)
    if failed:
        print("\nfell short or did not finish: " + ", ".join(failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
