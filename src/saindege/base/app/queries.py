"""Reads that all pages share: the city's names, jobs and their progress, workers, the record of changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from saindege.base.app.models import Account, AuditEntry, Heartbeat, Job, JobState, Role, Setting

# A worker writes its heartbeat every few seconds; three missed ones are a silence.
SILENT_AFTER = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class City:
    """Names that are not ours to fix; they stand on letterheads and in the footer.

    Attributes
    ----------
    name : of the city
    government : of the institution on letterheads
    training_unit : of the unit that runs training
    address : in one line
    place : where letters are signed
    signatory, signatory_post, signatory_nip : who signs
    """

    name: str = "Kota Padangsidimpuan"
    government: str = "Pemerintah Kota Padangsidimpuan"
    training_unit: str = "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia"
    address: str = ""
    place: str = "Padangsidimpuan"
    signatory: str = ""
    signatory_post: str = ""
    signatory_nip: str = ""


CITY_PREFIX = "city."


def city() -> City:
    """Return the city's names as the administrator has set them."""
    rows = Setting.objects.filter(key__startswith=CITY_PREFIX).values_list("key", "value")
    known = {key.removeprefix(CITY_PREFIX): str(value) for key, value in rows}
    return City(**{name: value for name, value in known.items() if name in City.__slots__ and value})


def example_accounts() -> QuerySet[Account]:
    """Return the accounts of a demonstration."""
    return Account.objects.filter(is_example=True, is_active=True)


def jobs_visible_to(account: Account) -> QuerySet[Job]:
    """Return the jobs that an account may watch: its own, or all for the administrator."""
    if account.has_role(Role.ADMIN):
        return Job.objects.all()
    return Job.objects.filter(asked_by=account) if account.is_active else Job.objects.none()


def worker_is_alive(now: datetime) -> bool:
    """Say whether any worker was seen lately."""
    return Heartbeat.objects.filter(seen_at__gte=now - SILENT_AFTER).exists()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is.

    Attributes
    ----------
    percent : 0 to 100, None while the whole is not known
    seconds_left : at the pace so far, None before there is a pace
    over : done or failed
    """

    percent: int | None
    seconds_left: int | None
    over: bool


def progress_of(job: Job, now: datetime) -> Progress:
    """Return how far a job is, as seen now."""
    over = job.state in (JobState.DONE, JobState.FAILED)
    if not job.total:
        return Progress(100 if job.state == JobState.DONE else None, None, over)
    share = min(1.0, job.done / job.total)
    seconds_left = None
    if job.state == JobState.RUNNING and job.started_at and 0.02 <= share < 1:
        seconds_left = round((now - job.started_at).total_seconds() * (1 - share) / share)
    return Progress(round(100 * share), seconds_left, over)


def accounts(words: str = "") -> QuerySet[Account]:
    """Return all accounts, or those whose names hold these words."""
    found = Account.objects.all()
    if words:
        found = found.filter(Q(username__icontains=words) | Q(display_name__icontains=words))
    return found


def heartbeats() -> QuerySet[Heartbeat]:
    """Return the workers, the last seen first."""
    return Heartbeat.objects.order_by("-seen_at")


def record_rows() -> QuerySet[AuditEntry]:
    """Return the record of changes, the newest first."""
    return AuditEntry.objects.select_related("actor").order_by("-id")


def record_about(account: Account) -> QuerySet[AuditEntry]:
    """Return what an account did and what was done to it, the newest first."""
    about = Q(subject_type=Account._meta.model_name, subject_id=str(account.pk))
    return record_rows().filter(Q(actor=account) | about)
