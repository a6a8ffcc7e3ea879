"""The page for watchdogs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from saindege.base.app.models import Heartbeat

pytestmark = pytest.mark.django_db


def test_database_and_living_worker_are_well(client):
    Heartbeat.objects.create(worker="satu", seen_at=timezone.now())

    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"ok": True, "database": True, "worker": True})


@pytest.mark.parametrize("silent_for", [None, timedelta(minutes=5)])
def test_missing_or_silent_worker_is_told(client, silent_for):
    if silent_for:
        Heartbeat.objects.create(worker="satu", seen_at=timezone.now() - silent_for)

    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (503, {"ok": False, "database": True, "worker": False})


def test_database_that_does_not_answer_is_told(client, monkeypatch):
    from django.db import OperationalError

    def away(*_):
        raise OperationalError

    monkeypatch.setattr("saindege.base.app.queries.worker_is_alive", away)

    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()["database"]) == (503, False)
