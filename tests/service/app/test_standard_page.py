"""Standards published from a day on, and what the page of a service makes of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from saindege.base.app.access import NotAllowed
from saindege.base.app.models import Account, Job
from saindege.service.app.actions import standing
from saindege.service.app.models import EventLog, Measurement, Service

AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)


def _new(**said: Any) -> standing.NewStandard:
    return standing.NewStandard(
        **{
            "in_force_on": date(2026, 1, 1),
            "decided_by": "SK Wali Kota 1/2026",
            "promise": "4 jam kerja",
            "components": {"PERSYARATAN": "KTP\nKK"},
            "procedure": "Terima\nPeriksa *\nSerahkan",
            **said,
        }
    )


def test_cases_are_held_to_the_standard_of_the_day_they_came_in(
    measured: EventLog, officer: Account, service: Service, work: Callable[[], Job]
) -> None:
    # Every case takes three working hours; from 23 March two are promised.
    standing.publish_standard(officer, service, _new(procedure=""), today=TODAY, at=AT)
    work()
    _made, job = standing.publish_standard(
        officer,
        service,
        _new(in_force_on=date(2026, 3, 23), promise="2 jam kerja", procedure="Terima\nPeriksa\nSerahkan"),
        today=TODAY,
        at=AT.replace(hour=3),
    )
    assert job is not None
    work()

    figures = Measurement.objects.get(service=service).figures
    month = figures["months"][0]["on_time"]
    assert 0 < month["value"] < 1
    assert figures["made"]["standards"] == 2
    assert figures["conformance"]["share"] == 1.0
    service.refresh_from_db()
    assert service.promise == "2 jam kerja"


def test_a_standard_ahead_leaves_the_promise_of_today(officer: Account, service: Service) -> None:
    standing.publish_standard(
        officer, service, _new(in_force_on=date(2027, 1, 1), promise="1 jam kerja"), today=TODAY, at=AT
    )

    service.refresh_from_db()
    assert service.promise == "4 jam kerja"


def test_two_versions_of_one_day_and_an_unreadable_procedure_are_refused(
    officer: Account, service: Service
) -> None:
    standing.publish_standard(officer, service, _new(), today=TODAY, at=AT)

    with pytest.raises(standing.StandardRefused) as refused:
        standing.publish_standard(officer, service, _new(procedure="A\na", promise="?"), today=TODAY, at=AT)

    assert [one.column for one in refused.value.problems] == ["procedure", "promise", "in_force_on"]
    assert service.standards.count() == 1


def test_a_reader_publishes_nothing(account: Callable[..., Account], service: Service) -> None:
    with pytest.raises(NotAllowed):
        standing.publish_standard(account("analis"), service, _new(), today=TODAY, at=AT)


def test_the_page_writes_a_first_standard_and_lists_what_is_missing(
    client_for: Callable[..., Client], officer: Account, service: Service
) -> None:
    client = client_for(officer)
    address = reverse("service:standard", args=[service.pk])
    said = {
        "promise": "3 hari kerja", "in_force_on": "2026-01-01", "decided_by": "SK 1/2026", "procedure": "Terima\nSerahkan",
        "part_PERSYARATAN": "KTP",
    }  # fmt: skip

    sent = client.post(address, said)
    shown = client.get(address).content.decode()

    assert sent.status_code == 302
    assert "3 hari kerja" in shown and "SK 1/2026" in shown
    assert "13 dari 14 komponen belum ditulis" in shown
    assert client.get(address, {"unduh": "csv"}).content.decode().count("KTP") == 1


def test_faults_stand_at_their_fields_and_what_was_typed_stays(
    client_for: Callable[..., Client], officer: Account, service: Service
) -> None:
    said = {"promise": "secepatnya", "in_force_on": "2026-01-01", "decided_by": "SK", "procedure": ""}

    answer = client_for(officer).post(reverse("service:standard", args=[service.pk]), said)

    assert answer.status_code == 422
    assert "secepatnya" in answer.content.decode()
    assert list(answer.context["form"].errors) == ["promise"]


def test_the_service_page_counts_open_cases_in(
    measured: EventLog, client_for: Callable[..., Client], officer: Account, service: Service
) -> None:
    client = client_for(officer)

    page = client.get(reverse("service:service", args=[service.pk])).content.decode()
    table = client.get(reverse("service:service", args=[service.pk]), {"tabel": "arus", "unduh": "csv"})

    assert "Bila berkas yang belum selesai ikut dihitung" in page
    assert "Kapan berkas datang, kapan menumpuk" in page
    assert table.status_code == 200 and "Senin" in table.content.decode()


def test_the_national_catalogue_gets_one_row_an_office(
    officer: Account, service: Service, client_for: Callable[..., Client]
) -> None:
    address = reverse("service:standard", args=[service.pk])
    without = client_for(officer).get(address, {"tabel": "sippn", "unduh": "csv"})
    standing.publish_standard(officer, service, _new(), today=AT.date(), at=AT)

    rows = client_for(officer).get(address, {"tabel": "sippn", "unduh": "csv"}).content.decode("utf-8-sig")

    assert without.status_code == 404
    assert rows.count("SK Wali Kota 1/2026") == 2
    assert "Kelurahan Wek V," in rows and "4 jam kerja" in rows
