"""The folder of an application: each file once, moved aside, its faults beside it, silence told."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from saindege.base.app.models import Account, AuditEntry, Job
from saindege.service.app import due
from saindege.service.app.actions import drops, sources
from saindege.service.app.models import ArrivedEvent, DroppedFile, EventSource, Measurement, Service
from saindege.service.app.queries import drops as reads
from saindege.web.operation.doctor.sources import sources_speak

from .conftest import AT

HEADER = "id,case,activity,time,resource,office\n"


@pytest.fixture
def source(media: Any, officer: Account, service: Service) -> EventSource:
    return drops.open_folder(officer, service, name="SIMPEL", office=None, at=AT)


@pytest.fixture
def drop(source: EventSource) -> Callable[..., Path]:
    """Leave a file in the folder, an hour old."""

    def leave(text: str, name: str = "kiriman.csv") -> Path:
        path = reads.folder_of(source) / name
        path.write_text(text, encoding="utf-8")
        os.utime(path, (path.stat().st_mtime - 3600,) * 2)
        return path

    return leave


def events(cases: int, day: int = 2) -> str:
    return HEADER + "".join(
        f"{case}-{step},D-{case},{step},2026-03-{day:02d}T{hour}:00:00,Rahma,1001\n"
        for case in range(cases)
        for hour, step in (("08", "Terima"), ("10", "Serahkan"))
    )


def work_through(work: Callable[[], Job]) -> None:
    from saindege.base.app.due import ask_for_due

    ask_for_due(datetime.now(UTC), due.DUE)
    while Job.objects.filter(state="waiting").exists():
        work()


def test_a_file_is_taken_once_and_measured(
    drop: Callable[..., Path], source: EventSource, service: Service, work: Callable[[], Job]
) -> None:
    drop(events(12))
    work_through(work)

    row = DroppedFile.objects.get()
    assert (row.state, row.rows, row.taken) == ("taken", 24, 24)
    assert Measurement.objects.get(service=service).figures["whole"]["cases"] == 12
    done, _refused = reads.aside_of(source)
    assert [path.name for path in done.iterdir()] == ["kiriman.csv"]
    assert not list(reads.waiting_files(source, now=9e12))
    assert AuditEntry.objects.get(action="service.file_dropped").detail == {"state": "taken", "taken": 24}


def test_the_same_file_again_is_known_and_a_longer_one_adds_what_is_new(
    drop: Callable[..., Path], source: EventSource
) -> None:
    for text, name in ((events(3), "a.csv"), (events(3), "b.csv"), (events(5), "a.csv")):
        drops.take_file(source, drop(text, name), at=AT)

    assert sorted(DroppedFile.objects.values_list("name", "state", "taken")) == [
        ("a.csv", "taken", 4),
        ("a.csv", "taken", 6),
        ("b.csv", "known", 0),
    ]
    assert ArrivedEvent.objects.count() == 10
    assert sorted(path.name for path in reads.aside_of(source)[0].iterdir()) == ["a-2.csv", "a.csv", "b.csv"]


def test_a_refused_file_stands_aside_with_its_reason(
    drop: Callable[..., Path],
    source: EventSource,
    client_for: Callable[..., Client],
    officer: Account,
    service: Service,
) -> None:
    drops.take_file(source, drop("nama,alamat\nBudi,Wek V\n"), at=AT)

    _done, refused = reads.aside_of(source)
    told = (refused / "kiriman.csv.alasan.txt").read_text(encoding="utf-8")
    assert "case, activity, time" in told
    page = client_for(officer).get(reverse("service:drops", args=[service.pk])).content.decode()
    assert "Ditolak" in page and "Baris pertama harus" in page
    assert not ArrivedEvent.objects.exists()


def test_rows_left_out_can_be_taken_away_with_their_reason(
    drop: Callable[..., Path],
    source: EventSource,
    client_for: Callable[..., Client],
    officer: Account,
    service: Service,
) -> None:
    row = drops.take_file(source, drop(events(10) + "x,D-x,Terima,kapan-kapan,,\n"), at=AT)

    assert row is not None and row.taken == 20
    done, _refused = reads.aside_of(source)
    beside = (done / "kiriman.csv.ditolak.csv").read_text(encoding="utf-8")
    answer = client_for(officer).get(reverse("service:drops", args=[service.pk]), {"berkas": row.pk})
    assert "22,time,not_a_date" in beside
    assert b"not_a_date" in b"".join(answer)


def test_half_written_files_links_and_folders_are_left_alone(
    drop: Callable[..., Path], source: EventSource, tmp_path: Path
) -> None:
    drop(events(1), "tumbuh.csv.part")
    fresh = reads.folder_of(source) / "baru.csv"
    fresh.write_text(events(1), encoding="utf-8")
    secret = tmp_path / "rahasia.csv"
    secret.write_text(events(1), encoding="utf-8")
    (reads.folder_of(source) / "tautan.csv").symlink_to(secret)

    found = list(reads.waiting_files(source, now=fresh.stat().st_mtime + 1))

    assert found == []


def test_a_closed_folder_is_not_looked_at(
    drop: Callable[..., Path], source: EventSource, officer: Account
) -> None:
    drop(events(2))
    sources.close_source(officer, source, at=AT)

    assert list(due.drops_due(datetime.now(UTC))) == []
    assert list(reads.open_folders()) == []


def test_a_file_that_another_worker_took_is_no_fault(source: EventSource) -> None:
    assert drops.take_file(source, reads.folder_of(source) / "hilang.csv", at=AT) is None
    assert not DroppedFile.objects.exists()


def test_the_doctor_tells_of_a_source_that_fell_silent(
    drop: Callable[..., Path], source: EventSource
) -> None:
    EventSource.objects.update(made_at=datetime.now(UTC) - timedelta(days=30))
    (silent,) = list(sources_speak())
    drops.take_file(source, drop(events(2)), at=datetime.now(UTC))
    (speaks,) = list(sources_speak())

    assert (silent.ok, speaks.ok) == (False, True)
    assert "30 hari" in silent.message.id


def test_a_folder_is_opened_on_the_page_of_sources(
    media: Any, client_for: Callable[..., Client], officer: Account, service: Service
) -> None:
    client = client_for(officer)
    empty = client.get(reverse("service:drops", args=[service.pk])).content.decode()

    answer = client.post(
        reverse("service:sources", args=[service.pk]), {"name": "SIMPEL", "office": "", "langkah": "folder"}
    )

    made = EventSource.objects.get()
    assert "Belum ada folder titipan" in empty
    assert answer["Location"] == reverse("service:drops", args=[service.pk])
    assert (made.kind, made.token_hash) == ("folder", None)
    assert str(reads.folder_of(made)) in client.get(answer["Location"]).content.decode()
    assert reads.folder_of(made).is_dir()
