"""A worker with trial jobs, run as a process of its own: ``python trial_worker.py LEASE_SECONDS [FILE]``.

``trial.note`` writes one line into the file that its arguments name; ``trial.slow`` takes fifty steps before it does.
With FILE, the calendar asks for one slow note of a period.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saindege.web.settings")

import django

django.setup()

from saindege.base.app import jobs  # noqa: E402 - Django stands first
from saindege.base.app.due import DueWork  # noqa: E402
from saindege.base.app.models import Job  # noqa: E402
from saindege.web.operation.worker import Worker  # noqa: E402


def note(job: Job, tell: jobs.Tell) -> None:
    time.sleep(0.01)
    with Path(job.arguments["file"]).open("a", encoding="utf-8") as file:
        file.write(f"{job.key} {os.getpid()}\n")


def slow(job: Job, tell: jobs.Tell) -> None:
    for step in range(50):
        time.sleep(0.05)
        tell(step, 50, "Menimbang")
    note(job, tell)


def weekly(now: datetime) -> list[DueWork]:
    return [DueWork("trial.slow", "2026-W47", "Menimbang pekan 47", {"file": sys.argv[2]})]


worker = Worker(
    {"trial.note": note, "trial.slow": slow},
    lease=timedelta(seconds=float(sys.argv[1])),
    due=(weekly,) if len(sys.argv) > 2 else (),
)
signal.signal(signal.SIGTERM, lambda number, frame: worker.stop.set())
worker.work(poll_seconds=0.05)
