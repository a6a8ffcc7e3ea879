"""What the calendar asks for: each period once, whoever looks, and however often."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest

from saindege.base.app import due, jobs
from saindege.base.app.due import DueWork
from saindege.base.app.models import Job, JobState

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def weekly(now: datetime) -> Iterable[DueWork]:
    year, week, _ = now.isocalendar()
    yield DueWork("trial.weigh", f"{year}-W{week:02d}", f"Menimbang pekan {week}", {"week": week})


def broken(now: datetime) -> Iterable[DueWork]:
    raise LookupError("no scale")


def test_a_period_is_asked_for_once_however_often_a_worker_looks() -> None:
    first = due.ask_for_due(NOW, (weekly,))
    again = due.ask_for_due(NOW + timedelta(minutes=1), (weekly,))

    assert [(job.key, job.title, job.arguments, job.asked_by) for job in first] == [
        ("due:trial.weigh:2026-W48", "Menimbang pekan 48", {"week": 48}, None)
    ]
    assert again == []


def test_the_next_period_is_new_work() -> None:
    due.ask_for_due(NOW, (weekly,))

    made = due.ask_for_due(NOW + timedelta(days=7), (weekly,))

    assert [job.key for job in made] == ["due:trial.weigh:2026-W49"]


def test_work_that_failed_is_not_begun_again_every_minute() -> None:
    due.ask_for_due(NOW, (weekly,))
    Job.objects.update(state=JobState.FAILED, attempts=3)

    due.ask_for_due(NOW + timedelta(minutes=1), (weekly,))

    assert Job.objects.get().state == JobState.FAILED


def test_work_whose_worker_was_killed_goes_to_the_next_and_is_not_asked_for_again() -> None:
    due.ask_for_due(NOW, (weekly,))
    jobs.claim("w1", NOW)

    due.ask_for_due(NOW + timedelta(minutes=1), (weekly,))
    taken = jobs.claim("w2", NOW + timedelta(minutes=1))

    assert taken is not None and (taken.worker, taken.attempts) == ("w2", 2)
    assert Job.objects.count() == 1


def test_one_that_cannot_say_what_is_due_keeps_no_other_from_it() -> None:
    made = due.ask_for_due(NOW, (broken, weekly))

    assert [job.kind for job in made] == ["trial.weigh"]


def test_what_was_done_long_ago_is_forgotten_when_new_work_comes() -> None:
    due.ask_for_due(NOW - timedelta(days=98), (weekly,))
    Job.objects.update(state=JobState.DONE, finished_at=NOW - timedelta(days=98))

    due.ask_for_due(NOW, (weekly,))

    assert [job.key for job in Job.objects.all()] == ["due:trial.weigh:2026-W48"]


def test_every_kind_that_the_areas_call_due_has_a_function() -> None:
    known = jobs.all_jobs()

    kinds = {one.kind for ask in due.all_due() for one in ask(NOW)}

    assert kinds <= set(known)
