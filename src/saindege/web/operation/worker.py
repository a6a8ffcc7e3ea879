"""The worker: takes jobs one after another until it is asked to stop. Several may run beside each other."""

from __future__ import annotations

import logging
import os
import secrets
import signal
import socket
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from saindege.base.app import due, jobs
from saindege.base.app.models import Heartbeat, Job
from saindege.base.errors import SaindegeError, Sentence
from saindege.web.operation import house
from saindege.web.operation.preparation import refuse_newer_database

POLL_SECONDS = 1.0
BEAT_SECONDS = 5.0
PROGRESS_SECONDS = 0.5
# How often a worker looks whether the calendar asks for work.
DUE_SECONDS = 60.0
# After work a worker holds libraries and memory that waiting does not need.
REST_SECONDS = 20.0
FORGOTTEN_AFTER = timedelta(days=1)
log = logging.getLogger("saindege.worker")


class NotMigrated(SaindegeError):
    """The tables are not there yet."""

    code = "conflict"


@dataclass(slots=True)
class Worker:
    """One worker.

    A second thread with a connection of its own writes heartbeat, progress and lease: the job itself may be inside a
    long transaction, whose progress nobody would see.

    Attributes
    ----------
    known : kinds of jobs with their functions
    name : differs between any two workers
    lease : how long a job stays with a worker that has fallen silent
    due : say what the calendar asks for
    stop : set when the worker was asked to end
    """

    known: Mapping[str, jobs.JobFunction]
    name: str = field(
        default_factory=lambda: f"{socket.gethostname()[:32]}:{os.getpid()}:{secrets.token_hex(4)}"
    )
    lease: timedelta = jobs.LEASE
    due: Sequence[due.Due] = ()
    stop: threading.Event = field(default_factory=threading.Event)
    _job: Job | None = None
    _progress: tuple[int, int, str] = (0, 0, "")
    _lost: bool = False
    _looked_at: float | None = None
    _left: threading.Event = field(default_factory=threading.Event)

    def work(self, *, poll_seconds: float = POLL_SECONDS, until_empty: bool = False) -> int:
        """Do jobs until asked to stop, or until none is left; returns how many were done."""
        worked, busy_at = 0, time.monotonic()
        side = threading.Thread(target=self._keep_alive, name="heartbeat", daemon=True)
        side.start()
        try:
            while not self.stop.is_set():
                self._look_at_calendar()
                job = self._claim()
                if job is not None:
                    self._do(job)
                    worked, busy_at = worked + 1, time.monotonic()
                elif until_empty or (worked and time.monotonic() - busy_at > REST_SECONDS):
                    break
                else:
                    self.stop.wait(poll_seconds)
        finally:
            self._leave(side)
        return worked

    def tell(self, done: int, total: int, message: str) -> None:
        """Take note of a job's progress.

        Raises
        ------
        LeaseLost, Stopped : the job should end here
        """
        self._progress = (done, total, message)
        if self._lost:
            raise jobs.LeaseLost(Sentence(id="Pekerja lain melanjutkan.", en="Another worker goes on."))
        if self.stop.is_set():
            raise jobs.Stopped(Sentence(id="Pekerja berhenti.", en="The worker stops."))

    def _claim(self) -> Job | None:
        try:
            close_old_connections()
            return jobs.claim(self.name, timezone.now(), self.lease)
        except DatabaseError:
            log.exception("the database did not answer; asking again")
            connection.close()
            self.stop.wait(BEAT_SECONDS)
            return None

    def _look_at_calendar(self) -> None:
        now = time.monotonic()
        if not self.due or (self._looked_at is not None and now - self._looked_at < DUE_SECONDS):
            return
        self._looked_at = now
        try:
            close_old_connections()
            due.ask_for_due(timezone.now(), self.due)
        except DatabaseError:
            log.exception("the calendar could not be looked at; looking again in a minute")
            connection.close()

    def _do(self, job: Job) -> None:
        self._progress, self._lost = (0, 0, ""), False
        self._job = job
        try:
            jobs.perform(job, self.tell, self.known)
        except DatabaseError:
            # The end could not be written: the lease runs out and the job is done again.
            log.exception("job %s: its end could not be written", job.pk)
            connection.close()
        finally:
            self._job = None

    def _keep_alive(self) -> None:
        beaten = written = 0.0
        renew_seconds = min(BEAT_SECONDS, self.lease.total_seconds() / 4)
        last: tuple[int, int, str] | None = None
        try:
            while True:
                now = time.monotonic()
                job, progress = self._job, self._progress
                try:
                    if now - beaten >= BEAT_SECONDS or not beaten:
                        Heartbeat.objects.update_or_create(
                            worker=self.name, defaults={"seen_at": timezone.now()}
                        )
                        beaten = now
                    if job is not None and (progress != last or now - written >= renew_seconds):
                        kept = jobs.renew(job, *progress, timezone.now(), self.lease)
                        self._lost = not kept and self._job is job
                        last, written = progress, now
                except DatabaseError:
                    log.warning("heartbeat could not be written; trying again", exc_info=True)
                    connection.close()
                if self._left.wait(PROGRESS_SECONDS):
                    return
        finally:
            connection.close()

    def _leave(self, side: threading.Thread) -> None:
        self._left.set()
        side.join(timeout=30)
        try:
            Heartbeat.objects.filter(worker=self.name).delete()
        except DatabaseError:
            log.warning("heartbeat could not be taken away", exc_info=True)


def run(*, until_empty: bool = False, poll_seconds: float = POLL_SECONDS) -> int:
    """Run one worker in this process; returns its exit status.

    Raises
    ------
    NotMigrated : the tables are not there yet, or of another version
    """
    require_tables()
    # Left by workers that were killed.
    Heartbeat.objects.filter(seen_at__lt=timezone.now() - FORGOTTEN_AFTER).delete()
    held = house.hold(house.data_folder())
    # Whoever works off what waits wants an end, not new work.
    worker = Worker(jobs.all_jobs(), due=() if until_empty else due.all_due())

    def stop(number: int, frame: object) -> None:
        worker.stop.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    worker.work(until_empty=until_empty, poll_seconds=poll_seconds)
    if held is not None:
        held.close()
    if not worker.stop.is_set() and not until_empty:
        rest()
    return 0


def rest() -> None:
    """Begin anew with little memory: the same program in the same process."""
    connection.close()
    if sys.platform == "win32":
        run()  # a process cannot turn into another program there
        return
    words = [sys.executable, *sys.orig_argv[1:]]
    os.execv(sys.executable, words)  # noqa: S606 - our own interpreter and words


def require_tables() -> None:
    """Refuse to work on a database that is not of this version."""
    from django.db.migrations.executor import MigrationExecutor

    refuse_newer_database()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotMigrated(
            Sentence(
                id="Basis data belum disiapkan untuk versi ini. Jalankan saindege migrate.",
                en="The database is not ready for this version. Run saindege migrate.",
            )
        )
