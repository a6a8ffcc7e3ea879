"""Two offices, one service, its log as a file; what a person does with it in one call."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from saindege.base.app import jobs
from saindege.base.app.models import Account, Job
from saindege.people.app.models import Office
from saindege.service.app import actions
from saindege.service.app.models import EventLog, Service

AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
HEADER = "Nomor Registrasi;Tahapan;Selesai Dikerjakan;Pelaksana;Unit Pelayanan"
COLUMNS = {
    "case": "Nomor Registrasi",
    "activity": "Tahapan",
    "time": "Selesai Dikerjakan",
    "resource": "Pelaksana",
    "office": "Unit Pelayanan",
}


def lines_of(first: date, cases: int, prefix: str = "D") -> list[str]:
    """Return the lines of cases, one each working day: received at 08.30, checked at 09.00, handed over at 11.30."""
    lines = []
    for number in range(cases):
        day = first + timedelta(days=number + 2 * (number // 5))
        office = ("Kelurahan Wek V", "Kel. Wek VI")[number % 2]
        for step, clock, officer in (
            ("Terima", "08:30", "Rahma"),
            ("Periksa", "09:00", "Sahat"),
            ("Serahkan", "11:30", "Rahma"),
        ):
            lines.append(f"{prefix}-{number:04d};{step};{day:%d/%m/%Y} {clock};{officer};{office}")
    return lines


def file_of(lines: list[str], name: str = "log maret.csv") -> actions.LogFile:
    return actions.LogFile(name, [("\n".join([HEADER, *lines]) + "\n").encode()])


MARCH = lines_of(date(2026, 3, 2), 40)


@pytest.fixture
def officer(account: Callable[..., Account]) -> Account:
    return account("organisasi", display_name="Sahat Lubis")


@pytest.fixture
def offices(db: None) -> dict[str, Office]:
    return {
        "wek5": Office.objects.create(code="1001", name="Kelurahan Wek V", kind="urban_village"),
        "wek6": Office.objects.create(code="1002", name="Kelurahan Wek VI", kind="urban_village"),
    }


@pytest.fixture
def service(offices: dict[str, Office]) -> Service:
    made = Service.objects.create(
        code="SKD", name="Surat keterangan domisili", promise="4 jam kerja", final_activity="Serahkan"
    )
    made.offices.set(offices.values())
    return made


@pytest.fixture
def bring(media: Any, officer: Account) -> Callable[..., EventLog]:
    """Store a log: ``bring(lines)``."""

    def store(lines: list[str] = MARCH, name: str = "log maret.csv") -> EventLog:
        return actions.store_log(officer, file_of(lines, name), at=AT).log

    return store


@pytest.fixture
def confirm(officer: Account, service: Service) -> Callable[..., Job]:
    """Say what its columns mean: ``confirm(log)``; more words as in ``ColumnChoice``."""

    def choose(log: EventLog, **said: Any) -> Job:
        said = {"columns": COLUMNS, "timezone": "Asia/Jakarta", "service": service, **said}
        return actions.confirm_columns(officer, log, actions.ColumnChoice(**said), at=AT)

    return choose


@pytest.fixture
def work() -> Callable[[], Job]:
    """Do the job that waits longest, as a worker does."""

    def do() -> Job:
        job = jobs.claim("pekerja uji", datetime.now(UTC))
        assert job is not None
        jobs.perform(job, lambda done, total, message: None, jobs.all_jobs())
        job.refresh_from_db()
        return job

    return do


@pytest.fixture
def measured(
    bring: Callable[..., EventLog], confirm: Callable[..., Job], work: Callable[[], Job]
) -> EventLog:
    """The log of March, stored, confirmed and measured."""
    log = bring()
    confirm(log)
    job = work()
    assert job.state == "done", job.message
    log.refresh_from_db()
    return log
