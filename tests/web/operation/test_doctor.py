"""What the doctor sees, and what it advises."""

from __future__ import annotations

import os
import socket
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from saindege.base.app import actions
from saindege.base.app.models import Account, AuditEntry, Heartbeat, Job, JobState, Setting
from saindege.web.operation.audit import audit
from saindege.web.operation.doctor import data, machine, work

from .running_house import House

if TYPE_CHECKING:
    from pytest_django import SettingsWrapper


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_house_that_nobody_runs_lacks_worker_and_web_only(house: House) -> None:
    # Prepared anew: a file of ours may have changed since the tests began.
    house.answer("migrate")

    status, said = house.answer("doctor", "--port", str(free_port()))

    seen = {one["code"]: one["ok"] for one in said["findings"]}
    advice = {one["code"]: one.get("advice", "") for one in said["findings"]}
    assert (status, said["healthy"]) == (3, False)
    assert {code for code, ok in seen.items() if not ok} == {"worker", "web"}
    assert {
        "python",
        "data_folder",
        "disk_space",
        "key",
        "settings",
        "database",
        "database_whole",
    } <= seen.keys()
    assert {"migrations", "static_files", "stuck_jobs", "audit", "clock"} <= seen.keys()
    assert "saindege worker" in advice["worker"] and "saindege serve" in advice["web"]


def test_a_folder_that_is_not_there_is_told_and_not_made(empty_house: House) -> None:
    status, said = empty_house.answer("doctor")

    finding = said["findings"][-1]
    assert (status, finding["code"], finding["ok"]) == (3, "data_folder", False)
    assert "saindege migrate" in finding["advice"]
    assert not empty_house.folder.exists()


def test_a_newer_and_a_damaged_database_are_told_apart(house: House) -> None:
    newer = (
        "UPDATE django_migrations SET name = '0999_later' WHERE app = 'saindege' AND name = '0001_initial'"
    )
    house.rows(newer)

    found = {one["code"]: one for one in house.answer("doctor")[1]["findings"]}
    refused = house.run("migrate", "--lang", "en")
    (house.folder / "saindege.sqlite3").write_bytes(b"SQLite format 3\0" + b"\x55" * 100_000)
    damaged = {one["code"]: one for one in house.answer("doctor")[1]["findings"]}

    assert "Pasang versi itu" in found["migrations"]["advice"]
    assert refused.returncode == 1 and "newer version of Saindege (saindege.0999_later)" in refused.stderr
    assert (
        damaged["database"]["ok"] is False and "pulihkan cadangan terakhir" in damaged["database"]["advice"]
    )


def test_settings_that_cannot_be_meant_so_are_bad_input_in_both_languages(house: House) -> None:
    wrong = {"SAINDEGE_TIME_ZONE": "Asia/Sidempuan"}

    indonesian = house.run("doctor", environment=wrong)
    english = house.run("doctor", "--lang", "en", environment=wrong)

    assert indonesian.returncode == english.returncode == 2
    assert "zona waktu" in indonesian.stderr and "Traceback" not in indonesian.stderr
    assert "time zone such as Asia/Jakarta" in english.stderr and "zona" not in english.stderr


@pytest.fixture
def record(db: None) -> list[AuditEntry]:
    """Three rows of the record of changes."""
    subject = Setting.objects.create(key="city.name", value="Kota")
    for number in range(3):
        actions.record(
            by=None, action=f"city.named_{number}", subject=subject, at=timezone.now(), detail={"n": number}
        )
    return list(AuditEntry.objects.order_by("id"))


def test_an_untouched_record_is_whole(record: list[AuditEntry]) -> None:
    report = audit()

    assert (report.status, report.document) == (
        0,
        {"valid": True, "entries": 3, "first_wrong": None, "last_hash": record[-1].hash},
    )
    assert work.record_of_changes().ok


