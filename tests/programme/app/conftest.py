"""A course with one batch and one session, and the officer who arranges them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from django.utils import translation

from saindege.base.app.models import Account
from saindege.people.app.models import Office, Person
from saindege.programme.app.models import Batch, Course, Session, Speaker

WIB = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=WIB)
# A Tuesday within office hours.
BEGIN = datetime(2026, 12, 1, 8, 30, tzinfo=WIB)


@pytest.fixture(autouse=True)
def indonesian() -> Iterator[None]:
    """A page in English would leave its language to the next test."""
    with translation.override("id"):
        yield


@pytest.fixture
def officer(account) -> Account:
    return account("bkpsdm", display_name="Rahma Siregar")


@pytest.fixture
def course(db) -> Course:
    return Course.objects.create(
        code="ARSIP-01", title="Arsip digital", method="technical_training", learning_hours=Decimal(8),
        cost_rupiah=28_000_000,
    )  # fmt: skip


@pytest.fixture
def batch(course) -> Batch:
    return Batch.objects.create(course=course, name="Angkatan 1")


@pytest.fixture
def session(batch) -> Session:
    return Session.objects.create(
        batch=batch,
        code="ABCDEF",
        title="Hari 1",
        place="Aula BKPSDM",
        speaker=Speaker.objects.create(name="Ida Contoh"),
        starts_at=BEGIN,
        ends_at=BEGIN + timedelta(hours=3),
        capacity=30,
        learning_hours=Decimal(4),
        check_in_secret="rahasia",
    )


@pytest.fixture
def office(db) -> Office:
    return Office.objects.create(code="KEL.1", name="Kelurahan Contoh", kind="urban_village")


@pytest.fixture
def superior(account, office) -> Account:
    """The head of an office, on the staff list and with an account."""
    head = account("atasan", display_name="Sahat Harahap")
    Person.objects.create(name="Sahat Harahap", status="pns", office=office, account=head)
    return head
