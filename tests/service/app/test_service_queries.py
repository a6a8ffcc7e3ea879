"""What other areas and home pages read."""

from __future__ import annotations

from datetime import date

import pytest

from saindege.base.errors import BadInput
from saindege.people.app.models import Office, Person
from saindege.service.app import queries
from saindege.service.app.models import SatisfactionAnswer, Service
from saindege.service.app.queries import PanelRow
from saindege.service.satisfaction_rules import load_rules

pytestmark = pytest.mark.django_db

CODES = load_rules().codes


def answer(service, office, day, mark):
    SatisfactionAnswer.objects.create(
        service=service, office=office, answered_on=day, elements=dict.fromkeys(CODES, mark)
    )


def test_the_panel_holds_offices_by_code_and_whole_months(measured, service):
    rows = queries.panel_of(service, "median_working_hours")

    assert rows == [
        PanelRow("1001", date(2026, 3, 1), pytest.approx(3.0), 11, 0.0),
        PanelRow("1002", date(2026, 3, 1), pytest.approx(3.0), 11, 0.0),
    ]


@pytest.mark.parametrize("outcome", ["log_working_hours", "rework_share", "on_time_share", "open_share"])
def test_every_outcome_of_a_study_is_there(outcome, measured, service):
    assert all(row.value is not None for row in queries.panel_of(service, outcome))


def test_satisfaction_by_office_and_month_is_the_mean_of_the_answers(service, offices):
    answer(service, offices["wek5"], date(2026, 3, 2), 3)
    answer(service, offices["wek5"], date(2026, 3, 9), 4)
    answer(service, offices["wek6"], date(2026, 4, 1), 2)

    rows = queries.panel_of(service, "satisfaction")

    assert rows == [
        PanelRow("1001", date(2026, 3, 1), 87.5, 2),
        PanelRow("1002", date(2026, 4, 1), 50.0, 1),
    ]


def test_an_unknown_outcome_is_refused_with_the_known_ones(service):
    with pytest.raises(BadInput, match="log_working_hours"):
        queries.panel_of(service, "kecepatan")


def test_a_service_without_log_has_an_empty_panel(service):
    assert queries.panel_of(service, "working_hours") == []


def test_satisfaction_counts_the_last_year_of_answers(service, offices):
    answer(service, offices["wek5"], date(2024, 1, 1), 1)
    for _ in range(3):
        answer(service, offices["wek5"], date(2026, 3, 2), 3)

    figures = queries.satisfaction_of(service)

    assert (figures.result.n, figures.result.ikm, figures.result.grade.letter) == (3, 75.0, "C")
    assert [one.element.code for one in figures.lowest] == list(CODES[:3])
    assert queries.satisfaction_of(service, offices=[offices["wek6"].pk]) is None


def test_a_superior_sees_the_services_of_the_own_office_and_those_below(account, service, offices):
    head = account("atasan")
    district = Office.objects.create(code="77", name="Kecamatan Selatan", kind="district")
    offices["wek5"].parent = district
    offices["wek5"].save()
    Person.objects.create(name="Camat", status="pns", office=district, account=head)
    Service.objects.create(code="X", name="Layanan kantor lain")

    assert queries.own_office_keys(head) == {district.pk, offices["wek5"].pk}
    assert list(queries.visible_to(head)) == [service]


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("organisasi", 1),
        ("analis", 1),
        ("walikota", 1),
        ("admin", 1),
        ("bkpsdm", 1),
        ("peserta", 0),
        ("narasumber", 0),
        ("atasan", 0),
    ],
)
def test_who_sees_services(role, seen, account, service):
    assert queries.visible_to(account(role)).count() == seen


def test_a_late_service_is_a_signal(measured, service, officer):
    assert queries.services_with_signal(officer) == []

    service.measurement.figures["is_late"] = True
    service.measurement.save()

    assert [(row.service, row.state) for row in queries.services_with_signal(officer)] == [(service, "late")]


def test_logs_wait_until_their_columns_are_confirmed(bring, confirm, officer, account):
    log = bring()
    assert [one.pk for one in queries.logs_waiting(officer)] == [log.pk]
    assert list(queries.logs_waiting(account("analis"))) == []

    confirm(log)

    assert list(queries.logs_waiting(officer)) == []


def test_a_choice_for_the_same_headers_is_remembered(measured, bring, service):
    fresh = bring([line.replace("D-", "F-") for line in open_lines()], "log lain.csv")

    said = queries.remembered_columns(fresh)

    assert said["service"] == service.pk
    assert said["columns"]["case"] == "Nomor Registrasi"


def open_lines():
    from .conftest import MARCH

    return MARCH[:30]
