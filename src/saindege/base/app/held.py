"""Work that a process of the web server does itself, because it holds a secret that is written down nowhere.

It is a job like any other: its page shows how far it is, and whoever asked may leave. It cannot be handed over: where the
process dies, the lease runs out, and the worker that takes the job then ends it with a sentence (its function in ``JOBS``).
"""

from __future__ import annotations

import os
import secrets
import socket
import threading
from collections.abc import Mapping
from datetime import datetime

from django.db import DatabaseError, connection
from django.utils import timezone

from saindege.base.app import jobs
from saindege.base.app.models import Account, Job, JobState
from saindege.base.errors import Sentence

Tell = jobs.Tell
RENEW_SECONDS = jobs.LEASE.total_seconds() / 4
PROGRESS_SECONDS = 0.5


def ask(
    *,
    kind: str,
    key: str,
    title: str,
    by: Account,
    arguments: Mapping[str, object],
    result_url: str,
    at: datetime,
) -> Job:
    """Ask for work that this process begins at once; called inside an area's actions, after their gate."""
    return Job.objects.create(
        kind=kind,
        key=key,
        title=title[:200],
        asked_by=by,
        # The page of a job says that this one ends with its process.
        arguments={**arguments, "held": True},
        result_url=result_url,
        state=JobState.RUNNING,
        worker=f"{socket.gethostname()[:32]}:{os.getpid()}:{secrets.token_hex(4)}",
        attempts=1,
        started_at=at,
        lease_until=at + jobs.LEASE,
    )


def start(job: Job, work: jobs.JobFunction) -> threading.Thread:
    """Begin work on a job that was asked for by ``ask``, beside the request that asks for it."""
    thread = threading.Thread(target=_Held(job, work).do, name=f"job {job.pk}", daemon=True)
    thread.start()
    return thread


class _Held:
    """One job in this process; a second thread renews its lease while the first waits for somebody's answer."""

    def __init__(self, job: Job, work: jobs.JobFunction) -> None:
        self._job, self._work = job, work
        self._progress: tuple[int, int, str] = (0, 0, "")
        self._is_lost = False
        self._is_over = threading.Event()

    def do(self) -> None:
        side = threading.Thread(target=self._keep, name=f"lease of {self._job.pk}", daemon=True)
        side.start()
        try:
            jobs.perform(self._job, self._tell, {self._job.kind: self._whole})
        except DatabaseError:
            # The end could not be written: the lease runs out, and a worker says so.
            jobs.log.exception("job %s: its end could not be written", self._job.pk)
        finally:
            self._is_over.set()
            side.join(timeout=30)
            connection.close()

    def _whole(self, job: Job, tell: Tell) -> None:
        self._work(job, tell)
        # Quick work ends before its progress was ever written.
        jobs.renew(job, *self._progress, timezone.now())

    def _tell(self, done: int, total: int, message: str) -> None:
        self._progress = (done, total, message)
        if self._is_lost:
            raise jobs.LeaseLost(Sentence(id="Pekerja lain melanjutkan.", en="Another worker goes on."))

    def _keep(self) -> None:
        waited, written = RENEW_SECONDS, None
        try:
            while True:
                progress = self._progress
                if progress != written or waited >= RENEW_SECONDS:
                    try:
                        self._is_lost = not jobs.renew(self._job, *progress, timezone.now())
                        written, waited = progress, 0.0
                    except DatabaseError:
                        jobs.log.warning("progress could not be written; trying again", exc_info=True)
                        connection.close()
                if self._is_over.wait(PROGRESS_SECONDS):
                    return
                waited += PROGRESS_SECONDS
        finally:
            connection.close()
