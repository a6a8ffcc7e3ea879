"""The library on the command line: ``saindege AREA VERB``. Loads no Django and, until a verb runs, nothing heavy."""

from __future__ import annotations

import os
from collections.abc import Sequence


def main(words: Sequence[str] | None = None) -> int:
    """Run one command line, that of the process unless words are given; returns its exit status."""
    # The matrices here are small: threads of the numerical library only wait for each other on a busy machine.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from saindege.cli.root import saindege

    return saindege.run(words)