def test_a_changed_record_is_found(record: list[AuditEntry]) -> None:
    AuditEntry.objects.filter(pk=record[1].pk).update(detail={"n": 7})

    report, finding = audit(), work.record_of_changes()

    assert (report.status, report.document["first_wrong"]) == (3, record[1].pk)
    assert not finding.ok and str(record[1].pk) in finding.message.id


def test_a_row_taken_out_of_the_record_is_found(record: list[AuditEntry]) -> None:
    AuditEntry.objects.filter(pk=record[1].pk).delete()

    assert audit().document["first_wrong"] == record[2].pk


def test_a_clock_behind_the_record_is_found(record: list[AuditEntry]) -> None:
    AuditEntry.objects.filter(pk=record[2].pk).update(at=timezone.now() + timedelta(hours=3))

    finding = work.clock()

    assert not finding.ok and "NTP" in finding.advice.en


@pytest.mark.django_db
def test_jobs_that_do_not_move_and_jobs_that_failed_are_told() -> None:
    stuck = actions.enqueue(kind="x", key="a", title="Mengukur log", by=None)
    Job.objects.filter(pk=stuck.pk).update(created_at=timezone.now() - timedelta(hours=1))
    failed = actions.enqueue(kind="x", key="b", title="Membaca daftar", by=None)
    fault = {"id": "Berkas rusak.", "en": "The file is damaged."}
    Job.objects.filter(pk=failed.pk).update(state=JobState.FAILED, fault=fault, finished_at=timezone.now())

    first, second = work.jobs()

    assert (first.code, first.ok) == ("stuck_jobs", False)
    assert (second.code, second.advice.en) == ("failed_jobs", "The file is damaged.")
    assert "Membaca daftar" in second.message.id


@pytest.mark.django_db
def test_a_worker_is_alive_as_long_as_its_heart_beats() -> None:
    Heartbeat.objects.create(worker="w", seen_at=timezone.now())
    assert work.worker_alive().ok

    Heartbeat.objects.update(seen_at=timezone.now() - timedelta(minutes=5))
    assert not work.worker_alive().ok


@pytest.mark.django_db
def test_example_accounts_outside_a_demonstration_are_told(settings: SettingsWrapper) -> None:
    Account.objects.create_user("bkpsdm", display_name="Contoh", is_example=True)

    (finding,) = work.example_accounts()
    settings.SAINDEGE_DEMO = True

    assert finding.advice.id == "Tutup akun itu: saindege user disable bkpsdm"
    assert list(work.example_accounts()) == []


def test_another_program_on_the_port_is_told() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        answering = work.web(other.getsockname()[1], seconds=0.2)

    assert not answering.ok and "--port" in answering.advice.en


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX")
def test_a_key_that_others_can_read_is_told_with_the_command_that_mends_it(tmp_path: Path) -> None:
    key = tmp_path / "secret-key"
    key.write_text("x")
    key.chmod(0o644)

    finding = {one.code: one for one in machine.data_folder(tmp_path)}["key"]

    assert (finding.ok, finding.advice.id) == (False, f"Jalankan: chmod 600 {key}")


@pytest.mark.django_db
def test_a_data_folder_on_a_network_disk_is_told(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/a / ext4 rw 0 0\nserver:/x {tmp_path} nfs4 rw 0 0\n")

    (finding,) = data.on_network_disk(tmp_path / "data", mounts)

    assert "nfs4" in finding.message.id and "PostgreSQL" in finding.advice.id


def test_the_file_system_of_a_folder_is_that_of_its_nearest_mount() -> None:
    mounts = "/dev/a / ext4 rw 0 0\nserver:/x /srv/my\\040data nfs4 rw 0 0\n/dev/b /srv/my\\040data/local xfs rw 0 0\n"

    kinds = [
        file_system_of(mounts, place) for place in ("/srv/my data/x", "/srv/my data/local/y", "/srv/other")
    ]

    assert kinds == ["nfs4", "xfs", "ext4"]


def file_system_of(mounts: str, place: str) -> str:
    return data.file_system_of(Path(place), mounts)
