"""A person says what columns mean; a second click asks for nothing new."""

from __future__ import annotations

import pytest

from saindege.base.app.models import Job
from saindege.service.app import actions
from saindege.service.app.models import Service

from .conftest import AT, COLUMNS

pytestmark = pytest.mark.django_db


def test_confirmed_columns_ask_for_one_job(bring, confirm, service):
    log = bring()

    first, second = confirm(log), confirm(log)

    log.refresh_from_db()
    assert first == second
    assert Job.objects.count() == 1
    assert (log.state, log.service, log.mapping["columns"]) == ("queued", service, COLUMNS)


def test_another_choice_asks_for_another_job(bring, confirm):
    log = bring()

    confirm(log)
    confirm(log, timezone="Asia/Makassar")

    assert Job.objects.count() == 2


def test_a_missing_column_is_named_with_its_field(bring, confirm):
    log = bring()

    with pytest.raises(actions.NotChosen) as refused:
        confirm(log, columns={"case": "Nomor Registrasi", "time": "Tanggal"})

    assert [(problem.column, problem.code) for problem in refused.value.problems] == [
        ("activity", "missing_column"),
        ("time", "unknown_column"),
    ]
    assert Job.objects.count() == 0


def test_a_new_service_is_made_with_its_promise(bring, confirm):
    confirm(bring(), service=None, new_service="Surat pindah", promise="1 hari kerja")

    made = Service.objects.get(name="Surat pindah")
    assert (made.code, made.promise) == ("SURAT-PINDAH", "1 hari kerja")


def test_a_promise_that_nobody_understands_is_refused(bring, confirm):
    with pytest.raises(actions.NotChosen) as refused:
        confirm(bring(), service=None, new_service="Surat pindah", promise="secepatnya")

    assert refused.value.problems[0].column == "promise"
    assert not Service.objects.filter(name="Surat pindah").exists()


def test_a_step_that_is_none_of_the_log_cannot_end_its_cases(bring, confirm, officer):
    log = bring()
    confirm(log)

    with pytest.raises(actions.NotChosen):
        actions.name_final_activity(officer, log, "Serahkan", at=AT)


def test_a_refused_log_is_found_from_the_page_of_its_service(
    bring, confirm, work, service, client_for, officer
):
    log = bring()
    confirm(log, columns={**COLUMNS, "time": "Pelaksana"})
    work()

    page = client_for(officer).get(f"/layanan/{service.pk}/").content.decode()

    assert f"/layanan/log/{log.pk}/" in page and "Ditolak" in page
