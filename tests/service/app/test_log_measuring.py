"""A log is measured: the same however often it is cut off, merged with what was there, refused by row."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from saindege.base.app import jobs
from saindege.base.app.models import AuditEntry, Job
from saindege.service import event_store
from saindege.service.app import actions, queries
from saindege.service.app.models import EventLog, Measurement, Service

from .conftest import AT, COLUMNS, MARCH, lines_of

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """Stands for the end of the process."""


def figures_of(service):
    return Measurement.objects.get(service=service).figures


def test_a_measured_log_gives_the_figures_of_its_service(measured, service, offices):
    figures = figures_of(service)

    assert (measured.state, measured.events, measured.cases, measured.refused) == ("measured", 120, 40, 0)
    # Every case takes from 08.30 to 11.30.
    assert figures["whole"]["turnaround"]["median_working_hours"] == pytest.approx(3.0)
    assert figures["whole"]["on_time_share"] == 1.0
    assert figures["whole"]["handovers_per_case"] == 2.0
    assert figures["open"] == {"n": 0, "past_promise": 0}
    assert [(one["office"], one["finished"]) for one in figures["offices"]] == [
        (str(offices["wek5"].pk), 20),
        (str(offices["wek6"].pk), 20),
    ]


def test_no_citizen_and_no_officer_is_kept_with_the_events(measured, media):
    folder = queries.folder_of(measured.pk)

    kept = event_store.read_events(folder / measured.events_file)

    content = (folder / measured.events_file).read_bytes()
    assert len(kept) == 120
    assert not any(name in content for name in (b"D-0001", b"Rahma", b"Sahat"))
    assert all(column["cells"] == [] for column in measured.columns)


@pytest.mark.parametrize(
    "message", ["Membaca berkas", "Menyimpan kejadian", "Menghitung angka layanan", "Merapikan berkas"]
)
def test_a_killed_job_run_again_gives_the_same(message, bring, confirm, work, service):
    log = bring()
    confirm(log)
    started = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    job = jobs.claim("pertama", started)

    def die(done: int, total: int, said: str) -> None:
        if said == message:
            raise Killed

    with pytest.raises(Killed):
        jobs.perform(job, die, jobs.all_jobs())
    first = work()

    log.refresh_from_db()
    assert first.pk == job.pk and first.state == "done"
    assert (log.state, log.events) == ("measured", 120)
    assert figures_of(service)["whole"]["cases"] == 40
    assert [path.name for path in queries.folder_of(log.pk).iterdir() if "part" in path.name] == []


def test_an_overlapping_log_is_counted_once(measured, bring, confirm, work, service):
    april = lines_of(date(2026, 4, 27), 10, prefix="E")
    log = bring([*MARCH[60:], *april], "log april.csv")

    confirm(log)
    work()

    figures = figures_of(service)
    assert (figures["whole"]["cases"], figures["whole"]["events"]) == (50, 150)
    assert (figures["made"]["logs"], figures["made"]["overlapping"]) == (2, 60)


def test_a_step_renamed_between_two_months_is_told_with_the_second(measured, bring, confirm, work, service):
    later = [line.replace("Periksa", "Verifikasi") for line in lines_of(date(2026, 6, 1), 40, prefix="J")]
    log = bring(later, "log juni.csv")

    confirm(log)
    work()

    log.refresh_from_db()
    assert [mark["code"] for mark in log.fault["marks"]] == ["renamed_activity"]
    assert "“Periksa” berhenti dan “Verifikasi” mulai" in log.fault["marks"][0]["id"]


def test_unreadable_rows_are_left_out_and_listed(bring, confirm, work):
    log = bring([*MARCH, "D-9999;Terima;belum dicatat;Rahma;Kelurahan Wek V"])
    confirm(log)

    work()

    log.refresh_from_db()
    assert (log.events, log.refused) == (120, 1)
    assert [(row["row"], row["column"], row["code"]) for row in queries.refused_rows(log)] == [
        (122, "time", "not_a_date")
    ]


def test_wrong_columns_are_refused_by_row_and_nothing_is_counted(bring, confirm, work, service):
    log = bring()
    confirm(log, columns={**COLUMNS, "time": "Pelaksana"})

    job = work()

    log.refresh_from_db()
    assert (job.state, log.state, log.fault["code"]) == ("failed", "refused", "too_many_refused")
    told = queries.refused_rows(log)
    assert (told[0]["row"], len(told), log.fault["count"]) == (2, 120, 120)
    assert not Measurement.objects.exists()


def test_a_refused_log_is_measured_after_another_choice(bring, confirm, work, service):
    log = bring()
    confirm(log, columns={**COLUMNS, "time": "Pelaksana"})
    work()

    confirm(log)
    work()

    log.refresh_from_db()
    assert (log.state, log.fault, figures_of(service)["whole"]["cases"]) == ("measured", {}, 40)


def test_a_second_reading_that_is_refused_leaves_the_figures(measured, confirm, work, service):
    confirm(measured, columns={**COLUMNS, "time": "Pelaksana"})

    work()

    measured.refresh_from_db()
    assert measured.state == "refused"
    assert actions.measure_service(measured.uploaded_by, service, at=AT).figures["whole"]["cases"] == 40


def test_a_log_moves_to_another_service_and_leaves_the_first(measured, confirm, work, service):
    other = Service.objects.create(code="SKU", name="Surat keterangan usaha", final_activity="Serahkan")

    confirm(measured, service=other)
    work()

    assert figures_of(other)["whole"]["cases"] == 40
    assert queries.service_page(service) is None


def test_an_unknown_office_is_named_and_its_cases_still_count(bring, confirm, work, service):
    log = bring([line.replace("Kel. Wek VI", "Loket Mal Pelayanan") for line in MARCH])
    confirm(log)

    work()

    log.refresh_from_db()
    figures = figures_of(service)
    assert log.fault == {"unknown_offices": ["Loket Mal Pelayanan"]}
    assert (figures["whole"]["cases"], figures["made"]["without_office"]) == (40, 20)


def test_a_log_of_one_office_needs_no_column(bring, confirm, work, service, offices):
    log = bring()
    confirm(log, columns={key: COLUMNS[key] for key in ("case", "activity", "time")}, office=offices["wek5"])

    work()

    assert [(one["office"], one["finished"]) for one in figures_of(service)["offices"]] == [
        (str(offices["wek5"].pk), 40)
    ]


def test_a_final_step_that_is_in_no_log_is_asked_for(bring, confirm, work, service, officer):
    service.final_activity = "Ambil"
    service.save()
    log = bring()
    confirm(log)
    work()
    log.refresh_from_db()

    actions.name_final_activity(officer, log, "Serahkan", at=AT)
    work()

    assert log.fault["activities"] == ["Periksa", "Serahkan", "Terima"]
    service.refresh_from_db()
    assert service.final_activity == "Serahkan"
    assert figures_of(service)["open"]["n"] == 0


def test_an_older_choice_changes_nothing(bring, confirm, work):
    log = bring()
    confirm(log, timezone="Asia/Makassar")
    confirm(log)

    first = work()

    log.refresh_from_db()
    assert first.state == "done"
    assert log.state == "queued"


def test_events_of_a_program_are_kept_and_measured_at_once(service, officer, offices, media, log_of):
    rows = [
        (f"D-{day}", step, f"2026-03-{day:02d} {clock}")
        for day in range(2, 7)
        for step, clock in (("Terima", "08:00"), ("Serahkan", "10:00"))
    ]
    log = log_of(rows, group=["1001", "Kelurahan Wek VI"] * 5)

    stored = actions.store_events(officer, service, log, file_name="log contoh", at=AT, is_example=True)
    again = actions.store_events(officer, service, log, file_name="log contoh", at=AT, is_example=True)

    assert stored == again and EventLog.objects.count() == 1
    assert (stored.state, stored.events, stored.is_example) == ("measured", 10, True)
    assert figures_of(service)["whole"]["turnaround"]["median_working_hours"] == pytest.approx(2.0)


def test_the_record_tells_who_measured_without_names(measured, officer):
    entries = AuditEntry.objects.filter(action__startswith="service.").order_by("id")

    assert [(entry.action, entry.actor) for entry in entries] == [
        ("service.log_stored", officer),
        ("service.columns_confirmed", officer),
        ("service.log_measured", officer),
    ]
    assert entries[2].detail == {"events": 120, "refused": 0}


def test_a_job_of_a_person_who_may_no_longer_is_refused(bring, confirm, officer, work):
    confirm(bring())
    officer.roles = ["peserta"]
    officer.save()

    job = work()

    assert job.state == "failed"
    assert Job.objects.get().fault["en"].startswith("Your account may not")
    assert not Measurement.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_logs_measured_at_the_same_moment_are_both_counted(bring, confirm, service, officer):
    logs = [bring(), bring(lines_of(date(2026, 4, 27), 10, prefix="E"), "log april.csv")]
    for log in logs:
        confirm(log)
    together = threading.Barrier(2)

    def measure(log: EventLog) -> None:
        def wait(done: int, total: int, message: str) -> None:
            if message == "Menghitung angka layanan":
                together.wait(10)

        try:
            actions.measure_log(
                officer, EventLog.objects.select_related("service").get(pk=log.pk), at=AT, tell=wait
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(measure, logs))

    figures = figures_of(service)
    assert (figures["whole"]["cases"], figures["made"]["logs"]) == (50, 2)


def test_a_log_whose_work_was_given_up_may_be_chosen_again(bring, confirm, work, client_for, officer):
    log = bring()
    job = confirm(log)
    Job.objects.filter(pk=job.pk).update(state="failed", fault={"id": "Terputus 3 kali.", "en": "Cut off."})

    page = client_for(officer).get(f"/layanan/log/{log.pk}/").content.decode()
    again = confirm(log)
    work()

    log.refresh_from_db()
    assert "Terputus 3 kali." in page and "Arti kolom" in page
    assert again != job
    assert log.state == "measured"
