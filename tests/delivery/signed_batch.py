"""A batch whose certificates the national service signs: ask for it, wait, look."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone

from django.urls import reverse

from saindege.base.app.models import Job, JobState
from saindege.delivery.app import queries
from saindege.delivery.app.models import SignedPaper
from saindege.delivery.signing.gateway import Signatory
from tests.delivery.national_service import NIK, PASSPHRASE

WIB = timezone(timedelta(hours=7))
ISSUED = datetime(2026, 11, 26, 9, 0, tzinfo=WIB)
HOUSE = "https://contoh.go.id"
SIGNATORY = Signatory(NIK, PASSPHRASE)
TYPED = {"nik": NIK, "passphrase": PASSPHRASE}


def now():
    return datetime.now(WIB)


def page_of(made):
    return reverse("delivery:gateway", args=[made.batch.course_id, made.batch.pk])


def everything(made):
    return [*queries.certificates_of(made.batch), *queries.speaker_certificates_of(made.batch)]


def ways(made):
    numbers = [one.number for one in everything(made)]
    return sorted(SignedPaper.objects.filter(number__in=numbers).values_list("way", flat=True))


def sign(client, made, **typed):
    """Ask for the signatures and wait for the work; returns the job as it ended."""
    answer = client.post(page_of(made), {**TYPED, **typed})
    assert answer.status_code == 302, answer.text
    job = Job.objects.get(pk=answer["Location"].strip("/").rpartition("/")[2])
    for _ in range(200):
        job.refresh_from_db()
        if job.state != JobState.RUNNING:
            return job
        time.sleep(0.05)
    raise AssertionError("the work does not end")


def sent(made):
    return [one.number for one in everything(made) if one.sent_to_sign_at is not None]
