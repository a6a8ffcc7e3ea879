"""Cost and benefit in the application: full cost, counted only where proven, assumptions with a source."""

from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from saindege.base.app.models import AuditEntry
from saindege.impact import value
from saindege.impact.app import actions, queries
from saindege.impact.app.models import BatchCost, OfficeTraining
from saindege.impact.value import Range
from saindege.impact.value.rulebook import RANGES
from tests.impact.app.conftest import AT, WAVES

COST = {
    "fees": 10_000_000, "travel": 2_000_000, "materials": 8_000_000, "hours_away": 10.0, "staff_hour": 30_000,
    "cover_hours": 40.0, "cover_hour": 20_000, "note": "",
}  # fmt: skip


@pytest.fixture
def studied(analyst, service, ended, measure, offices):
    """The course of the ended class, studied on the service of twenty offices."""

    def answer(effect: float):
        measure(effect)
        fields = actions.StudyFields(
            "Apakah Bimtek mempercepat?", service, ended.course, "log_working_hours", "lottery"
        )
        made = actions.plan_study(analyst, fields, key=uuid.uuid4(), at=AT)
        for i, office in enumerate(offices[:12]):
            OfficeTraining.objects.filter(study=made, office=office).update(trained_on=WAVES[i // 6])
        actions.estimate_study(analyst, made.pk, at=AT, tell=lambda done, total, message: None)
        return queries.course_value(ended.course, "id", timezone.now())

    return answer


def test_full_cost_is_written_down_once_for_each_version(ended, account):
    officer = account("bkpsdm")
    actions.keep_cost(officer, ended.batch, COST, version=0, at=AT)

    with pytest.raises(actions.ChangedMeanwhile):
        actions.keep_cost(officer, ended.batch, COST, version=0, at=AT)

    found = queries.cost_of(ended.batch)
    # 11 came: 20 million paid, 11 x 10 x 30,000 and 40 x 20,000.
    assert (found.people, found.is_full, found.cost.total) == (11, True, 20e6 + 3.3e6 + 0.8e6)
    assert BatchCost.objects.get().version == 1


def test_without_an_entry_only_what_was_paid_is_known(ended):
    found = queries.cost_of(ended.batch)

    assert (found.is_full, found.cost.total) == (False, 40e6)


def test_proven_effect_gives_hours_of_the_trained_offices(studied, media):
    found = studied(-0.4)

    (flow,) = found.worth.flows
    # Twelve offices with thirty cases a month each.
    assert (flow.counted, flow.stream.cases_per_month) == (True, 360.0)
    assert found.worth.hours.low > 0 and found.worth.rupiah_per_hour is not None


def test_unproven_effect_gives_no_hour_and_the_page_says_why(studied, ended, client_for, media):
    found = studied(0.0)

    page = client_for("walikota").get(reverse("impact:value", args=[ended.course.pk])).content.decode()

    assert (found.worth.counted, found.worth.hours.high, found.worth.net.median) == (False, 0.0, -40e6)
    assert "tidak ada manfaat yang dihitung" in page and "Impas bila" in page


def test_assumptions_carry_a_source_and_move_the_answer(ended, analyst, client_for):
    client = client_for(analyst)
    address = reverse("impact:value_assumptions", args=[ended.course.pk])
    fields = {
        f"{name}-{end}": str(value)
        for name, ends in {
            "office_share": (0.1, 0.2, 0.3), "citizen_share": (0, 0.1, 0.2), "office_hour": (1, 2, 3),
            "citizen_hour": (1, 2, 3), "months": (6, 12, 18),
        }.items()
        for end, value in zip(("low", "likely", "high"), ends, strict=True)
    }  # fmt: skip

    refused = client.post(address, {**fields, "version": "0", "source": "uji coba", "months-low": "40"})
    kept = client.post(address, {**fields, "version": "0", "source": "Pengamatan loket, Mei 2026"})

    assert refused.status_code == 422 and kept.status_code == 302
    assumed, own = queries.assumptions_of(ended.course, date(2026, 11, 1))
    assert assumed.months == Range(6, 12, 18) and own.source == "Pengamatan loket, Mei 2026"


def test_mayor_reads_and_does_not_write(ended, client_for):
    client = client_for("walikota")

    assert client.get(reverse("impact:values")).status_code == 200
    assert client.get(reverse("impact:value_assumptions", args=[ended.course.pk])).status_code == 404
    assert client.get(reverse("impact:evaluation_cost", args=[ended.batch.pk])).status_code == 404


def test_cost_form_says_what_is_missing_and_saves(ended, client_for):
    client = client_for("bkpsdm")
    address = reverse("impact:evaluation_cost", args=[ended.batch.pk])

    faulty = client.post(address, {"version": "0", "fees": "-1"})
    saved = client.post(address, {key: str(value) for key, value in {**COST, "version": 0}.items()})

    assert faulty.status_code == 422 and saved.status_code == 302
    assert BatchCost.objects.get().materials == 8_000_000


def city_form(day: str, **changed: str) -> dict[str, str]:
    fields = {"source": "Pengamatan loket tiga hari, Mei 2026", "in_force_from": day}
    for name in RANGES:
        guess = getattr(value.load(), name)
        fields |= {f"{name}-{end}": str(getattr(guess, end)) for end in ("low", "likely", "high")}
    return fields | changed


def test_city_writes_down_its_own_assumptions_from_a_day_on(client_for, db):
    client, page = client_for("bkpsdm"), reverse("impact:city_assumptions")

    client.post(page, city_form("2026-01-01", **{"months-high": "30"}))
    client.post(page, city_form("2999-01-01", **{"months-high": "36"}))

    assumed, _city = queries.city_assumptions(date(2026, 6, 1))
    assert (assumed.months.high, assumed.version) == (30, f"{value.load().version}/2026-01-01")
    assert assumed.source.id == "Pengamatan loket tiga hari, Mei 2026"
    assert queries.city_assumptions(date(2025, 12, 31))[1] is None
    listed = client.get(page).content.decode()
    assert listed.count("Berlaku sejak") == 3 and "Sedang dipakai" in listed
    assert (
        "Ditetapkan kota, berlaku sejak 1 Januari 2026"
        in client.get(reverse("impact:values")).content.decode()
    )
    assert AuditEntry.objects.filter(action="impact.city_assumed").count() == 2


def test_saving_the_same_twice_keeps_one_entry_and_a_falling_range_is_refused(client_for, db):
    client, page = client_for("analis"), reverse("impact:city_assumptions")

    client.post(page, city_form("2026-01-01"))
    client.post(page, city_form("2026-01-01"))
    refused = client.post(page, city_form("2026-02-01", **{"months-low": "99"}))

    assert len(queries.all_city_assumptions()) == 1
    assert refused.status_code == 422 and "Isi berurutan" in refused.content.decode()
    assert client_for("walikota").get(page).status_code == 404
