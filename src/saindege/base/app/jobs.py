"""Long work: which kinds there are, who may do a job now, and how it ends.

A worker takes a job for a short time, its *lease*, and renews the lease while it works. A worker that was killed
renews nothing: when the lease is over, the next worker takes the job from the start, so that a job function must be
safe to run again. Whoever has lost the lease can no longer change the job: a job ends once.
"""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.db import OperationalError
from django.db.models import F, Q
from django.utils import timezone

from saindege.base.app.models import Job, JobState
from saindege.base.errors import SaindegeError, Sentence

Tell = Callable[[int, int, str], None]
"""How far a job is: done, total (0 where nobody knows), what is being done in Indonesian."""

JobFunction = Callable[[Job, Tell], None]

LEASE = timedelta(seconds=30)
MOST_ATTEMPTS = 3
_LONGEST_MESSAGE = 300

log = logging.getLogger("saindege.jobs")


class LeaseLost(SaindegeError):
    """Another worker has this job now; what this one does from here on counts for nothing."""

    code = "lease_lost"


class Stopped(SaindegeError):
    """The worker was asked to stop; the job goes back to those that wait."""

    code = "stopped"


class AreaJobs(Mapping[str, JobFunction]):
    """Every kind of job that the areas know, with the function that does it; an area is loaded when one is looked up.

    A kind begins with the name of its area.
    """

    def __getitem__(self, kind: str) -> JobFunction:
        return _jobs_of(kind.partition(".")[0])[kind]

    def __iter__(self) -> Iterator[str]:
        return (kind for area in settings.AREAS for kind in _jobs_of(area))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _jobs_of(area: str) -> Mapping[str, JobFunction]:
    name = f"saindege.{area}.app.jobs"
    if area not in settings.AREAS or name == __name__ or find_spec(name) is None:
        return {}
    found: Mapping[str, JobFunction] = import_module(name).JOBS
    return found


def all_jobs() -> Mapping[str, JobFunction]:
    """Return every kind of job that the areas know, with the function that does it."""
    return AreaJobs()


def claim(worker: str, now: datetime, lease: timedelta = LEASE) -> Job | None:
    """Take the job that waits longest, or one whose worker has fallen silent; None where there is nothing to do.

    Of several workers exactly one gets a job: the row changes only if it is still as it was seen.
    """
    open_jobs = Q(state=JobState.WAITING) | Q(state=JobState.RUNNING, lease_until__lt=now)
    for job in Job.objects.filter(open_jobs).order_by("created_at", "pk")[:20]:
        as_seen = Job.objects.filter(
            pk=job.pk, state=job.state, attempts=job.attempts, lease_until=job.lease_until
        )
        if job.attempts >= MOST_ATTEMPTS:
            as_seen.update(**_failure(_gave_up(job.attempts)), finished_at=now)
            continue
        taken = as_seen.update(
            state=JobState.RUNNING,
            worker=worker,
            attempts=F("attempts") + 1,
            lease_until=now + lease,
            started_at=now,
            done=0,
            message="",
        )
        if taken:
            job.refresh_from_db()
            return job
    return None


def still_mine(job: Job) -> Q:
    """Name the row of a job as long as this attempt holds it."""
    return Q(pk=job.pk, state=JobState.RUNNING, worker=job.worker, attempts=job.attempts)


def renew(job: Job, done: int, total: int, message: str, now: datetime, lease: timedelta = LEASE) -> bool:
    """Write progress and renew the lease; False where another worker has taken the job over."""
    kept = Job.objects.filter(still_mine(job)).update(
        done=done, total=total, message=message[:_LONGEST_MESSAGE], lease_until=now + lease
    )
    return bool(kept)


def release(job: Job) -> bool:
    """Give a job back unfinished, as if this attempt had not begun."""
    return bool(
        Job.objects.filter(still_mine(job)).update(
            state=JobState.WAITING, attempts=F("attempts") - 1, lease_until=None, worker=""
        )
    )


def perform(job: Job, tell: Tell, known: Mapping[str, JobFunction]) -> None:
    """Do a job that was claimed, and write down how it ended.

    A refusal or a failure ends the job with a sentence; a database that was busy or away leaves it to the next try.
    """
    function = known.get(job.kind)
    try:
        if function is None:
            raise SaindegeError(_unknown_kind(job.kind))
        function(job, tell)
    except (LeaseLost, Stopped):
        log.warning("job %s given up by worker %s", job.pk, job.worker)
        release(job)
    except SaindegeError as refusal:
        _end(job, _failure(refusal.sentence))
    except OperationalError:
        log.exception("job %s: the database did not answer; it will be tried again", job.pk)
        Job.objects.filter(still_mine(job)).update(state=JobState.WAITING, lease_until=None, worker="")
    except Exception as fault:
        log.exception("job %s failed", job.pk)
        _end(job, _failure(_our_fault(fault)))
    else:
        ended = {"state": JobState.DONE, "done": F("total"), "message": "", "fault": {}, "lease_until": None}
        _end(job, ended)


def _end(job: Job, fields: dict[str, object]) -> None:
    """Write the end of a job, unless another worker has it now."""
    if not Job.objects.filter(still_mine(job)).update(**fields, finished_at=timezone.now()):
        log.warning("job %s had gone to another worker; worker %s changed nothing", job.pk, job.worker)


def _failure(sentence: Sentence) -> dict[str, object]:
    return {
        "state": JobState.FAILED,
        "message": sentence.id[:_LONGEST_MESSAGE],
        "fault": {"id": sentence.id, "en": sentence.en},
        "lease_until": None,
    }


def _gave_up(attempts: int) -> Sentence:
    return Sentence(
        id=f"Pekerjaan ini terputus {attempts} kali dan dihentikan. Minta admin menjalankan saindege doctor; "
        "biasanya memori atau ruang penyimpanan tidak cukup.",
        en=f"This work was cut off {attempts} times and was given up. Ask the administrator to run saindege doctor; "
        "usually memory or disk space is short.",
    )


def _unknown_kind(kind: str) -> Sentence:
    return Sentence(
        id=f"Pekerjaan jenis {kind} tidak dikenal versi ini. Jalankan pekerja dengan versi yang sama seperti web.",
        en=f"Work of the kind {kind} is unknown to this version. Run the worker in the same version as the web server.",
    )


def _our_fault(fault: Exception) -> Sentence:
    if isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return Sentence(
            id="Ruang penyimpanan habis; tidak ada yang tersimpan setengah. "
            "Minta admin mengosongkan ruang, lalu mulai lagi.",
            en="The disk is full; nothing was left half stored. "
            "Ask the administrator to free some space, then start it again.",
        )
    name = type(fault).__name__
    return Sentence(
        id=f"Pekerjaan ini gagal karena kesalahan Saindege ({name}). Laporkan kepada admin; "
        "rinciannya ada di catatan pekerja. Berkas Anda tetap tersimpan.",
        en=f"This work failed through a fault of Saindege ({name}). Tell the administrator; "
        "the details are in the worker's log. Your file is kept.",
    )
