"""The page of a job: how far, how long still, and what to do when it failed."""

from datetime import UTC, datetime, timedelta

import pytest

from saindege.base.app import queries
from saindege.base.app.models import Job, JobState

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


@pytest.fixture
def job(account):
    return Job.objects.create(kind="x", key="x", title="Mengukur log", asked_by=account("organisasi"))


@pytest.mark.parametrize(
    ("state", "done", "total", "seen"),
    [
        (JobState.WAITING, 0, 0, queries.Progress(None, None, False)),
        (JobState.RUNNING, 0, 100, queries.Progress(0, None, False)),
        (JobState.RUNNING, 25, 100, queries.Progress(25, 30, False)),
        (JobState.RUNNING, 100, 100, queries.Progress(100, None, False)),
        (JobState.DONE, 0, 0, queries.Progress(100, None, True)),
        (JobState.FAILED, 10, 100, queries.Progress(10, None, True)),
    ],
)
def test_progress_is_told_as_far_as_it_is_known(job, state, done, total, seen):
    job.state, job.done, job.total, job.started_at = state, done, total, NOW - timedelta(seconds=10)

    assert queries.progress_of(job, NOW) == seen


def test_page_asks_again_while_the_work_runs_and_says_one_may_leave(job, client_for):
    page = client_for(job.asked_by).get(f"/pekerjaan/{job.pk}/").content.decode()

    assert 'hx-trigger="every 1s"' in page
    assert "Anda boleh meninggalkan halaman ini" in page


def test_part_of_a_finished_job_stops_the_asking_and_links_to_the_result(job, client_for):
    Job.objects.update(state=JobState.DONE, result_url="/layanan/")

    answer = client_for(job.asked_by).get(f"/pekerjaan/{job.pk}/", HTTP_HX_REQUEST="true")

    page = answer.content.decode()
    assert answer.status_code == 286
    assert 'href="/layanan/"' in page and "<html" not in page


def test_failed_job_says_why_in_the_readers_language(job, client_for):
    Job.objects.update(state=JobState.FAILED, fault={"id": "Baris 14 keliru.", "en": "Row 14 is wrong."})

    assert "Baris 14 keliru." in client_for(job.asked_by).get(f"/pekerjaan/{job.pk}/").content.decode()


def test_job_does_not_exist_for_others_but_the_administrator(job, client_for):
    address = f"/pekerjaan/{job.pk}/"

    assert client_for("bkpsdm").get(address).status_code == 404
    assert client_for("admin").get(address).status_code == 200
