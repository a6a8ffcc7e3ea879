"""The design before the training: waves drawn once, sealed and recorded, and doubts about offices chosen by hand."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from saindege.base.app.access import NotAllowed
from saindege.base.app.models import Account, AuditEntry
from saindege.impact import lottery
from saindege.impact import study as plan_of
from saindege.impact.app import actions, queries
from saindege.impact.app.actions.lottery import AlreadyDrawn, NotByLottery, WavePlan, draw_lottery
from saindege.impact.app.models import OfficeTraining, Study
from saindege.impact.app.queries.records import drawn_lottery
from saindege.people.app.models import Office
from saindege.service.app.models import Measurement, Service

AT = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
WAVES = WavePlan((date(2027, 2, 1), date(2027, 5, 1)), (7, 7), by_kind=True, follow_up=3)
FORM = {
    "first_month": "2027-02",
    "waves": 2,
    "months_between": 3,
    "per_wave": 7,
    "follow_up": 3,
    "by_kind": "on",
}


def text(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def by_hand(analyst: Account, service: Service) -> Study:
    fields = actions.StudyFields("Apakah yang lambat membaik?", service, None, "log_working_hours", "chosen")
    return actions.plan_study(analyst, fields, key=uuid.uuid4(), at=AT)


def test_a_draw_is_sealed_with_the_plan_and_stands_in_the_record(
    study: Study, analyst: Account, measure: Callable[[float], Measurement]
) -> None:
    measure(0.0)

    drawn = draw_lottery(analyst, study.pk, WAVES, seed=11, at=AT)

    sealed = drawn.options["plan"]["lottery"]
    found = drawn_lottery(drawn)
    assert found is not None and lottery.is_genuine(found)
    assert [len(wave.offices) for wave in found.waves] == [7, 7] and len(found.waiting) == 6
    assert sealed["question_hash"] == study.plan_hash != drawn.plan_hash
    assert drawn.plan_hash == plan_of.plan_hash(drawn.options["plan"])
    assert -0.3 < sealed["detectable"] < 0
    detail = AuditEntry.objects.get(action="impact.lottery_drawn").detail
    assert (detail["seed"], detail["order"], detail["plan"]) == (11, list(found.order), drawn.plan_hash)


def test_a_second_draw_is_refused(study: Study, analyst: Account) -> None:
    drawn = draw_lottery(analyst, study.pk, WAVES, seed=11, at=AT)

    with pytest.raises(AlreadyDrawn, match="tidak diulang"):
        draw_lottery(analyst, study.pk, WAVES, seed=12, at=AT)

    assert Study.objects.get(pk=study.pk).plan_hash == drawn.plan_hash


def test_a_draw_for_another_study_of_the_service_counts_the_first(
    study: Study, analyst: Account, service: Service
) -> None:
    draw_lottery(analyst, study.pk, WAVES, seed=11, at=AT)
    fields = actions.StudyFields("Sekali lagi?", service, None, "working_hours", "lottery")
    again = actions.plan_study(analyst, fields, key=uuid.uuid4(), at=AT)

    drawn = draw_lottery(analyst, again.pk, WAVES, seed=12, at=AT)

    assert drawn.options["plan"]["lottery"]["earlier_draws"] == 1


def test_no_lots_for_chosen_offices_or_after_training_began(
    by_hand: Study, trained: Study, analyst: Account
) -> None:
    for asked in (by_hand, trained):
        with pytest.raises(NotByLottery):
            draw_lottery(analyst, asked.pk, WAVES, seed=1, at=AT)


def test_only_those_who_arrange_studies_draw(study: Study, account: Callable[..., Account]) -> None:
    with pytest.raises(NotAllowed):
        draw_lottery(account("walikota"), study.pk, WAVES, seed=1, at=AT)


def test_training_in_the_drawn_order_counts_as_a_lottery_within_kinds_and_otherwise_not(
    study: Study, analyst: Account, offices: list[Office]
) -> None:
    Office.objects.filter(pk__in=[office.pk for office in offices[:8]]).update(kind="district")
    found = drawn_lottery(draw_lottery(analyst, study.pk, WAVES, seed=11, at=AT))
    first = OfficeTraining.objects.filter(study=study, office__code__in=found.waves[0].offices)
    first.update(trained_on=date(2027, 2, 20))
    asked = Study.objects.get(pk=study.pk)

    as_drawn = queries.records_of(asked)
    waiting = OfficeTraining.objects.filter(study=study, office__code=found.waiting[0])
    waiting.update(trained_on=date(2027, 3, 1))
    departed = queries.records_of(asked)

    assert (as_drawn.assignment, set(as_drawn.strata.values())) == ("lottery", {"district", "urban_village"})
    assert (departed.assignment, departed.strata) == ("unknown", {})


def test_the_page_says_what_would_be_seen_and_draws_once(
    client_for: Callable[..., Client], study: Study, measure: Callable[[float], Measurement]
) -> None:
    measure(0.0)
    client = client_for("analis")
    address = reverse("impact:study_design", args=[study.pk])

    proposed = client.get(address)
    other = client.get(address, {**FORM, "first_month": _month(proposed, 2)})
    drawn = client.post(address, {**FORM, "first_month": _month(proposed, 2)}, follow=True)
    again = client.get(address)

    assert "akan terlihat dalam empat dari lima undian" in text(proposed)
    assert "7 kantor" in text(other) and "Menunggu (pembanding) 6 kantor" in text(other)
    assert "Gelombang diundi, dicatat, dan disegel" in text(drawn)
    assert "Cocok dengan benihnya" in text(drawn)
    assert again.status_code == 302 and again["Location"].endswith("?bagian=rancangan")


def _month(answer, place: int) -> str:
    return answer.context["form"].fields["first_month"].choices[place][0]


def test_the_draw_can_be_taken_away_as_a_table(
    client_for: Callable[..., Client], study: Study, analyst: Account
) -> None:
    found = drawn_lottery(draw_lottery(analyst, study.pk, WAVES, seed=11, at=AT))

    table = client_for("analis").get(
        reverse("impact:study", args=[study.pk]), {"bagian": "rancangan", "tabel": "undian", "unduh": "csv"}
    )

    lines = table.content.decode("utf-8-sig").strip().splitlines()
    assert len(lines) == 21 and lines[1].startswith("1,2027-02,")
    assert sum("menunggu" in line for line in lines) == len(found.waiting)


def test_without_figures_waves_can_be_drawn_but_nothing_is_promised(
    client_for: Callable[..., Client], study: Study
) -> None:
    page = text(client_for("analis").get(reverse("impact:study_design", args=[study.pk])))

    assert "dayanya tidak diketahui" in page and "Undi sekarang" in page


def test_one_wave_for_all_is_warned_of(
    client_for: Callable[..., Client], study: Study, measure: Callable[[float], Measurement]
) -> None:
    measure(0.0)
    client = client_for("analis")
    address = reverse("impact:study_design", args=[study.pk])
    month = _month(client.get(address), 0)

    page = text(client.get(address, {**FORM, "first_month": month, "waves": 1, "per_wave": 20}))

    assert "Semua kantor mulai bersamaan" in page and "deret waktu terputus" in page


def test_too_many_places_are_said_beside_the_field(client_for: Callable[..., Client], study: Study) -> None:
    answer = client_for("analis").get(reverse("impact:study_design", args=[study.pk]), {**FORM, "waves": 6})

    assert answer.status_code == 422 and "Hanya ada 20 kantor" in text(answer)


def test_offices_chosen_for_a_bad_spell_are_told_to_recover_unaided(
    client_for: Callable[..., Client], by_hand: Study, measure: Callable[[float], Measurement]
) -> None:
    made = measure(0.0)
    for row in made.panel:
        if row["office"] in {str(pk) for pk in _first(by_hand, 7)} and row["month"] >= "2026-04":
            row["mean_log_working_hours"] += 0.4
    made.save()
    codes = list(Office.objects.filter(pk__in=_first(by_hand, 7)).values_list("code", flat=True))

    page = text(
        client_for("analis").get(reverse("impact:study_design", args=[by_hand.pk]), {"chosen": codes})
    )

    assert "baru saja melewati masa buruk" in page
    assert "akan berubah dengan sendirinya" in page


def _first(asked: Study, n: int) -> list[int]:
    return list(OfficeTraining.objects.filter(study=asked).values_list("office", flat=True)[:n])


@pytest.mark.parametrize("role", ["atasan", "peserta", "walikota"])
def test_others_do_not_find_the_page(client_for: Callable[..., Client], study: Study, role: str) -> None:
    answer = client_for(role).get(reverse("impact:study_design", args=[study.pk]))

    assert answer.status_code == 404
