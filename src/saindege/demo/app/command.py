"""The command of the loader."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from datetime import date

from saindege.base.errors import BadInput, SaindegeError


def main(words: list[str] | None = None) -> int:
    """Run ``python -m saindege.demo WORDS``; returns its exit status."""
    parser = argparse.ArgumentParser(prog="python -m saindege.demo")
    verbs = parser.add_subparsers(dest="verb", required=True)
    load = verbs.add_parser("load", help="make the demonstration city in SAINDEGE_DATA")
    load.add_argument("--people", type=int, default=4000, help="600 to 60000")
    load.add_argument("--seed", type=int, default=1)
    load.add_argument("--as-of", type=date.fromisoformat, default=None, help="today unless given")
    load.add_argument("--fresh", action="store_true", help="remove the old demonstration first")
    load.add_argument("--leave-to-worker", action="store_true", help="ask for the studies' answers as jobs")
    asked = parser.parse_args(words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saindege.web.settings")

    # A city is made of much that stays and little that is left over: looking through it often is a tenth of the time.
    gc.set_threshold(50_000, 20, 100)

    import django

    django.setup()
    from django.utils import timezone

    from saindege.demo.app.load import load as load_city

    try:
        load_city(
            people=asked.people,
            seed=asked.seed,
            as_of=asked.as_of or timezone.localdate(),
            fresh=asked.fresh,
            leave_to_worker=asked.leave_to_worker,
        )
    except SaindegeError as fault:
        sys.stderr.write(f"{fault.sentence.id}\n{fault.sentence.en}\n")
        return 2 if isinstance(fault, BadInput) else 1
    return 0
