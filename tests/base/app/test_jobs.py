"""Who may do a job now, and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from django.db import OperationalError

from saindege.base.app import actions, jobs
from saindege.base.app.models import Job, JobState
from saindege.base.errors import SaindegeError, Sentence

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
AREAS = ("people", "delivery", "service", "impact")


def ask(key: str = "log-1", kind: str = "trial.weigh") -> Job:
    return actions.enqueue(kind=kind, key=key, title="Menimbang", by=None)


def nothing(done: int, total: int, message: str) -> None:
    """Hear progress and do nothing."""


def test_a_double_click_asks_for_one_job() -> None:
    first, second = ask(), ask()

    assert first.pk == second.pk
    assert Job.objects.count() == 1


def test_work_that_failed_is_tried_again_when_asked_again() -> None:
    job = ask()
    Job.objects.update(state=JobState.FAILED, attempts=3, fault={"id": "x", "en": "x"}, finished_at=NOW)

    again = ask()

    assert again.pk == job.pk
    assert (again.state, again.attempts, again.fault, again.finished_at) == (JobState.WAITING, 0, {}, None)


def test_work_that_is_done_stays_done_when_asked_again() -> None:
    ask()
    Job.objects.update(state=JobState.DONE)

    assert ask().state == JobState.DONE


def test_the_job_that_waits_longest_is_taken_first_and_by_one_worker_only() -> None:
    first, second = ask("a"), ask("b")

    taken = [jobs.claim(worker, NOW) for worker in ("w1", "w2", "w3")]

    assert [job and job.pk for job in taken] == [first.pk, second.pk, None]
    assert [(job.worker, job.attempts, job.lease_until) for job in taken if job] == [
        ("w1", 1, NOW + jobs.LEASE),
        ("w2", 1, NOW + jobs.LEASE),
    ]


def test_a_silent_workers_job_goes_to_the_next_when_the_lease_is_over() -> None:
    ask()
    jobs.claim("w1", NOW)

    before = jobs.claim("w2", NOW + jobs.LEASE)
    after = jobs.claim("w2", NOW + jobs.LEASE + timedelta(seconds=1))

    assert before is None
    assert after is not None and (after.worker, after.attempts) == ("w2", 2)


def test_a_renewed_lease_keeps_the_job() -> None:
    ask()
    job = jobs.claim("w1", NOW)
    assert job is not None

    kept = jobs.renew(job, 3, 10, "Membaca", NOW + timedelta(seconds=25))

    assert kept and jobs.claim("w2", NOW + timedelta(seconds=50)) is None
    job.refresh_from_db()
    assert (job.done, job.total, job.message) == (3, 10, "Membaca")


def test_whoever_lost_the_lease_changes_nothing_any_more() -> None:
    ask()
    lost = jobs.claim("w1", NOW)
    taken = jobs.claim("w2", NOW + timedelta(minutes=1))
    assert lost is not None and taken is not None

    jobs.perform(lost, nothing, {"trial.weigh": lambda job, tell: None})

    taken.refresh_from_db()
    assert (taken.state, taken.worker) == (JobState.RUNNING, "w2")
    assert not jobs.renew(lost, 1, 2, "", NOW)
    assert not jobs.release(lost)


def test_a_job_that_killed_its_worker_three_times_is_given_up_with_a_sentence() -> None:
    ask()
    moment = NOW
    for number in range(jobs.MOST_ATTEMPTS):
        assert jobs.claim(f"w{number}", moment) is not None
        moment += timedelta(minutes=1)

    assert jobs.claim("w9", moment) is None

    job = Job.objects.get()
    assert (job.state, job.finished_at) == (JobState.FAILED, moment)
    assert (
        job.fault_sentence is not None
        and "3 kali" in job.fault_sentence.id
        and "3 times" in job.fault_sentence.en
    )


def test_a_released_job_has_used_no_attempt() -> None:
    ask()
    job = jobs.claim("w1", NOW)
    assert job is not None

    assert jobs.release(job)

    job.refresh_from_db()
    assert (job.state, job.attempts, job.lease_until) == (JobState.WAITING, 0, None)


@pytest.mark.parametrize(
    ("fault", "state", "sentence"),
    [
        (SaindegeError(Sentence(id="Tidak bisa.", en="Not possible.")), JobState.FAILED, "Not possible."),
        (ZeroDivisionError("x"), JobState.FAILED, "ZeroDivisionError"),
        (OSError(28, "No space left on device"), JobState.FAILED, "The disk is full"),
        (OperationalError("database is locked"), JobState.WAITING, None),
        (jobs.Stopped(Sentence(id="x", en="x")), JobState.WAITING, None),
    ],
)
def test_how_a_job_ends_that_cannot_be_done(fault: Exception, state: str, sentence: str | None) -> None:
    def fail(job: Job, tell: jobs.Tell) -> None:
        raise fault

    ask()
    job = jobs.claim("w1", NOW)
    assert job is not None

    jobs.perform(job, nothing, {"trial.weigh": fail})

    job.refresh_from_db()
    assert job.state == state
    said = job.fault_sentence
    assert (said is None) if sentence is None else (said is not None and sentence in said.en)


def test_a_job_that_is_done_says_so() -> None:
    def weigh(job: Job, tell: Callable[[int, int, str], None]) -> None:
        jobs.renew(job, 5, 10, "Menimbang", NOW)

    ask()
    job = jobs.claim("w1", NOW)
    assert job is not None

    jobs.perform(job, nothing, {"trial.weigh": weigh})

    job.refresh_from_db()
    assert (job.state, job.done, job.total, job.message, job.lease_until) == (JobState.DONE, 10, 10, "", None)
    assert job.finished_at is not None


def test_a_kind_that_nobody_knows_fails_with_advice() -> None:
    ask(kind="trial.unknown")
    job = jobs.claim("w1", NOW)
    assert job is not None

    jobs.perform(job, nothing, {})

    job.refresh_from_db()
    assert job.state == JobState.FAILED and "trial.unknown" in job.message


def test_every_areas_jobs_are_known_by_their_kind() -> None:
    known = jobs.all_jobs()

    # A kind is found by the name of its area: one that began otherwise would never be done.
    assert set(known) == {kind for area in AREAS for kind in import_module(f"saindege.{area}.app.jobs").JOBS}
    assert all(callable(known[kind]) for kind in known)
    assert known.get("trial.unknown") is None and known.get("service.unknown") is None
