"""A plan sealed, offices marked, an answer kept."""

from __future__ import annotations

import math
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from saindege.base.app.access import NotAllowed
from saindege.base.app.models import Account, AuditEntry, Job
from saindege.impact.app import actions, queries
from saindege.impact.app.models import OfficeTraining, Study, StudyResult
from saindege.impact.outcome import UnknownOutcome
from saindege.impact.panel import NothingToEstimate
from saindege.people.app.models import Office
from saindege.service.app.models import Service

AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
NOBODY_WATCHES: Callable[[int, int, str], None] = lambda done, total, message: None  # noqa: E731 - a name for nothing


def test_every_office_of_the_service_enters_the_study_untrained(study: Study) -> None:
    dates = OfficeTraining.objects.filter(study=study).values_list("trained_on", flat=True)

    assert list(dates) == [None] * 20
    assert len(study.plan_hash) == 64
    assert AuditEntry.objects.get(action="impact.study_planned").detail == {"plan": study.plan_hash}


def test_pressing_the_button_twice_plans_one_study(analyst: Account, service: Service) -> None:
    key = uuid.uuid4()
    fields = actions.StudyFields("Satu", service, None, "working_hours", "chosen")

    first = actions.plan_study(analyst, fields, key=key, at=AT)
    second = actions.plan_study(analyst, fields, key=key, at=datetime(2026, 11, 25, tzinfo=UTC))

    assert (first.pk, second.plan_hash) == (second.pk, first.plan_hash)
    assert Study.objects.count() == 1


def test_unknown_outcome_plans_nothing(analyst: Account, service: Service) -> None:
    fields = actions.StudyFields("Satu", service, None, "happiness", "chosen")

    with pytest.raises(UnknownOutcome):
        actions.plan_study(analyst, fields, key=uuid.uuid4(), at=AT)

    assert not Study.objects.exists()


def test_participant_may_neither_plan_nor_mark(
    account: Callable[..., Account], study: Study, service: Service
) -> None:
    participant = account("peserta")

    with pytest.raises(NotAllowed):
        actions.plan_study(
            participant,
            actions.StudyFields("Satu", service, None, "working_hours", "chosen"),
            key=uuid.uuid4(),
            at=AT,
        )
    with pytest.raises(NotAllowed):
        actions.mark_offices(participant, study.pk, {}, version=1, at=AT)


def test_two_people_marking_offices_do_not_overwrite_each_other(
    analyst: Account, study: Study, offices: list[Office]
) -> None:
    actions.mark_offices(analyst, study.pk, {offices[0].pk: date(2026, 3, 3)}, version=1, at=AT)

    with pytest.raises(actions.ChangedMeanwhile):
        actions.mark_offices(analyst, study.pk, {offices[0].pk: None}, version=1, at=AT)

    kept = OfficeTraining.objects.get(study=study, office=offices[0])
    assert kept.trained_on == date(2026, 3, 3)


def test_estimate_without_a_log_says_what_is_missing(analyst: Account, trained: Study) -> None:
    with pytest.raises(NothingToEstimate) as refused:
        actions.ask_estimate(analyst, trained.pk)

    assert "Unggah log" in refused.value.sentence.id
    assert not Job.objects.exists()


def test_same_data_asked_twice_is_one_job(
    analyst: Account, trained: Study, measure: Callable[[float], object]
) -> None:
    measure(0.0)

    first, second = (actions.ask_estimate(analyst, trained.pk) for _ in range(2))

    assert first.pk == second.pk


def test_answer_is_kept_once_with_its_panel(
    analyst: Account, trained: Study, measure: Callable[[float], object], media: Path
) -> None:
    measure(math.log(0.75))

    first, second = (
        actions.estimate_study(analyst, trained.pk, at=AT, tell=NOBODY_WATCHES) for _ in range(2)
    )

    assert first.pk == second.pk
    assert StudyResult.objects.count() == 1
    assert first.figures["main"]["verdict"] == "terbukti_membaik"
    panel = (media / "files" / first.panel_file).read_text("utf-8").splitlines()
    assert (
        panel[0]
        == "office,month,first_treated,cases,log_working_hours,working_hours,rework_share,on_time_share,open_share"
    )
    assert len(panel) == 1 + 20 * 18


def test_moved_date_gives_a_new_answer_beside_the_old_one(
    analyst: Account, trained: Study, offices: list[Office], measure: Callable[[float], object], media: Path
) -> None:
    measure(0.0)
    actions.estimate_study(analyst, trained.pk, at=AT, tell=NOBODY_WATCHES)

    actions.mark_offices(analyst, trained.pk, {offices[0].pk: date(2025, 10, 17)}, version=1, at=AT)
    later = actions.estimate_study(analyst, trained.pk, at=AT, tell=NOBODY_WATCHES)

    assert StudyResult.objects.filter(study=trained).count() == 2
    assert queries.latest_result(trained) == later
